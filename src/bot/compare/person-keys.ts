import type { Attendance } from '../../domain/attendance';
import type { AttendanceReport } from '../../domain/attendance-record';
import { isAppError } from '../../domain/errors';
import { createPersonKeys, type PersonKeys } from '../../domain/returning';
import type { PartialRead } from '../../domain/partial-read';
import type { Question } from '../command';
import { readFigures } from '../figures';
import { shownBy, type PlacedReport } from '../reports';
import { ownerOf } from '../recent';

/** Keys are of people: each asker's are kept apart, and as long as lists of people are. */
interface KeptKeys {
  /** What the report showed when it was read. */
  seen: string;
  keys: PersonKeys;
}

export interface FiguresAndKeys {
  figures: Attendance & PartialRead;
  /** Undefined where not all records could be read. */
  keys: PersonKeys | undefined;
}

/** The figures of a report, and by what its people can be known again, from one reading of its records. The caller has checked access. */
export async function readFiguresAndKeys(placed: PlacedReport, question: Question): Promise<FiguresAndKeys> {
  const { report } = placed;
  const owner = ownerOf(question);
  const key = JSON.stringify(['person keys', placed.home, report.id]);
  const keep = (keys: PersonKeys) => {
    const value: KeptKeys = { seen: shownBy([placed]), keys };
    question.recent.set(owner, key, value, keys.bytes);
    return keys;
  };
  const passing = withKeys(report, question);
  const figures = await readFigures([placed], passing.question);
  if (figures.incomplete) return { figures, keys: undefined };
  const read = passing.keys();
  if (read) return { figures, keys: keep(read) };
  const kept = question.recent.get(owner, key) as KeptKeys | undefined;
  if (kept?.seen === shownBy([placed])) return { figures, keys: kept.keys };
  const again = await readKeys(placed, question);
  return { figures, keys: again && keep(again) };
}

/** The same question; the records that are read for it leave their keys on the way. */
function withKeys(report: AttendanceReport, question: Question) {
  let keys: PersonKeys | undefined;
  const { source } = question;
  const records: typeof source.records = async function* (...asked) {
    // Read once more, because the report changed meanwhile: from the start.
    const passing = (keys = createPersonKeys(report.reportedTotal ?? 0));
    for await (const page of source.records(...asked)) {
      passing.add(page);
      yield page;
    }
  };
  return { question: { ...question, source: { ...source, records } }, keys: () => keys };
}

/** Figures that were kept need no records; the keys do. Undefined where they can't be read to the end. */
async function readKeys({ home, report }: PlacedReport, question: Question): Promise<PersonKeys | undefined> {
  const { source, progress, signal } = question;
  const keys = createPersonKeys(report.reportedTotal ?? 0);
  let pages = 0;
  try {
    for await (const page of source.records(home, report.id, signal ? { signal } : {})) {
      keys.add(page);
      pages += 1;
      progress({ pages, people: keys.size });
    }
    return keys;
  } catch (error) {
    if (isAppError(error) || signal?.aborted) return undefined;
    throw error;
  }
}
