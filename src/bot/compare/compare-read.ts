import { comparedFrom, type ComparedEvent } from '../../domain/comparison';
import { AppError, isAppError } from '../../domain/errors';
import type { PersonKeys } from '../../domain/returning';
import { atOnce, progressTogether } from '../../reading/at-once';
import type { Question } from '../command';
import { readFiguresAndKeys } from './person-keys';
import { chooseReport, spanOf, type ChosenReport } from '../reports';
import { eventSubject, isMeeting, meetingSubject, type Found } from '../which/subjects';

/** One of those compared, with what its people can be known again by. */
export interface ReadToCompare {
  found: Found;
  event: ComparedEvent;
  keys: PersonKeys | undefined;
}

type Chosen = { found: Found; chosen: ChosenReport } | { found: Found; error: AppError };

/** Events whose records are read at the same time: each is held in memory until it is counted. */
const TOGETHER = 3;

/** The newest report of each, in order of time; where there is none, why. Throws where none has figures. The caller has checked access. */
export async function readToCompare(found: readonly Found[], question: Question): Promise<ReadToCompare[]> {
  const chosen = eachReportOnce(await Promise.all(found.map(one => choose(one, question))));
  if (chosen.length < 2) throw new AppError('nothing-to-compare', titleOf(chosen[0], question));
  const read = await atOnce(chosen, TOGETHER, readOne(question));
  const [first] = read.flatMap(({ error }) => error ?? []);
  if (first && read.every(one => 'unavailable' in one.event)) throw first;
  return read.sort((one, other) => comparedFrom(one.event) - comparedFrom(other.event));
}

async function choose(found: Found, question: Question): Promise<Chosen> {
  try {
    return { found, chosen: await chooseReport(found, {}, question) };
  } catch (error) {
    return { found, error: telling(error, question) };
  }
}

/** Trouble of one event leaves the others comparable. What may not be known, and what ends the whole question, is thrown. */
function telling(error: unknown, { signal }: Question): AppError {
  if (!isAppError(error) || error.code === 'not-found' || signal?.aborted) throw error;
  return error;
}

function eachReportOnce(all: readonly Chosen[]): Chosen[] {
  const keyed = all.map((one, index) => {
    const key = 'chosen' in one ? JSON.stringify([one.chosen.home, one.chosen.report.id]) : index;
    return [key, one] as const;
  });
  return [...new Map(keyed).values()];
}

function readOne(question: Question) {
  const progress = progressTogether(question);
  return async (one: Chosen, index: number): Promise<ReadToCompare & { error?: AppError }> => {
    const { found } = one;
    if ('error' in one) return unavailable(found, one.error, question);
    const { subject, report, home, merged } = one.chosen;
    try {
      const { figures, keys } = await readFiguresAndKeys({ home, report }, { ...question, progress: progress(index) });
      return { found, event: { ...figures, subject, report: { id: report.id, ...spanOf(merged) } }, keys };
    } catch (error) {
      return unavailable(found, telling(error, question), question, one.chosen);
    }
  };
}

function unavailable(found: Found, error: AppError, question: Question, chosen?: ChosenReport) {
  const { now } = question.card;
  const subject = chosen?.subject ?? (isMeeting(found) ? meetingSubject(found, now) : eventSubject(found, now));
  return { found, event: { subject, unavailable: error.code }, keys: undefined, error };
}

function titleOf(one: Chosen | undefined, question: Question): { title?: string } {
  if (!one) return {};
  const { title } = isMeeting(one.found)
    ? meetingSubject(one.found, question.card.now)
    : eventSubject(one.found, question.card.now);
  return { title };
}
