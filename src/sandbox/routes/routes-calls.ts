import { CALL_RECORDS_KEPT } from '../../domain/call-record';
import { isGuid } from '../../domain/guid';
import type { TenantCall } from '../world/call-model';
import { toWireCall, toWireParticipant, toWireSession } from '../wire/wire-calls';
import { callFilter } from './call-filter';
import { appOnly, badRequest, noPermission, Refusal, unknownSegment } from './errors';
import { linkTo, page } from './pages';
import { asPreferred, preferencesOf } from './prefer';
import { allowOnly } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';

const CALLS_A_PAGE = 60;
const SESSIONS_A_PAGE = 60;
const PARTICIPANTS_A_PAGE = 130;

/** `/communications/callRecords[/{id}[/sessions|/participants_v2]]`: for apps alone. Throws Refusal. */
export function callRoute(exchange: Exchange, below: string[]): Reply {
  const { caller, world, request } = exchange;
  if (caller.as !== 'app') throw appOnly();
  if (!world.calls.permitted) throw noPermission();
  const [id, part, ...rest] = below;
  const body = id === undefined || id === '' ? list(exchange) : partOf(exchange, id, part, rest);
  return { status: 200, body: asPreferred(body, preferencesOf(request)) };
}

function partOf(exchange: Exchange, id: string, part: string | undefined, rest: string[]): object {
  const call = callOf(exchange, id);
  if (rest.length > 0) throw unknownSegment(rest[0] ?? '');
  switch (part?.toLowerCase()) {
    case undefined:
      return single(exchange, call);
    case 'sessions':
      return sessions(exchange, call);
    case 'participants_v2':
      return participants(exchange, call);
    default:
      throw unknownSegment(part ?? '');
  }
}

/** In an order that nobody should rely on. */
function list(exchange: Exchange): object {
  allowOnly(exchange.request, '$filter', '$select');
  const matches = callFilter(exchange.request.query.get('$filter'));
  const calls = exchange.world.calls
    .all()
    .filter(one => isThere(exchange, one) && matches(one))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const item = at(calls, one => selected(exchange, wireCall(exchange, one)));
  return {
    '@odata.context': `${metadataOf(exchange)}#communications/callRecords`,
    ...page(exchange, calls.length, item, sizeOf(exchange, CALLS_A_PAGE)),
  };
}

function single(exchange: Exchange, call: TenantCall): object {
  allowOnly(exchange.request, '$select', '$expand');
  const expand = expandOf(exchange);
  return {
    '@odata.context': `${metadataOf(exchange)}#communications/callRecords/$entity`,
    ...selected(exchange, wireCall(exchange, call)),
    'participants_v2@odata.context': `${homeOf(exchange, call)}/participants_v2/$entity`,
    ...(expand.has('sessions') && expanded(exchange, 'sessions', sessionsOf(exchange, call, false), SESSIONS_A_PAGE)),
    ...(expand.has('sessions($expand=segments)') &&
      expanded(exchange, 'sessions', sessionsOf(exchange, call, true), SESSIONS_A_PAGE, '$expand=segments')),
    ...(expand.has('participants_v2') &&
      expanded(exchange, 'participants_v2', participantsOf(call), PARTICIPANTS_A_PAGE)),
  };
}

function sessions(exchange: Exchange, call: TenantCall): object {
  allowOnly(exchange.request, '$expand');
  const expand = exchange.request.query.get('$expand');
  if (expand !== null && expand.toLowerCase() !== 'segments') throw noProperty(expand, 'session');
  const found = sessionsOf(exchange, call, expand !== null);
  return {
    '@odata.context': `${homeOf(exchange, call)}/sessions${expand === null ? '' : '(segments())'}`,
    ...page(exchange, found.count, found.item, sizeOf(exchange, SESSIONS_A_PAGE)),
  };
}

