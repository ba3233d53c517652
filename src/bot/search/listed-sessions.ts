import type { Subject } from '../../domain/subject';
import { createTypeAhead, type TypeAhead } from '../../domain/type-ahead';
import type { Question } from '../command';
import { startOf } from '../which/my-events';
import { eventSubject, type Candidate } from '../which/subjects';
import { LISTED_SESSIONS, nearestSessions } from '../which/which-session';
import type { ListedEvents } from './listed-events';
import type { Readable } from './readings';

/** Sessions of the asker's events, newest first, made ready for typing. */
export interface ListedSessions {
  sessions: Candidate[];
  index: TypeAhead;
}

/** Events whose sessions are read, the nearest in time: each costs a request to Graph, of which all askers share 25 a second. */
const MOST_EVENTS = 100;
const SESSION_BYTES = 600;

export function listedSessions({ mine }: ListedEvents, question: Question): Readable<ListedSessions> {
  return {
    key: LISTED_SESSIONS,
    read: async show => {
      const all: Candidate[] = [];
      for await (const some of nearestSessions(question, mine.events, MOST_EVENTS)) {
        all.push(...some);
        show(toListed(all));
      }
      return toListed(all);
    },
    weigh: ({ sessions }) => sessions.length * SESSION_BYTES,
  };
}

function toListed(all: readonly Candidate[]): ListedSessions {
  const at = ({ event, session }: Candidate) => startOf(session?.start ? session : event);
  const id = ({ session }: Candidate) => session?.id ?? '';
  const sessions = [...all].sort((a, b) => at(b) - at(a) || (id(a) < id(b) ? -1 : 1));
  const names = sessions.map(({ event, session }) =>
    session?.subject && session.subject !== event.title
      ? { name: session.subject, also: event.title }
      : { name: event.title },
  );
  return { sessions, index: createTypeAhead(names) };
}

/** What fits the words of the events that are the asker's now, best first, and among what fits alike the newest. */
export function findSessions(
  { sessions, index }: ListedSessions,
  { mine }: ListedEvents,
  words: string,
  now: number,
): Subject[] {
  const ids = new Set(mine.events.map(({ event }) => event.id));
  return index.find(words).flatMap(place => {
    const one = sessions[place];
    if (!one?.session || !ids.has(one.event.id)) return [];
    // A title of its own is worth showing even where it is the only session.
    return [eventSubject(one, now, one.session, one.session.subject === one.event.title ? 1 : 2)];
  });
}
