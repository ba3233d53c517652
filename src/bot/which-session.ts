import { bestMatches, compareTiers } from '../domain/name-match';
import type { Session } from '../domain/session';
import type { Question } from './command';
import { joinKeyOf } from './meeting-link';
import { readMyEvents, startOf, type MyEvent } from './my-events';
import type { Candidate } from './subjects';

/** Events whose sessions are read for one question, the nearest in time; each costs a request to Graph. */
const MOST_FOR_LINK = 200;
const MOST_FOR_NAME = 40;
const TOGETHER = 40;

/** The session of the asker's that this join link leads to. */
export async function sessionByLink(question: Question, key: string): Promise<Candidate | undefined> {
  const { events } = await readMyEvents(question);
  for await (const candidates of candidatesOf(question, events, MOST_FOR_LINK)) {
    const found = candidates.find(({ session }) => joinKeyOf(session?.joinWebUrl) === key);
    if (found) return found;
  }
  return undefined;
}

/** Sessions whose own title, or whose event's title with it, fits the words. */
export async function sessionsByName(
  question: Question,
  words: string,
  events: readonly MyEvent[],
): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for await (const candidates of candidatesOf(question, events, MOST_FOR_NAME)) all.push(...candidates);
  const own = bestMatches(words, all, ({ session }) => session?.subject ?? '');
  const full = bestMatches(words, all, ({ event, session }) => `${event.title} ${session?.subject ?? ''}`);
  return compareTiers(own.tier, full.tier) <= 0 ? own.items : full.items;
}

/** The sessions of the events nearest to now, some events at a time. Events whose sessions can't be read are passed over. */
async function* candidatesOf(
  question: Question,
  events: readonly MyEvent[],
  most: number,
): AsyncGenerator<Candidate[]> {
  const away = ({ event }: MyEvent) => Math.abs(startOf(event) - question.card.now);
  const nearest = [...events].sort((a, b) => away(a) - away(b)).slice(0, most);
  for (let from = 0; from < nearest.length; from += TOGETHER) {
    const some = nearest.slice(from, from + TOGETHER);
    const sessions = await question.source.sessionsOf(some.map(({ event: { kind, id } }) => ({ kind, id })));
    yield some.flatMap(one => toCandidates(one, sessions.get(one.event.id)));
  }
}

function toCandidates(one: MyEvent, sessions: Session[] | Error | undefined): Candidate[] {
  return Array.isArray(sessions) ? sessions.map(session => ({ ...one, session })) : [];
}
