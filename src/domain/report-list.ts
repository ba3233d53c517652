import type { ProblemCode } from './errors';
import type { Subject } from './subject';
import type { EventTime, Iso } from './time';

/** One attendance report of a session or meeting, or in its place why there is none. */
export interface ReportLine {
  /** The number by which the asker may name it next. */
  number: number;
  /** Of which session; absent for a meeting. */
  session?: { id: string; title: string; start: EventTime | null; phase: Subject['phase'] };
  report: ListedReport | null;
  /** Why this session has no report; null where it has one. */
  state: ProblemCode | null;
}

export interface ListedReport {
  id: string;
  start: Iso | null;
  end: Iso | null;
  /** From its start to its end; null where one is unknown. */
  seconds: number | null;
  /** Graph's own total, or null. */
  reportedTotal: number | null;
  /** Of several. */
  isNewest: boolean;
}

/** A page of reports, newest first, session by session. */
export interface ReportsAnswer {
  /** The event, the one session asked for, or the meeting. */
  subject: Subject;
  lines: ReportLine[];
  page: number;
  pages: number;
  /** Lines on all pages. */
  matching: number;
  /** Reports on all pages. */
  reports: number;
  /** Sessions of the event that are listed here; 0 for a meeting. */
  sessions: number;
  /** Sessions of the event beside the one asked for. */
  otherSessions: number;
  /** A list ends at Graph's limit: older reports may exist that nobody can reach. */
  listFull: boolean;
  /** It began over a year ago: reports older than that are gone. */
  reachesBackAYear: boolean;
}
