import type { Attendance } from '../domain/attendance';
import { createAttendanceCount } from '../domain/attendance-count';
import { LISTED_REPORTS, type AttendanceReport } from '../domain/attendance-record';
import type { ReportHome } from '../domain/sources';
import { reportsToTell, toLastTime, type LastTime } from '../domain/summary-change';
import { toInstant, type EventTime } from '../domain/time';
import type { PartialRead } from '../domain/partial-read';
import { readReports } from './collect-records';
import { newestFirst, reportsOf, spanOf, type PlacedReport } from './placed-reports';
import type { Reading } from './reading';

/** The session or meeting before in a series, as its caller found it. */
export interface TimeBefore {
  home: ReportHome;
  /** When the session was to begin. */
  start?: EventTime;
  /** A meeting's reports are of many days: this is the one. */
  report?: AttendanceReport;
}

/** The id by which that time is known again. */
export function timeId({ home, report }: TimeBefore): string {
  return report ? report.id : home.of === 'session' ? home.sessionId : '';
}

type CountReports = (merged: readonly PlacedReport[], reading: Reading) => Promise<Attendance & PartialRead>;

/** How many came then; undefined where there is no report, or none of everybody. `count` where figures are kept. Throws AppError. The caller has checked access. */
export async function readLastTime(
  before: TimeBefore,
  reading: Reading,
  count: CountReports = countPeople,
): Promise<LastTime | undefined> {
  const { home, report, start } = before;
  const listed = report ? [report] : newestFirst(await reportsOf(home, reading));
  if (listed.length === 0 || listed.length >= LISTED_REPORTS) return undefined;
  const told = report ? listed : reportsToTell(listed, toInstant(start?.at));
  const merged = told.map(one => ({ home, report: one }));
  return toLastTime(timeId(before), await count(merged, reading), spanOf(merged), report ? undefined : start);
}

/** Figures of these reports without the event's registrations, which are many and say nothing of how many came. */
export async function countPeople(
  merged: readonly PlacedReport[],
  reading: Reading,
): Promise<Attendance & PartialRead> {
  const { into, reports, partial } = await readReports(createAttendanceCount, merged, reading);
  return { ...into.finish(reports), ...partial };
}
