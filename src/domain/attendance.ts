import type { CallQualityLine } from './calls';
import type { ExternalEventInformation } from './event';
import type { ProblemCode } from './errors';
import type { RegistrationFigures } from './registration-join';
import type { Subject } from './subject';
import type { Iso } from './time';

/** The figures of one report, or of several merged. Each is defined in docs/metrics.md; null is unknown and never 0. */
export interface Attendance {
  /** Distinct people with at least one record. */
  attended: number;
  /** `totalParticipantCount` as Graph gave it. */
  reportedTotal: number | null;
  /** Distinct people per role as Graph writes it; roles nobody had are absent. */
  byRole: Record<string, number>;
  /** People who attended and whose time is unknown. */
  timeUnknown: number;
  /** Most people present at one instant, and the first instant at which it held. */
  peak: { count: number | null; at: Iso | null };
  /** At most 60 equally spaced instants of the window. */
  curve: { at: Iso; present: number }[];
  /** Seconds, over people whose time is known. */
  averageSeconds: number | null;
  medianSeconds: number | null;
  /** 0 to 1. */
  shareOfEvent: number | null;
  late: number;
  leftEarly: number;
  stayedToEnd: number;
  completed: number | null;
  brief: number;
  window: { start: Iso | null; end: Iso | null };
  /** How many reports were merged. */
  reports: number;
  /** Only where the event has registrations and all of them, and all records, were read. */
  registration?: RegistrationFigures;
  /** People registered who stayed to the end; null where nobody's times are known. Beside `registration` only. */
  registeredStayed?: number | null;
  /** Why registrations could not be read. */
  registrationUnread?: ProblemCode;
  /** There are registrations, and because of records that are missing here they are compared with nothing. */
  registrationOmitted?: true;
  /** Only on a partial answer. */
  incomplete?: true;
  recordsRead?: number;
}

/** What `attendance` answers: the figures, what they are of, and what else there is. */
export interface AttendanceAnswer extends Attendance {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  /** The other reports Graph lists for the same session or meeting, newest first. */
  otherReports: { id: string; start: Iso | null; end: Iso | null }[];
  /** True when Graph's list of 50 was full, so that older reports may exist. */
  reportListFull: boolean;
  /** Only where call records may be read, and one was found in time. */
  callQuality?: CallQualityLine;
  otherSessions: { id: string; title: string; start: Iso | null }[];
  externalEventInformation: ExternalEventInformation[];
  /** Known to have come round before, so that it can be compared with last time. */
  hasEarlier?: true;
  /** Whether the asker watches the event or its series in this conversation; absent where nothing is kept. */
  watched?: boolean;
  incompleteBecause?: ProblemCode;
}

/** Everything adjustable in metrics.md. */
export interface Thresholds {
  graceMs: number;
  briefMs: number;
  completedShare: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { graceMs: 5 * 60_000, briefMs: 5 * 60_000, completedShare: 0.95 };
