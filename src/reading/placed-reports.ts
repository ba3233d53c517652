import type { AttendanceReport } from '../domain/attendance-record';
import { isProblem } from '../domain/errors';
import type { ReportHome } from '../domain/sources';
import { toInstant, toIso } from '../domain/time';
import type { Reading } from './reading';

/** A report and where it hangs. */
export interface PlacedReport {
  home: ReportHome;
  report: AttendanceReport;
}

/** What the reports show of themselves; what was read of them holds as long as this stays the same. */
export function shownBy(placed: readonly PlacedReport[]): string {
  return JSON.stringify(placed.map(({ report }) => [report.end, report.reportedTotal]));
}

/** First start to last end; null where one is not known. */
export function spanOf(merged: readonly PlacedReport[]): Pick<AttendanceReport, 'start' | 'end'> {
  const at = (of: 'start' | 'end') =>
    merged.map(({ report }) => toInstant(report[of])).filter(one => one !== undefined);
  const [starts, ends] = [at('start'), at('end')];
  return {
    start: starts.length > 0 ? toIso(Math.min(...starts)) : null,
    end: ends.length > 0 ? toIso(Math.max(...ends)) : null,
  };
}

/** Where Graph knows no reports of something that is there, there are none. */
export async function reportsOf(home: ReportHome, { source }: Pick<Reading, 'source'>): Promise<AttendanceReport[]> {
  try {
    return await source.reports(home);
  } catch (error) {
    if (isProblem(error, 'not-found')) return [];
    throw error;
  }
}

/** By end, not by the position in Graph's list. */
export function newestFirst(reports: readonly AttendanceReport[]): AttendanceReport[];
export function newestFirst<T>(reports: readonly T[], reportOf: (one: T) => AttendanceReport): T[];
export function newestFirst<T>(reports: readonly T[], reportOf = (one: T) => one as AttendanceReport): T[] {
  const at = (one: T) => toInstant(reportOf(one).end) ?? toInstant(reportOf(one).start) ?? -Infinity;
  return [...reports].sort((a, b) => {
    const [first, second] = [at(a), at(b)];
    return first === second ? 0 : second - first;
  });
}