function participants(exchange: Exchange, call: TenantCall): object {
  allowOnly(exchange.request, '$select');
  const { count, item } = participantsOf(call);
  return {
    '@odata.context': `${homeOf(exchange, call)}/participants_v2`,
    ...page(exchange, count, index => selected(exchange, item(index)), sizeOf(exchange, PARTICIPANTS_A_PAGE)),
  };
}

/** What is gone, not ready yet and never was are one answer. */
function callOf(exchange: Exchange, id: string): TenantCall {
  if (!isGuid(id)) throw badRequest('The id of the call record is malformed.');
  const call = exchange.world.calls.all().find(one => one.id === id.toLowerCase());
  if (!call || !isThere(exchange, call))
    throw new Refusal(
      404,
      'NotFound',
      'Could not find the requested call record. Records about calls or online meetings that started more than 30 days ago are not available.',
    );
  return call;
}

function isThere({ now }: Exchange, call: TenantCall): boolean {
  return call.start > now - CALL_RECORDS_KEPT && versionOf(now, call) >= 0;
}

/** Which version Graph has by now: -1 for none. */
function versionOf(now: number, { versions }: TenantCall): number {
  return versions.filter(one => one.readyAt <= now).length - 1;
}

function wireCall(exchange: Exchange, call: TenantCall): object {
  return toWireCall(call, versionOf(exchange.now, call), metadataOf(exchange));
}

interface Collection {
  count: number;
  item: (index: number) => object;
}

function sessionsOf({ now }: Exchange, call: TenantCall, withSegments: boolean): Collection {
  const count = call.versions[versionOf(now, call)]?.listed ?? 0;
  return { count, item: index => toWireSession(call.session(index), withSegments) };
}

function participantsOf({ participants }: TenantCall): Collection {
  return { count: participants.count, item: index => toWireParticipant(participants.participant(index)) };
}

/** The first page of a collection inside its call, and where the rest is. */
function expanded(exchange: Exchange, name: string, { count, item }: Collection, most: number, query = ''): object {
  const until = Math.min(sizeOf(exchange, most), count);
  const value = Array.from({ length: until }, (_, index) => item(index));
  if (until === count) return { [name]: value };
  const { request } = exchange;
  const plain = { ...exchange, request: { ...request, query: new URLSearchParams(query) } };
  return {
    [name]: value,
    [`${name}@odata.nextLink`]: linkTo(plain, { from: until, turn: 0 }, `${request.path}/${name}`),
  };
}

const expandable = ['sessions', 'sessions($expand=segments)', 'participants_v2'];

function expandOf({ request }: Exchange): Set<string> {
  const wanted = (request.query.get('$expand') ?? '')
    .split(',')
    .map(one => one.trim().toLowerCase())
    .filter(Boolean);
  const strange = wanted.find(one => !expandable.includes(one));
  if (strange !== undefined) throw noProperty(strange, 'callRecord');
  return new Set(wanted);
}

/** `$select` leaves what is asked for, and `organizer_v2`, which is always expanded. */
function selected(exchange: Exchange, entity: object): object {
  const names = exchange.request.query
    .get('$select')
    ?.split(',')
    .map(one => one.trim().toLowerCase());
  if (!names) return entity;
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => names.includes(name.toLowerCase()) || name.startsWith('organizer_v2')),
  );
}

/** Not above what Graph gives at most. */
function sizeOf({ request }: Exchange, most: number): number {
  return Math.min(preferencesOf(request).pageSize ?? most, most);
}

function noProperty(name: string, type: string): Refusal {
  return badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.callRecords.${type}'.`);
}

function metadataOf({ request }: Exchange): string {
  return `https://graph.microsoft.com/${request.version}/$metadata`;
}

function homeOf(exchange: Exchange, { id }: TenantCall): string {
  return `${metadataOf(exchange)}#communications/callRecords('${id}')`;
}

function at<T, R>(list: T[], convert: (one: T) => R): (index: number) => R {
  return index => {
    const one = list[index];
    if (one === undefined) throw new RangeError(`No item ${index}.`);
    return convert(one);
  };
}
