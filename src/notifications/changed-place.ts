import type { EventKind } from '../domain/event';
import type { ChangedPlace } from './row';

const kinds = new Map<string, EventKind>([
  ['webinars', 'webinar'],
  ['townhalls', 'townhall'],
]);

/**
 * Reads the path of what changed: `solutions/virtualEvents/webinars/{id}/sessions/{id}/attendanceReports/{id}`, in any case of letters, with
 * slashes, a host or a version around, and with keys as segments or in brackets. Ids keep their case.
 */
export function toChangedPlace(path: string): ChangedPlace {
  const [solutions, virtualEvents, collection = '', eventId, sessions, sessionId, reports, reportId, ...rest] =
    segmentsOf(path);
  const kind = kinds.get(collection.toLowerCase());
  const home = `${solutions}/${virtualEvents}`.toLowerCase();
  if (home !== 'solutions/virtualevents' || !kind || eventId === undefined) return { what: 'other' };
  if (sessions === undefined) return { what: 'event', kind, eventId };
  const part = sessions.toLowerCase();
  // The collection itself, when the item says nothing nearer.
  if (part === 'getattendancereports' && sessionId === undefined) return { what: 'event', kind, eventId };
  if (part !== 'sessions' || sessionId === undefined) return { what: 'other', kind, eventId };
  if (reports === undefined) return { what: 'session', kind, eventId, sessionId };
  if (reports.toLowerCase() !== 'attendancereports' || reportId === undefined || rest.length > 0)
    return { what: 'other', kind, eventId, sessionId };
  return { what: 'report', kind, eventId, sessionId, reportId };
}

/** Split first and decoded afterwards, since an id may hold a slash. */
function segmentsOf(path: string): string[] {
  const bare = path.replace(/^https?:\/\/[^/]*/i, '').replace(/^\/?(v1\.0|beta)\//i, '');
  return bare.split('/').filter(isFilled).flatMap(split);
}

/** `webinars('id')` is another way to write `webinars/id`. */
function split(segment: string): string[] {
  const text = decoded(segment);
  const open = text.indexOf("('");
  if (open <= 0 || !text.endsWith("')")) return [text];
  const key = text.slice(open + 2, -2).replaceAll("''", "'");
  return key === '' ? [text] : [text.slice(0, open), key];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isFilled(segment: string): boolean {
  return segment !== '';
}
