import { isOpaqueId } from '../domain/args';
import { AppError } from '../domain/errors';
import type { EventKind, EventRole } from '../domain/event';
import type { EventRef, ReportHome } from '../domain/sources';
import type { Whose } from './client-types';

const kindSegment = { webinar: 'webinars', townhall: 'townhalls' } as const;

/** One opaque id as one path segment. Throws not-found for what can be no id. */
export function segment(id: string): string {
  if (!isOpaqueId(id)) throw new AppError('not-found');
  return encodeURIComponent(id);
}

/** A string literal of OData, quotes doubled and everything encoded for a URL. */
export function literal(text: string): string {
  return `'${encodeURIComponent(text.toWellFormed().replaceAll("'", "''"))}'`;
}

/** Everybody's events of one kind. */
export function kindPath(kind: EventKind): string {
  return `/solutions/virtualEvents/${kindSegment[kind]}`;
}

export function eventPath({ kind, id }: EventRef): string {
  return `${kindPath(kind)}/${segment(id)}`;
}

/** The events in which one person has one role; in that person's own name Graph knows who it is. */
export function roleListPath(kind: EventKind, personId: string, role: EventRole, whose: Whose): string {
  segment(personId);
  if (whose === 'person') return `${kindPath(kind)}/getByUserRole(role=${literal(role)})`;
  return `${kindPath(kind)}/getByUserIdAndRole(userId=${literal(personId)},role=${literal(role)})`;
}

export function sessionsPath(event: EventRef): string {
  return `${eventPath(event)}/sessions`;
}

/** Where a session is made: the same path for both kinds of event. */
export function newSessionPath({ id }: Pick<EventRef, 'id'>): string {
  return `/solutions/virtualEvents/events/${segment(id)}/sessions`;
}

export function sessionPath(event: EventRef, sessionId: string): string {
  return `${sessionsPath(event)}/${segment(sessionId)}`;
}

export function registrationsPath(event: EventRef): string {
  return `${eventPath(event)}/registrations`;
}

export function registrationQuestionsPath(event: EventRef): string {
  return `${eventPath(event)}/registrationConfiguration/questions`;
}

/** In a person's own name only theirs can be asked for, whoever organises a meeting. */
export function meetingsPath(userId: string, whose: Whose): string {
  return `${whose === 'person' ? '/me' : `/users/${segment(userId)}`}/onlineMeetings`;
}

export function meetingPath(userId: string, meetingId: string, whose: Whose): string {
  return `${meetingsPath(userId, whose)}/${segment(meetingId)}`;
}

export function reportsPath(home: ReportHome, whose: Whose): string {
  const above =
    home.of === 'session' ? sessionPath(home.event, home.sessionId) : meetingPath(home.userId, home.meetingId, whose);
  return `${above}/attendanceReports`;
}

export function reportPath(home: ReportHome, reportId: string, whose: Whose): string {
  return `${reportsPath(home, whose)}/${segment(reportId)}`;
}

const words = new Set(
  (
    'solutions virtualevents events webinars townhalls sessions users me onlinemeetings attendancereports attendancerecords ' +
    'registrations registrationconfiguration questions communications callrecords participants_v2 organizer_v2 segments ' +
    'subscriptions reauthorize checkmembergroups $batch v1.0'
  ).split(' '),
);

/** The path for the log: ids and everything after `?` left out. */
export function routeOf(path: string): string {
  const parts = path.replace(/[?#].*$/s, '').split('/');
  return parts
    .map(part => (part === '' || words.has(part.toLowerCase()) ? part : (/^getBy\w+(?=\()/.exec(part)?.[0] ?? '{id}')))
    .join('/');
}
