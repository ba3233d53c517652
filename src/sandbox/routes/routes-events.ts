import { appOnly, badRequest, delegatedOnly, noPolicy, noSuchUser, notFound, unknownSegment } from './errors';
import { isCovered, memberOf, requireEventAccess, requireReportAccess, roleIn } from './access';
import type { TenantEvent, TenantSession } from '../world/model';
import { page } from './pages';
import { allowOnly, functionCall } from './query';
import type { Exchange } from './exchange';
import { type EventCollection, kindOf, type Reply } from './request';
import { registrationRoute } from './routes-registrations';
import { reportRoute } from './routes-reports';
import { toWireEvent, toWirePresenter } from '../wire/wire-events';
import { toWireSession, toWireSummary } from '../wire/wire-sessions';

/** Graph documents no page size for lists of events: small pages keep callers honest. */
const EVENTS_A_PAGE = 20;

/** `/solutions/virtualEvents/{webinars|townhalls|events}/…` */
export function eventRoute(exchange: Exchange, collection: EventCollection, rest: string[]): Reply {
  const [key, ...below] = rest;
  if (key === undefined) return tenantList(exchange, collection);
  if (/^getBy/i.test(key) && below.length === 0) return listByRole(exchange, collection, key);
  const event = exchange.world.events.find(one => one.id === key && isOf(one, collection));
  if (!event) throw notFound();
  requireEventAccess(exchange, event);
  return eventPart(exchange, collection, event, below);
}

function eventPart(exchange: Exchange, collection: EventCollection, event: TenantEvent, below: string[]): Reply {
  const [part, key, ...rest] = below;
  // `registrations(email='…')` is a key of its own.
  switch (part?.toLowerCase().replace(/\(.*/s, '')) {
    case undefined:
      return single(exchange, event, toWireEvent(event, isInsider(exchange, event)), event.kind === 'webinar');
    case 'presenters':
      return presenters(exchange, event, key);
    case 'sessions':
      return sessions(exchange, collection, event, key, rest);
    case 'registrations':
    case 'registrationconfiguration':
      return registrationRoute(exchange, event, below);
    default:
      throw unknownSegment(part ?? '');
  }
}

function sessions(
  exchange: Exchange,
  collection: EventCollection,
  event: TenantEvent,
  key: string | undefined,
  rest: string[],
): Reply {
  if (key === undefined) {
    allowOnly(exchange.request);
    return {
      status: 200,
      body: page(exchange, event.sessions.length, at(event.sessions, toWireSummary), EVENTS_A_PAGE),
    };
  }
  const session = event.sessions.find(one => one.id === key);
  if (!session) throw notFound();
  if (rest.length === 0) return single(exchange, event, toWireSession(session), true);
  requireReportAccess(exchange, event);
  return reportRoute(exchange, reportHome(collection, event, session), rest);
}

function reportHome(collection: EventCollection, event: TenantEvent, session: TenantSession) {
  return {
    context: `solutions/virtualEvents/${collection}('${event.id}')/sessions('${session.id}')`,
    reports: session.reports,
    of: 'session' as const,
  };
}

/** Graph's examples wrap a single webinar and a single session in `{"value": {…}}`, and a town hall not. */
function single(exchange: Exchange, _event: TenantEvent, entity: object, isWrapped: boolean): Reply {
  allowOnly(exchange.request);
  return { status: 200, body: isWrapped ? { value: entity } : entity };
}

function presenters(exchange: Exchange, event: TenantEvent, key: string | undefined): Reply {
  allowOnly(exchange.request);
  if (key === undefined)
    return { status: 200, body: { value: event.presenters.map(one => toWirePresenter(one, event.kind)) } };
  const presenter = event.presenters.find(one => one.person.id === key);
  if (!presenter) throw notFound();
  return { status: 200, body: toWirePresenter(presenter, event.kind) };
}

/** For apps only: the events of every organiser whom an access policy covers. */
function tenantList(exchange: Exchange, collection: EventCollection): Reply {
  if (exchange.caller.as !== 'app') throw appOnly();
  allowOnly(exchange.request, '$count');
  const { world, request } = exchange;
  const events = world.events.filter(one => isOf(one, collection) && isCovered(world, one.organizer));
  const count = request.query.get('$count') === 'true' ? { '@odata.count': events.length } : {};
  return { status: 200, body: { ...count, ...eventPage(exchange, events) } };
}

function listByRole(exchange: Exchange, collection: EventCollection, segment: string): Reply {
  const { caller, request, world } = exchange;
  allowOnly(request);
  if (collection === 'events') throw unknownSegment(segment);
  const byRole = functionCall(segment, 'getByUserRole');
  const byUser = functionCall(segment, 'getByUserIdAndRole');
  const role = (byRole ?? byUser)?.role;
  if (role !== 'organizer' && role !== 'coOrganizer') throw badRequest('Invalid parameter value for role.');
  if (byRole) {
    if (caller.as === 'app') throw delegatedOnly();
    return listOf(exchange, collection, caller.personId, role);
  }
  if (caller.as === 'user') throw appOnly();
  const person = memberOf(world, byUser?.userId ?? '');
  if (!person) throw noSuchUser();
  if (!isCovered(world, person)) throw noPolicy();
  return listOf(exchange, collection, person.id, role);
}

function listOf(exchange: Exchange, collection: EventCollection, personId: string, role: string): Reply {
  const events = exchange.world.events.filter(one => isOf(one, collection) && roleIn(one, personId) === role);
  return { status: 200, body: eventPage(exchange, events) };
}

function eventPage(exchange: Exchange, events: TenantEvent[]) {
  const item = at(events, event => toWireEvent(event, isInsider(exchange, event)));
  return page(exchange, events.length, item, EVENTS_A_PAGE);
}

function isInsider({ caller }: Exchange, event: TenantEvent): boolean {
  return caller.as === 'app' || roleIn(event, caller.personId) !== undefined;
}

function isOf(event: TenantEvent, collection: EventCollection): boolean {
  return kindOf[collection] === undefined || kindOf[collection] === event.kind;
}

/** Item number `index` of a list, converted. */
function at<T, R>(list: T[], convert: (one: T) => R): (index: number) => R {
  return index => {
    const one = list[index];
    if (one === undefined) throw new RangeError(`No item ${index}.`);
    return convert(one);
  };
}
