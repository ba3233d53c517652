import type { QuestionSummary } from './answer-summary';
import type { ProblemCode } from './errors';
import type { RegistrationBook } from './registration-book';
import type { RegistrationFigures } from './registration-join';
import type { Subject } from './subject';
import { toIso, type Iso } from './time';

/** Who registered for an event, without a name. */
export interface RegistrationsAnswer {
  subject: Subject;
  /** Registrations of any status. */
  total: number;
  /** As Graph writes the statuses. */
  byStatus: Record<string, number>;
  signUps: SignUps;
  questions: QuestionSummary[];
  /** Why the questions of the form could not be read: what is known of them comes from the answers. */
  questionsUnread?: ProblemCode;
  /** Who came of them; absent before the event and wherever `notCompared` says why. */
  registration?: RegistrationFigures;
  /** Registered people who stayed to the end; null where nobody's times are known. Beside `registration` only. */
  registeredStayed?: number | null;
  /** People who came, registered or not. Beside `registration` only. */
  attended?: number;
  /** How many reports were merged for that, and which was the newest. */
  reports?: number;
  report?: { id: string; start: Iso | null; end: Iso | null };
  /** Why nobody can say who came of them: the state of the report, or what failed. */
  notCompared?: ProblemCode;
  /** Only where not all registrations could be read: the figures are of those read. */
  incomplete?: true;
  registrationsRead?: number;
  incompleteBecause?: ProblemCode;
}

/** One question of the form on its own, with a page of what people wrote. */
export interface QuestionAnswer {
  subject: Subject;
  question: QuestionSummary;
  /** How many questions the form has. */
  questions: number;
  /** Registrations of any status. */
  total: number;
  /** From 1. */
  page: number;
  pages: number;
  /** Different texts. */
  matching: number;
  incomplete?: true;
  registrationsRead?: number;
  incompleteBecause?: ProblemCode;
}

/** Registrations as they came in, whatever became of them. */
export interface SignUps {
  /** How many there were by each of at most 40 equally spaced moments from the first to the last. */
  curve: { at: Iso; count: number }[];
  /** Registrations without a time, left out of the curve. */
  timeUnknown: number;
}

const MOST_POINTS = 40;

export function signUpsOf(book: RegistrationBook): SignUps {
  const times = new Float64Array(book.count);
  let known = 0;
  for (let number = 0; number < book.count; number += 1) {
    const at = book.registeredAt(number);
    if (at === undefined) continue;
    times[known] = at;
    known += 1;
  }
  const sorted = times.subarray(0, known).sort();
  const [first = 0, last = 0] = [sorted[0], sorted[known - 1]];
  const points = known === 0 ? 0 : last > first ? MOST_POINTS : 1;
  const curve: SignUps['curve'] = [];
  let count = 0;
  for (let point = 1; point <= points; point += 1) {
    const at = points === 1 ? first : Math.round(first + ((last - first) * (point - 1)) / (points - 1));
    while (count < known && (sorted[count] ?? Infinity) <= at) count += 1;
    curve.push({ at: toIso(at) ?? '', count });
  }
  return { curve, timeUnknown: book.count - known };
}
