import { isCovered, isInMeeting, memberOf, roleIn } from './access';
import {
  badMeetingId,
  badRequest,
  needsSignIn,
  noPolicy,
  noSuchUser,
  notFound,
  notTheirs,
  unknownSegment,
} from './errors';
import type { TenantMeeting } from '../world/model';
import type { Member } from '../world/people';
import { allowOnly, equalsFilter } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';
import { reportRoute } from './routes-reports';
import { toWireMeeting } from '../wire/wire-meetings';

/** `/users/{id}/onlineMeetings…` and `/me/onlineMeetings…`. */
export function meetingRoute(exchange: Exchange, userId: string | undefined, below: string[]): Reply {
  const [part = '', id, ...rest] = below;
  if (part.toLowerCase() !== 'onlinemeetings') throw unknownSegment(part);
  const person = personOf(exchange, userId);
  if (id === undefined || id === '') return byFilter(exchange, person);
  const meeting = exchange.world.meetings.find(one => one.id === id);
  if (!meeting) throw looksLikeMeetingId(id) ? notFound() : badMeetingId();
  if (!isInMeeting(meeting, person.id)) throw notTheirs();
  if (rest.length > 0) return reports(exchange, person, meeting, rest);
  allowOnly(exchange.request);
  return { status: 200, body: toWireMeeting(meeting) };
}

/** Whom the path speaks of: apps need an access policy for that person, people reach only themselves. */
function personOf({ caller, world }: Exchange, userId: string | undefined): Member {
  if (caller.as === 'app' && userId === undefined) throw needsSignIn();
  if (caller.as === 'user' && userId !== undefined && userId.toLowerCase() !== caller.personId) throw notTheirs();
  const person = memberOf(world, caller.as === 'user' ? caller.personId : (userId ?? ''));
  if (!person) throw noSuchUser();
  if (caller.as === 'app' && !isCovered(world, person)) throw noPolicy();
  return person;
}

/** There is no list of all meetings: a filter finds exactly one, and by join link only for its organiser. */
function byFilter(exchange: Exchange, person: Member): Reply {
  allowOnly(exchange.request, '$filter');
  const filter = exchange.request.query.get('$filter');
  if (filter === null) throw badRequest('A filter is required: JoinWebUrl, or joinMeetingIdSettings/joinMeetingId.');
  const meeting = find(exchange, filter);
  if (!meeting) throw notFound();
  if (meeting.organizer.id !== person.id) throw notTheirs();
  return { status: 200, body: { value: [toWireMeeting(meeting)] } };
}

function find({ world }: Exchange, filter: string): TenantMeeting | undefined {
  const link = equalsFilter(filter, 'JoinWebUrl');
  if (link !== undefined) return world.meetings.find(one => sameLink(one.joinWebUrl, link));
  const digits = equalsFilter(filter, 'joinMeetingIdSettings/joinMeetingId');
  if (digits !== undefined) return world.meetings.find(one => one.joinMeetingId === digits);
  throw badRequest('Invalid filter clause.');
}

/** "The format may differ by where the URL was obtained": links are compared decoded. */
function sameLink(link: string, asked: string): boolean {
  return decoded(link) === decoded(asked);
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function reports(exchange: Exchange, person: Member, meeting: TenantMeeting, rest: string[]): Reply {
  if (!roleIn(meeting, person.id)) throw notTheirs();
  const ofChannel = exchange.world.meetings.filter(one => one.threadId === meeting.threadId);
  const home = {
    context: `users('${person.id}')/onlineMeetings('${meeting.id}')`,
    reports: meeting.isChannel ? ofChannel.flatMap(one => one.reports) : meeting.reports,
    of: meeting.isChannel ? ('channel' as const) : ('meeting' as const),
  };
  return reportRoute(exchange, home, rest);
}

function looksLikeMeetingId(id: string): boolean {
  return /^\d\*[0-9a-f-]{36}\*/i.test(Buffer.from(id, 'base64').toString());
}
