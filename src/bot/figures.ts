import type { Attendance } from '../domain/attendance';
import { registrationStatuses } from '../domain/registration';
import type { RegistrationBook } from '../domain/registration-book';
import type { PartialRead } from '../domain/partial-read';
import { countFigures } from '../reading/count-figures';
import { shownBy, type PlacedReport } from '../reading/placed-reports';
import type { Question } from './command';

interface KeptFigures {
  /** What each report showed when it was read. */
  seen: string;
  figures: Attendance;
}

/** Figures hold no names, so askers of one tenant share them; they are used only while the reports themselves still show the same end and total. */
const FIGURES_KEPT_MS = 24 * 3_600_000;
const FIGURES_BYTES = 8_000;
/** Registrations change without the reports showing it. */
const REGISTRATION_KEPT_MS = 3_600_000;
/** A right that was missing may have been granted since. */
const REFUSAL_KEPT_MS = 600_000;
const refusals: readonly string[] = ['permission-missing', 'access-policy-missing', 'not-the-organizer', 'not-found'];

/** The figures of one report, or of several merged: those kept, if no report changed; else counted from the records, and joined with the event's registrations, which the caller may have read into `book`. The caller has checked access. */
export async function readFigures(
  merged: readonly PlacedReport[],
  question: Question,
  book?: RegistrationBook,
): Promise<Attendance & PartialRead> {
  const owner = ownerOf(question);
  const key = keyOf(merged);
  const kept = question.recent.get(owner, key) as KeptFigures | undefined;
  const reports = kept ? await newest(merged, question) : merged;
  if (kept?.seen === shownBy(reports) && agrees(kept.figures, book)) return kept.figures;
  const figures = await countFigures(reports, question, book);
  if (!figures.incomplete) {
    const value: KeptFigures = { seen: shownBy(reports), figures };
    const keptMs = keptFor(figures);
    if (keptMs > 0) question.recent.set(owner, key, value, FIGURES_BYTES, keptMs);
  }
  return figures;
}

/** The figures of these reports as they were last counted, while the reports show the same; undefined where that asks Graph something. */
export function keptFigures(merged: readonly PlacedReport[], question: Question): Attendance | undefined {
  const kept = question.recent.get(ownerOf(question), keyOf(merged)) as KeptFigures | undefined;
  return kept?.seen === shownBy(merged) ? kept.figures : undefined;
}

function ownerOf({ asker }: Question): string {
  return `tenant ${asker.tenantId.toLowerCase()}`;
}

function keyOf(merged: readonly PlacedReport[]): string {
  return JSON.stringify(['figures', merged.map(({ home, report }) => [home, report.id])]);
}

/** Milliseconds; 0 for figures that reading again may complete. */
function keptFor({ registration, registrationUnread }: Attendance): number {
  if (registrationUnread) return refusals.includes(registrationUnread) ? REFUSAL_KEPT_MS : 0;
  return registration ? REGISTRATION_KEPT_MS : FIGURES_KEPT_MS;
}

/** One report is asked for by itself, as its list may be older; of many, the list that was just read has to do. */
async function newest(merged: readonly PlacedReport[], { source }: Question): Promise<readonly PlacedReport[]> {
  const [only, second] = merged;
  return only && !second ? [{ ...only, report: await source.report(only.home, only.report.id) }] : merged;
}

/** Figures kept beside a book that was just read are of no use once somebody registered or cancelled. */
function agrees({ registration }: Attendance, book: RegistrationBook | undefined): boolean {
  const counts = book?.byStatus();
  return !counts || registrationStatuses.every(status => registration?.[status] === (counts[status] ?? 0));
}
