import { membersOf } from '../world/people';
import { toWireUser, type WireUser } from '../wire/wire-users';
import { badRequest, noSuchUser } from './errors';
import { page } from './pages';
import { allowOnly } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';

const USERS_A_PAGE = 100;
const MOST_A_PAGE = 999;

/** `/users` and `/users/{id|userPrincipalName}`: for the app and for people alike. Throws Refusal. */
export function directoryRoute(exchange: Exchange, key: string | undefined): Reply {
  const users = membersOf(exchange.world.people).map(toWireUser);
  if (key === undefined || key === '') return list(exchange, users);
  allowOnly(exchange.request, '$select');
  const user = users.find(one => isSame(one.id, key) || isSame(one.userPrincipalName, key));
  if (!user) throw noSuchUser();
  return { status: 200, body: { '@odata.context': contextOf(exchange, '/$entity'), ...selected(exchange, user) } };
}

function list(exchange: Exchange, users: WireUser[]): Reply {
  allowOnly(exchange.request, '$filter', '$select', '$top');
  const { query } = exchange.request;
  const found = users.filter(userFilter(query.get('$filter')));
  const top = Number(query.get('$top') ?? USERS_A_PAGE);
  if (!Number.isInteger(top) || top < 1 || top > MOST_A_PAGE)
    throw badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${MOST_A_PAGE} inclusive.`);
  const values = found.map(one => selected(exchange, one));
  return {
    status: 200,
    body: { '@odata.context': contextOf(exchange), ...page(exchange, values.length, index => values[index], top) },
  };
}

/** What the directory is searched by, each with `eq` or `startswith`, joined by `or`. */
const searched = ['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName'] as const;

function userFilter(filter: string | null): (user: WireUser) => boolean {
  if (filter === null) return () => true;
  const conditions = splitOutsideQuotes(filter).map(toCondition);
  return user => conditions.some(one => one(user));
}

function toCondition(text: string): (user: WireUser) => boolean {
  const starts = /^\s*startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)\s*$/i.exec(text);
  const equals = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(text);
  const [, name = '', quoted = ''] = starts ?? equals ?? [];
  const property = searched.find(one => one.toLowerCase() === name.toLowerCase());
  if (!property || (starts && property === 'id')) throw badRequest('Invalid filter clause.');
  const value = quoted.replaceAll("''", "'").toLowerCase();
  return user => (starts ? user[property].toLowerCase().startsWith(value) : isSame(user[property], value));
}

function splitOutsideQuotes(filter: string): string[] {
  return filter.split(/\s+or\s+(?=(?:[^']*'[^']*')*[^']*$)/i);
}

function selected({ request }: Exchange, user: WireUser): object {
  const names = request.query
    .get('$select')
    ?.split(',')
    .map(one => one.trim());
  return names ? Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name))) : user;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function contextOf({ request }: Exchange, end = ''): string {
  return `https://graph.microsoft.com/${request.version}/$metadata#users${end}`;
}
