import { isSamePerson } from '../../domain/access';
import { AppError, isAppError } from '../../domain/errors';
import { bestMatches, compareTiers } from '../../domain/name-match';
import type { Session } from '../../domain/session';
import type { Question } from '../command';
import { joinKeyOf } from '../../domain/join-key';
import { readableEvents, readMyEventsIfAny, startOf } from './my-events';
import type { MyEvent } from '../../domain/my-events';
import { ownerOf } from '../recent';
import type { Candidate } from './subjects';

/** Events whose sessions are read for one question, the nearest in time; each costs a request to Graph, of which all askers share 25 a second. */
const MOST_FOR_LINK = 100;
const MOST_FOR_NAME = 40;
const TOGETHER = 20;

const KEY = 'sessions';
/** What is made of them for searches, by `bot/search`. */
export const LISTED_SESSIONS = 'search sessions';
/** About what an event's sessions weigh in memory. */
const SESSIONS_BYTES = 1_000;

/** Told of each list of events, and of each event's sessions, that Graph did not give. */
type Unread = (error: AppError) => void;

/** The session of the asker's that this join link leads to; for a reader also one of the organiser's whom the link names. */
export async function sessionByLink(
  question: Question,
  key: string,
  organizer?: string,
  unread: Unread = () => undefined,
): Promise<Candidate | undefined> {
  const { events, unread: lists } = await readMyEventsIfAny(question);
  for (const { code } of lists) unread(new AppError(code));
  const own = await sessionAmong(events, key, question, unread);
  if (own || organizer === undefined) return own;
  const theirs = (await readableEvents(question)).filter(({ event }) =>
    isSamePerson(event.organizer?.id ?? '', organizer),
  );
  return sessionAmong(theirs, key, question, unread);
}

async function sessionAmong(
  events: readonly MyEvent[],
  key: string,
  question: Question,
  unread: Unread,
): Promise<Candidate | undefined> {
  for await (const candidates of nearestSessions(question, events, MOST_FOR_LINK, unread)) {
    const found = candidates.find(({ session }) => joinKeyOf(session?.joinWebUrl) === key);
    if (found) return found;
  }
  return undefined;
}

/** How many sessions an event of the asker's has, if that was read within ten minutes. */
export function keptSessionCount({ recent, asker }: Question, eventId: string): number | undefined {
  return (recent.get(ownerOf({ asker }), KEY) as Map<string, Session[]> | undefined)?.get(eventId)?.length;
}

/** Sessions with this id, or whose own title, or whose event's title with it, fits the words. */
export async function sessionsByName(
  question: Question,
  words: string,
  events: readonly MyEvent[],
): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for await (const candidates of nearestSessions(question, events, MOST_FOR_NAME)) all.push(...candidates);
  const byId = all.filter(({ session }) => session?.id === words);
  if (byId.length > 0) return byId;
  const own = bestMatches(words, all, ({ session }) => session?.subject ?? '');
  const full = bestMatches(words, all, ({ event, session }) => `${event.title} ${session?.subject ?? ''}`);
  return compareTiers(own.tier, full.tier) <= 0 ? own.items : full.items;
}

/** The sessions of this event have changed: they are read anew. */
export function forgetSessions(question: Question, eventId: string): void {
  const owner = ownerOf(question);
  const known = new Map(question.recent.get(owner, KEY) as Map<string, Session[]> | undefined);
  if (known.delete(eventId)) question.recent.set(owner, KEY, known, known.size * SESSIONS_BYTES);
  question.recent.set(owner, LISTED_SESSIONS, undefined, 0, 0);
}

/**
 * The sessions of the events nearest to now, some events at a time; those read within ten minutes are not read again. Events whose sessions can't be
 * read are passed over, and `unread` is told.
 */
export async function* nearestSessions(
  question: Question,
  events: readonly MyEvent[],
  most: number,
  unread: Unread = () => undefined,
): AsyncGenerator<Candidate[]> {
  const owner = ownerOf(question);
  const known = new Map(question.recent.get(owner, KEY) as Map<string, Session[]> | undefined);
  const away = ({ event }: MyEvent) => Math.abs(startOf(event) - question.card.now);
  const nearest = [...events].sort((a, b) => away(a) - away(b)).slice(0, most);
  for (let from = 0; from < nearest.length; from += TOGETHER) {
    const some = nearest.slice(from, from + TOGETHER);
    const unknown = some.map(({ event: { kind, id } }) => ({ kind, id })).filter(({ id }) => !known.has(id));
    if (unknown.length > 0) {
      for (const [id, sessions] of await question.source.sessionsOf(unknown))
        if (Array.isArray(sessions)) known.set(id, sessions);
        else if (isAppError(sessions)) unread(sessions);
      question.recent.set(owner, KEY, known, known.size * SESSIONS_BYTES);
    }
    yield some.flatMap(one => (known.get(one.event.id) ?? []).map(session => ({ ...one, session })));
  }
}
