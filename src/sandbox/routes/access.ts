import type { EventRole } from '../../domain/event';
import { noPolicy, notFound, notTheirs, unauthenticated } from './errors';
import type { TenantEvent, TenantMeeting } from '../world/model';
import type { Exchange } from './exchange';
import type { Caller } from './request';
import { membersOf, type Member } from '../world/people';
import type { World } from '../world/world';

/**
 * Who calls: the sandbox checks no signature. A bearer token `user:<object id>`, or that with `:` and more behind it, is that person, signed in
 * (delegated); any other is the app itself (application permissions).
 */
export function callerOf(authorization: string | undefined): Caller {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthenticated();
  const person = /^user:([^:]+)/.exec(token)?.[1];
  return person === undefined ? { as: 'app' } : { as: 'user', personId: person.toLowerCase() };
}

export function memberOf(world: World, personId: string): Member | undefined {
  return membersOf(world.people).find(one => one.id === personId.toLowerCase());
}

/** The app may read for everybody but one organiser: no application access policy covers him. */
export function isCovered(world: World, person: Member): boolean {
  return person.id !== world.people.uncovered.id;
}

export function roleIn(event: { organizer: Member; coOrganizers: Member[] }, personId: string): EventRole | undefined {
  const person = personId.toLowerCase();
  if (event.organizer.id === person) return 'organizer';
  return event.coOrganizers.some(one => one.id === person) ? 'coOrganizer' : undefined;
}

/** An event may be read by the app where its organiser is covered, and by everybody who has a part in it. */
export function requireEventAccess({ caller, world }: Exchange, event: TenantEvent): void {
  if (caller.as === 'app') {
    if (!isCovered(world, event.organizer)) throw noPolicy();
    return;
  }
  const hasPart = [...event.presenters.map(one => one.person), ...event.invited].some(
    one => one.id === caller.personId,
  );
  if (roleIn(event, caller.personId) || hasPart || event.audience === 'everyone') return;
  throw notFound();
}

/** Its reports only by the app, its organiser and co-organisers. */
export function requireReportAccess(exchange: Exchange, event: TenantEvent): void {
  requireEventAccess(exchange, event);
  if (exchange.caller.as === 'user' && !roleIn(event, exchange.caller.personId)) throw notTheirs();
}

/** A meeting by id is there for its organiser, co-organisers and those invited: whoever the path names. */
export function isInMeeting(meeting: TenantMeeting, personId: string): boolean {
  return roleIn(meeting, personId) !== undefined || meeting.invited.some(one => one.id === personId.toLowerCase());
}
