import { foundCard } from '../../cards/found';
import { mayShowPeople } from '../../cards/privacy';
import { personResultRow, subjectRow, type ResultRow } from '../../cards/result-row';
import type { Card } from '../../cards/card';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import type { CameTo, FoundSubject, SearchId } from '../../domain/found';
import type { Subject } from '../../domain/subject';
import type { Question } from '../command';
import { ownerOf } from '../recent';
import { keptSessionCount } from '../which/which-session';
import { findEvents, listedEvents, withEvents } from './listed-events';
import { findInRoster, listedPeople, meantEvent, rosterOf } from './listed-people';
import { findSessions, listedSessions } from './listed-sessions';
import type { Readings, Taken } from './readings';
import { moreWords, nobodyWords, nothingWords, tooManyWords, type More } from './search-words';

/** What was typed, cut and trimmed, and which part of the results is wanted. */
export interface Asking {
  search: SearchId;
  words: string;
  /** For people: of which event. Empty: the newest, or what the conversation speaks of. */
  event: string;
  skip: number;
  count: number;
  /** The client asks for the card once a row is picked: until then it gets a short one. */
  picksLater: boolean;
}

/** One row, and what is inserted where it is picked: `content` at once, or what `picked` comes to. */
export interface Result {
  row: ResultRow;
  content: Card;
  picked: Picked;
}

/** Ids only: they travel to the client and back. */
export interface Picked {
  search: SearchId;
  args: Pick<Args, 'kind' | 'id' | 'session'>;
}

/** A part of the results; `more` where others are on their way, `say` where there is nothing to show. */
export interface Results {
  results: Result[];
  more?: string;
  say?: string;
}

/** Answers by the time `late` resolves, with what there is. Throws AppError where there is nothing and why. */
export async function search(
  asking: Asking,
  question: Question,
  readings: Readings,
  late: Promise<unknown>,
): Promise<Results> {
  if (asking.search === 'searchPeople') return searchPeople(asking, question, readings, late);
  const events = await readings.take(listedEvents(question), question, late);
  if (!events.value) return nothingYet(events, { of: 'events' });
  if (asking.search === 'searchEvents')
    return subjectResults(asking, findEvents(events.value, asking.words, question.card), events, question);
  const sessions = await readings.take(listedSessions(events.value, question), question, late);
  if (!sessions.value) return nothingYet(sessions, { of: 'sessions' });
  const fitting = findSessions(sessions.value, events.value, asking.words, question.card.now);
  return subjectResults(asking, fitting, sessions, question);
}

function subjectResults(
  asking: Asking,
  fitting: readonly Subject[],
  taken: Taken<unknown>,
  question: Question,
): Results {
  const { search, words } = asking;
  const results = partOf(fitting, asking).map(subject => ({
    row: subjectRow(subject, question.card),
    content: foundCard(foundOf(subject, asking, question), question.card),
    picked: toPicked(search, subject),
  }));
  const of = search === 'searchEvents' ? 'events' : 'sessions';
  return { results, ...restOf(asking, fitting.length, taken, { of }, nothingWords(of, words)) };
}

/** Names only for the searcher; what is inserted is the event. */
async function searchPeople(
  asking: Asking,
  question: Question,
  readings: Readings,
  late: Promise<unknown>,
): Promise<Results> {
  const card = { ...question.card, place: 'personal' as const };
  if (!mayShowPeople(card)) throw new AppError('figures-only');
  const events = await readings.take(listedEvents(question), question, late);
  if (!events.value && events.isReading) return nothingYet(events, { of: 'events' });
  const listed = events.value && !events.trouble ? withEvents(events.value, question) : question;
  const meant = await readings.take(meantEvent(asking.event, listed), question, late);
  if (!meant.value) return nothingYet(meant, { of: 'events' });
  const people = await readings.take(listedPeople(meant.value, question), question, late);
  const title = 'meeting' in meant.value ? (meant.value.meeting.subject ?? '') : meant.value.event.title;
  const more: More = { of: 'people', title };
  const read = people.value && rosterOf(people.value, question);
  if (!people.value || !read) return nothingYet(people, more);
  const { subject } = read.head;
  if (!people.value.places) return { results: [], say: tooManyWords(title) };
  noteLook(subject, question);
  const fitting = findInRoster(people.value, read, asking.words);
  const attended: CameTo | null = read.incomplete ? null : { people: read.roster.length, by: 'rollcall' };
  const content = foundCard({ ...foundOf(subject, asking, question), attended, people: true }, card);
  const results = partOf(fitting, asking).map(place => ({
    row: personResultRow(read.roster.participant(place), subject, card),
    content,
    picked: toPicked('searchPeople', subject),
  }));
  const taken = { ...people, isReading: people.isReading || read.incomplete === true };
  return { results, ...restOf(asking, fitting.length, taken, more, nobodyWords(title, asking.words)) };
}

/** Each letter asks again: once in the ten minutes in which it is kept. */
function noteLook(subject: Subject, { recent, note, ...question }: Question): void {
  const key = JSON.stringify(['looked', subject.id, subject.sessionId]);
  const owner = ownerOf(question);
  if (recent.get(owner, key)) return;
  recent.set(owner, key, true, key.length);
  note('looked', 'searchPeople', subject);
}

function nothingYet({ trouble, isReading }: Taken<unknown>, more: More): Results {
  if (trouble && !isReading) throw trouble;
  return { results: [], say: moreWords(more) };
}

/** What is said beside the rows: only with the last of them, so that no row is left out for it. */
function restOf(
  { skip, count }: Asking,
  fitting: number,
  { isReading, trouble }: Taken<unknown>,
  more: More,
  nothing: string,
): Pick<Results, 'more' | 'say'> {
  const isLast = skip + count > fitting;
  const says = isReading || trouble ? moreWords({ ...more, ...(trouble && { trouble: trouble.code }) }) : undefined;
  if (fitting === 0) return { say: [nothing, says].filter(Boolean).join(' ') };
  return isLast && says !== undefined && skip < fitting ? { more: says } : {};
}

function partOf<Item>(items: readonly Item[], { skip, count }: Asking): Item[] {
  return items.slice(skip, skip + count);
}

/** What is known without asking. */
function foundOf(subject: Subject, { picksLater }: Asking, question: Question): FoundSubject {
  const sessions = subject.sessionId === undefined ? keptSessionCount(question, subject.id) : undefined;
  return { subject, sessions: sessions ?? null, attended: null, ...(picksLater && { brief: true }) };
}

function toPicked(search: SearchId, { kind, id, sessionId }: Subject): Picked {
  return { search, args: { kind, id, ...(sessionId !== undefined && { session: sessionId }) } };
}
