import type { AttendanceRecord, AttendanceReport } from '../domain/attendance-record';
import { AppError, isAppError } from '../domain/errors';
import type { PartialRead } from '../domain/partial-read';
import type { PlacedReport } from './placed-reports';
import type { Reading } from './reading';

/** What records are gathered into: figures, a list of people, or both. */
export interface RecordCollector {
  add(records: readonly AttendanceRecord[]): void;
  nextReport(): void;
  readonly people: number;
  readonly records: number;
}

/** Reports whose first page is asked for while an earlier one is read: most reports of a series have one page. */
const READ_AHEAD = 4;

/**
 * Reads all records of the reports into the collector, one report after another, telling progress. Throws what fails before the first record; after that
 * the answer is partial. `begun`: how many of the reports the collector holds records of.
 */
async function collectRecords(
  into: RecordCollector,
  reports: readonly PlacedReport[],
  { source, progress, signal }: Reading,
): Promise<{ begun: number; partial: PartialRead }> {
  let pages = 0;
  let begun = 0;
  const stop = new AbortController();
  const options = { signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal };
  let started = 0;
  const reading: Started[] = [];
  const startUpTo = (count: number) => {
    for (const { home, report } of reports.slice(started, count)) {
      reading.push(startReading(source.records(home, report.id, options)));
      started += 1;
    }
  };
  const take = (records: readonly AttendanceRecord[]) => {
    into.add(records);
    pages += 1;
    progress({ pages, people: into.people });
  };
  try {
    for (let index = 0; index < reports.length; index += 1) {
      startUpTo(index + READ_AHEAD);
      const one = reading.shift();
      if (!one) break;
      if (index > 0) into.nextReport();
      const isMore = await one.first(take);
      begun = index + 1;
      // No page is held while the next is read: it would outlive the young heap.
      if (isMore) for await (const records of one.rest) take(records);
    }
    return { begun, partial: {} };
  } catch (error) {
    const because = signal?.aborted ? 'took-too-long' : isAppError(error) ? error.code : undefined;
    if (because === 'not-found' && into.records === 0) throw new AppError('no-report', {}, { cause: error });
    if (because === undefined || into.records === 0) throw error;
    return { begun, partial: { incomplete: true, recordsRead: into.records, incompleteBecause: because } };
  } finally {
    stop.abort();
  }
}

interface Started {
  /** Hands over the first page, once; false where there is none. */
  first(take: (records: readonly AttendanceRecord[]) => void): Promise<boolean>;
  rest: AsyncIterable<AttendanceRecord[]>;
}

function startReading(pages: AsyncIterable<AttendanceRecord[]>): Started {
  const iterator = pages[Symbol.asyncIterator]();
  let coming: Promise<IteratorResult<AttendanceRecord[]>> | undefined = iterator.next();
  // Whoever stops early leaves this promise behind: it may fail unheard.
  coming.catch(() => undefined);
  return {
    async first(take) {
      const page = await coming;
      coming = undefined;
      if (!page || page.done) return false;
      take(page.value);
      return true;
    },
    rest: { [Symbol.asyncIterator]: () => iterator },
  };
}

/** How often a report is read that changes while it is read. */
const ROUNDS = 2;

/**
 * Reads the reports into what `create` makes. A report whose records don't come to its own total is asked for again: where it changed meanwhile, pages may
 * have slipped past each other, and all is read once more; where it changes again, the answer is partial.
 */
export async function readReports<Into extends RecordCollector>(
  create: (expected: number) => Into,
  merged: readonly PlacedReport[],
  reading: Reading,
): Promise<{ into: Into; reports: AttendanceReport[]; partial: PartialRead }> {
  let placed = merged;
  for (let round = 1; ; round += 1) {
    const into = create(placed.reduce((sum, { report }) => sum + (report.reportedTotal ?? 0), 0));
    const { begun, partial } = await collectRecords(into, placed, reading);
    const reports = placed.slice(0, begun).map(({ report }) => report);
    const [only, second] = placed;
    if (partial.incomplete || !only || second || only.report.reportedTotal === into.people)
      return { into, reports, partial };
    const report = await reading.source.report(only.home, only.report.id);
    if (report.end === only.report.end && report.reportedTotal === only.report.reportedTotal)
      return { into, reports, partial };
    if (round === ROUNDS)
      return {
        into,
        reports,
        partial: { incomplete: true, recordsRead: into.records, incompleteBecause: 'report-changing' },
      };
    placed = [{ ...only, report }];
  }
}
