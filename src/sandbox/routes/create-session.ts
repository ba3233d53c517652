import { findIana } from 'windows-iana';
import { newSessionShape } from '../../domain/new-session';
import { readShaped } from '../../domain/new-session-shape';
import { momentsOf } from '../../domain/zone-clock';
import { requireEventAccess, roleIn } from './access';
import { badRequest, delegatedOnly, notFound, notTheirs } from './errors';
import type { Exchange } from './exchange';
import type { Reply } from './request';
import { joinLink, threadKey } from '../world/maker';
import type { TenantEvent, TenantSession } from '../world/model';
import { drawsOf, guidOf } from '../world/random';
import { zones, type Zone } from '../world/zones';
import { toWireSession } from '../wire/wire-sessions';

const TYPE = 'microsoft.graph.virtualEventSession';
/** What a body may hold beside what is checked here: the service makes these itself. */
const own = new Set(['joinWebUrl', 'chatInfo', 'audioConferencing']);

/** `POST /solutions/virtualEvents/events/{id}/sessions`: 201 with the session, which is listed from then on. For organisers and co-organisers, signed in. */
export function createSession(exchange: Exchange, eventId: string): Reply {
  const { caller, world, request } = exchange;
  const event = world.events.find(one => one.id === eventId);
  if (!event) throw notFound();
  if (caller.as === 'app') throw delegatedOnly();
  requireEventAccess(exchange, event);
  if (!roleIn(event, caller.personId)) throw notTheirs();
  const session = toSession(exchange, event, request.body);
  event.sessions.push(session);
  return { status: 201, body: toWireSession(session) };
}

function toSession({ world, now }: Exchange, event: TenantEvent, body: unknown): TenantSession {
  const { read, faults } = readShaped(body, { parts: newSessionShape });
  const [fault] = faults;
  if (fault?.field === '') throw badRequest('Unable to read JSON request payload.');
  if (fault?.fault === 'unknown-property')
    throw badRequest(`The property '${fault.field}' does not exist on type '${TYPE}'.`);
  if (fault) throw badRequest(`A value of the property '${fault.field}' could not be read (type '${TYPE}').`);
  const given = read as Record<string, unknown>;
  const start = momentOf(given.startDateTime, 'startDateTime');
  const end = momentOf(given.endDateTime, 'endDateTime');
  if (end.at <= start.at) throw badRequest("The 'endDateTime' has to be later than the start.");
  const key = `made ${event.sessions.length} ${now}`;
  const threadId = `19:meeting_${threadKey(0, event.id, key)}@thread.v2`;
  return {
    id: guidOf(0, event.id, 'session', key),
    subject: typeof given.subject === 'string' ? given.subject : event.title,
    start: start.at,
    end: end.at,
    zone: start.zone,
    times: 'zone',
    details: 'sparse',
    organizer: event.organizer,
    threadId,
    joinWebUrl: joinLink(threadId, world.people.tenantId, event.organizer.id),
    joinMeetingId: String(drawsOf(0, event.id, 'join id', key).int(200_000_000_000, 399_999_999_999)),
    reports: [],
    settings: settingsOf(given),
  };
}

function settingsOf(given: Record<string, unknown>): Record<string, unknown> {
  const named = ['subject', 'startDateTime', 'endDateTime'];
  return Object.fromEntries(Object.entries(given).filter(([name]) => !own.has(name) && !named.includes(name)));
}

/** dateTimeTimeZone: where clocks show a time twice, the first; where they never do, none. */
function momentOf(value: unknown, field: string): { at: number; zone: Zone } {
  const { dateTime = '', timeZone = '' } = (value ?? {}) as { dateTime?: string; timeZone?: string };
  const zone = zoneOf(timeZone);
  if (!zone) throw badRequest(`The time zone '${timeZone}' of '${field}' is not supported.`);
  const [at] = momentsOf(dateTime, zone.iana);
  if (at === undefined) throw badRequest(`The value of '${field}' is no date and time.`);
  return { at, zone };
}

function zoneOf(name: string): Zone | undefined {
  const known = Object.values(zones).find(one => one.name === name && one !== zones.odd);
  const iana = known?.iana ?? findIana(name)[0];
  return iana === undefined ? undefined : { name, iana };
}
