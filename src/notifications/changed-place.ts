import type { EventKind } from '../domain/event';
import { segmentsOf } from '../domain/resource-path';
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
