import type { Args } from '../../domain/args';
import { MOST_COMPARED } from '../../domain/comparison';
import { AppError } from '../../domain/errors';
import { seriesKeyOf } from '../../domain/series';
import type { Question } from '../command';
import { splitNames } from './compare-words';
import { earlierOf, eventsCalled, seriesOf } from './series';
import { readMyEventsIfAny } from '../which/my-events';
import { isMeeting, toRemembered, type Candidate, type Found } from '../which/subjects';
import { findWhich, type Which } from '../which/which';

/** What is to be compared; `asked` where a series has fewer than that. Or what one name may have meant, and what the answer goes on with. */
export type ToCompare = { found: Found[]; asked?: number } | Unclear;

interface Unclear {
  candidates: Candidate[];
  asked: string;
  rest: Pick<Args, 'others' | 'last'>;
}

/** Of a series that is named without a count. */
const LAST_OF_SERIES = 4;
const IT = /^(?:it|this|that|this one)$/i;
/** Of the last list. */
const NUMBER = /^#?\d{1,3}$/;
const NEAREST = 5;

/**
 * What is to be compared, all of it checked for the asker: the last of a series; what was named; one alone with the one before it. Throws AppError: for a
 * name that is missing or forbidden, the same as findWhich.
 */
export async function findToCompare(args: Args, question: Question): Promise<ToCompare> {
  if (args.last !== undefined) return newestOf(args, args.last, question);
  const ways = await waysOf(args, question);
  if (ways.length > MOST_COMPARED) throw new AppError('too-many-compared');
  const looked = await Promise.allSettled(ways.map(way => findOne(way, question)));
  const which = looked.map(one => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  const found = apart(which.flatMap(one => ('found' in one ? [one.found] : [])));
  const unclear = which.flatMap(one => ('candidates' in one ? [without(one, found)] : []));
  const [first, second] = unclear;
  if (!first) return ways.length > 1 && found.length === 1 ? alone(found) : besideEarlier(found, question);
  if (second) throw namesUnclear(first);
  if (ways.length === 1) return seriesOrChoice(first, question);
  const [only, other] = first.candidates;
  if (only && !other) return { found: [...found, toFound(only)] };
  return { ...first, rest: { others: found.map(one => toRemembered(one)) } };
}

/** How each event is named; one empty way where none is: what the conversation spoke of. */
async function waysOf({ others = [], which, id, kind, session, report }: Args, question: Question): Promise<Args[]> {
  const own: Args = {
    ...(id !== undefined && { id }),
    ...(kind && { kind }),
    ...(session !== undefined && { session }),
    ...(report !== undefined && { report }),
  };
  const names = which === undefined ? [] : await namesIn(which, question);
  const named = names.map(name => (IT.test(name) ? {} : { which: name }));
  const ways: Args[] = [...others, ...(id === undefined ? [] : [own]), ...named];
  return ways.length > 0 ? ways : [{}];
}

async function namesIn(text: string, question: Question): Promise<string[]> {
  const { zone, locale, now } = question.card;
  const { events } = await readMyEventsIfAny(question);
  return splitNames(text, events, { zone, locale, now, lean: 'past' });
}

async function findOne(way: Args, question: Question): Promise<Which> {
  const which = await findWhich(way, question, 'past');
  return 'found' in which && way.report !== undefined ? { found: { ...which.found, reportId: way.report } } : which;
}

/** The newest so many of the series that is named, or that the named event is of. */
async function newestOf(args: Args, last: number, question: Question): Promise<ToCompare> {
  if (last > MOST_COMPARED) throw new AppError('too-many-compared');
  const { which: phrase } = args;
  const called = phrase === undefined || NUMBER.test(phrase) ? [] : await eventsCalled(phrase, question);
  if (called.length > 1) return newest(called, last);
  const which = await findWhich(args, question, 'past');
  if ('candidates' in which) return { ...which, rest: { last } };
  return newest(await seriesOf(which.found, question), last, which.found);
}

function newest(series: readonly Found[], last: number, of?: Found): ToCompare {
  const found = series.slice(-last);
  if (last < 2 || found.length < 2) throw new AppError('nothing-to-compare', titled(of ?? found[0]));
  return { found, ...(found.length < last && { asked: last }) };
}

/** One alone stands beside the one before it. */
async function besideEarlier(found: Found[], question: Question): Promise<ToCompare> {
  const [only, second] = found;
  if (!only || second) return { found };
  const earlier = await earlierOf(only, question);
  if (!earlier) throw new AppError('nothing-to-compare', titled(only));
  return { found: [earlier, only] };
}

/** A name that fits several events of one series means the series. */
async function seriesOrChoice(which: Omit<Unclear, 'rest'>, question: Question): Promise<ToCompare> {
  const { candidates, asked } = which;
  const keys = new Set(candidates.map(({ event }) => seriesKeyOf(event.title)));
  const [one] = candidates;
  if (asked !== '' && one && keys.size === 1 && !candidates.some(({ session }) => session)) {
    const series = await seriesOf(one, question);
    if (series.length > 1) return { found: series.slice(-LAST_OF_SERIES) };
  }
  return { ...which, rest: {} };
}

function alone([only]: Found[]): never {
  throw new AppError('nothing-to-compare', titled(only));
}

/** Each once. */
function apart(found: readonly Found[]): Found[] {
  return [...new Map(found.map(one => [keyOf(one), one])).values()];
}

/** What is named already is not what the other name means. */
function without<Candidates extends { candidates: Candidate[]; asked: string }>(
  which: Candidates,
  found: readonly Found[],
): Candidates {
  const named = new Set(found.map(keyOf));
  const left = which.candidates.filter(one => !named.has(keyOf(toFound(one))));
  return left.length > 0 ? { ...which, candidates: left } : which;
}

function keyOf(found: Found): string {
  return JSON.stringify([toRemembered(found), found.reportId]);
}

function toFound({ event, role, session }: Candidate): Found {
  return { event, role, ...(session && { sessionId: session.id }) };
}

function namesUnclear({ candidates, asked }: Omit<Unclear, 'rest'>): AppError {
  const nearest = candidates.slice(0, NEAREST).map(({ event }) => event.title);
  return new AppError('names-unclear', { asked, nearest });
}

function titled(found: Found | undefined): { title?: string } {
  if (!found) return {};
  return { title: isMeeting(found) ? (found.meeting.subject ?? '') : found.event.title };
}
