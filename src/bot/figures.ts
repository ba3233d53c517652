import type { Attendance } from '../domain/attendance';
import { createAttendanceCount } from '../domain/attendance-count';
import type { AttendanceReport } from '../domain/attendance-record';
import { collectRecords, type PartialRead } from './collect-records';
import type { Question } from './command';
import type { PlacedReport } from './reports';

type Seen = [end: AttendanceReport['end'], total: AttendanceReport['reportedTotal']];

interface KeptFigures {
  /** What each report showed when it was read. */
  seen: Seen[];
  figures: Attendance;
}

/** Figures hold no names, so askers of one tenant share them; they are used only while the reports themselves still show the same end and total. */
const FIGURES_KEPT_MS = 24 * 3_600_000;
const FIGURES_BYTES = 8_000;

/** The figures of one report, or of several merged: those kept, if no report changed; else counted from the records. The caller has checked access. */
export async function readFigures(
  merged: readonly PlacedReport[],
  question: Question,
): Promise<Attendance & PartialRead> {
  const owner = `tenant ${question.asker.tenantId.toLowerCase()}`;
  const key = JSON.stringify(['figures', merged.map(({ home, report }) => [home, report.id])]);
  const kept = question.recent.get(owner, key) as KeptFigures | undefined;
  const reports = kept ? await newest(merged, question) : merged;
  if (kept && sameAs(kept.seen, reports)) return kept.figures;
  const count = createAttendanceCount(reports.reduce((sum, { report }) => sum + (report.reportedTotal ?? 0), 0));
  const { begun, partial } = await collectRecords(count, reports, question);
  const figures = count.finish(reports.slice(0, begun).map(({ report }) => report));
  if (!partial.incomplete) {
    const value: KeptFigures = { seen: reports.map(({ report }) => seenOf(report)), figures };
    question.recent.set(owner, key, value, FIGURES_BYTES, FIGURES_KEPT_MS);
  }
  return { ...figures, ...partial };
}

/** One report is asked for by itself, as its list may be older; of many, the list that was just read has to do. */
async function newest(merged: readonly PlacedReport[], { source }: Question): Promise<readonly PlacedReport[]> {
  const [only, second] = merged;
  return only && !second ? [{ ...only, report: await source.report(only.home, only.report.id) }] : merged;
}

function seenOf({ end, reportedTotal }: AttendanceReport): Seen {
  return [end, reportedTotal];
}

function sameAs(seen: readonly Seen[], reports: readonly PlacedReport[]): boolean {
  return JSON.stringify(seen) === JSON.stringify(reports.map(({ report }) => seenOf(report)));
}
