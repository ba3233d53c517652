import type { Attendance } from '../domain/attendance';
import { createAttendanceCount } from '../domain/attendance-count';
import type { AttendanceRecord, AttendanceReport } from '../domain/attendance-record';
import { AppError, isAppError, type ProblemCode } from '../domain/errors';
import type { ReportHome } from '../domain/sources';
import type { Question } from './command';

/** How far the records could be read: nothing when all of them were. */
export interface PartialRead {
  incomplete?: true;
  recordsRead?: number;
  incompleteBecause?: ProblemCode;
}

interface Collector {
  add(records: readonly AttendanceRecord[]): void;
  readonly people: number;
  readonly records: number;
}

/** Reads all records of a report into the collector, telling progress. Throws what fails before the first record; after that the answer is partial. */
export async function collectRecords(
  into: Collector,
  home: ReportHome,
  reportId: string,
  { source, progress, signal }: Question,
): Promise<PartialRead> {
  let pages = 0;
  try {
    for await (const records of source.records(home, reportId, signal ? { signal } : {})) {
      into.add(records);
      pages += 1;
      progress({ pages, people: into.people });
    }
    return {};
  } catch (error) {
    const because = signal?.aborted ? 'took-too-long' : isAppError(error) ? error.code : undefined;
    if (because === 'not-found' && into.records === 0) throw new AppError('no-report', {}, { cause: error });
    if (because === undefined || into.records === 0) throw error;
    return { incomplete: true, recordsRead: into.records, incompleteBecause: because };
  }
}

interface KeptFigures {
  end: AttendanceReport['end'];
  total: AttendanceReport['reportedTotal'];
  figures: Attendance;
}

/** Figures hold no names, so askers of one tenant share them; they are used only while the report itself still shows the same end and total. */
const FIGURES_KEPT_MS = 24 * 3_600_000;
const FIGURES_BYTES = 8_000;

/** The figures of one report: those kept, if the report did not change; else counted from its records. The caller has checked access. */
export async function readFigures(
  listed: AttendanceReport,
  home: ReportHome,
  question: Question,
): Promise<Attendance & PartialRead> {
  const owner = `tenant ${question.asker.tenantId.toLowerCase()}`;
  const key = JSON.stringify(['figures', home, listed.id]);
  const kept = question.recent.get(owner, key) as KeptFigures | undefined;
  const report = kept ? await question.source.report(home, listed.id) : listed;
  if (kept?.end === report.end && kept.total === report.reportedTotal) return kept.figures;
  const count = createAttendanceCount(report.reportedTotal ?? 0);
  const partial = await collectRecords(count, home, report.id, question);
  const figures = count.finish([report]);
  if (!partial.incomplete) {
    const value: KeptFigures = { end: report.end, total: report.reportedTotal, figures };
    question.recent.set(owner, key, value, FIGURES_BYTES, FIGURES_KEPT_MS);
  }
  return { ...figures, ...partial };
}
