import { comparedFrom, type ComparedEvent } from '../domain/comparison';
import { AppError, isAppError } from '../domain/errors';
import type { PersonKeys } from '../domain/returning';
import type { Question } from './command';
import { readFiguresAndKeys } from './person-keys';
import { chooseReport, spanOf, type ChosenReport } from './reports';
import { eventSubject, isMeeting, meetingSubject, type Found } from './which/subjects';

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
  const read = await inTurn(chosen, TOGETHER, readOne(question));
  const first = read.find(one => 'error' in one);
  if (first && 'error' in first && read.every(one => 'unavailable' in one.event)) throw first.error;
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

function readOne(question: Question): (one: Chosen) => Promise<ReadToCompare & { error?: AppError }> {
  const progress = together(question.progress);
  return async one => {
    const { found } = one;
    if ('error' in one) return unavailable(found, one.error, question);
    const { subject, report, home, merged } = one.chosen;
    try {
      const { figures, keys } = await readFiguresAndKeys({ home, report }, { ...question, progress: progress() });
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

/** Progress of several readings as one: pages and people of all of them. */
function together(progress: Question['progress']): () => Question['progress'] {
  const people: number[] = [];
  let pages = 0;
  return () => {
    const place = people.push(0) - 1;
    return soFar => {
      pages += 1;
      people[place] = Math.max(people[place] ?? 0, soFar.people);
      progress({ pages, people: people.reduce((sum, one) => sum + one, 0) });
    };
  };
}

/** Results in the order of the items, at most so many being worked on at once. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

function titleOf(one: Chosen | undefined, question: Question): { title?: string } {
  if (!one) return {};
  const { title } = isMeeting(one.found)
    ? meetingSubject(one.found, question.card.now)
    : eventSubject(one.found, question.card.now);
  return { title };
}
