import type { ExternalEventInformation } from './event';
import type { Instant, Iso } from './time';

/** One stay in the room; either end may be missing (Graph: attendanceInterval). */
export interface AttendanceInterval {
  join: Instant | undefined;
  leave: Instant | undefined;
}

/** A usable interval, `[join, leave)`. */
export interface Stay {
  join: Instant;
  leave: Instant;
}

/** Both ends known and in order: any other interval counts in nothing. */
export function isUsable(interval: AttendanceInterval): interval is Stay {
  return interval.join !== undefined && interval.leave !== undefined && interval.leave > interval.join;
}

/** The same for the same intervals in the same order. */
export function signatureOf(intervals: readonly AttendanceInterval[]): string {
  return intervals.map(({ join, leave }) => `${join ?? ''}-${leave ?? ''}`).join();
}

/** One line of an attendance report (Graph: attendanceRecord). Nothing is promised to be present. */
export interface AttendanceRecord {
  id?: string | undefined;
  identityId?: string | undefined;
  /** The last part of identity's `@odata.type`, or undefined: communicationsGuestIdentity, azureCommunicationServicesUserIdentity, … */
  identityType?: string | undefined;
  tenantId?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  /** As Graph wrote it: Organizer, Presenter, Attendee, None, or a word it adds later. */
  role?: string | undefined;
  registrationId?: string | undefined;
  totalSeconds?: number | undefined;
  intervals: AttendanceInterval[];
}

/** What Graph says of a report without its records (Graph: meetingAttendanceReport). */
export interface AttendanceReport {
  id: string;
  start: Iso | null;
  end: Iso | null;
  reportedTotal: number | null;
  externalEventInformation: ExternalEventInformation[];
}

/** Graph lists this many reports, the newest, and gives no way to older ones. */
export const LISTED_REPORTS = 50;
