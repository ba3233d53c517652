import type { CardContext } from '../../cards/card';
import { RIGHT_HOLDS } from '../../domain/access';
import { isProblem, passing } from '../../domain/errors';
import type { Subject } from '../../domain/subject';
import { createTypeAhead, type TypeAhead } from '../../domain/type-ahead';
import type { Question } from '../command';
import { narrow } from '../events-view';
import { myEventsIfKept, readMyEvents, startOf } from '../which/my-events';
import type { MyEvent, MyEvents } from '../../domain/my-events';
import { eventSubject } from '../which/subjects';
import type { Readable } from './readings';

/** The asker's events, newest first, made ready for typing. */
export interface ListedEvents {
  mine: MyEvents;
  events: MyEvent[];
  index: TypeAhead;
}

/** Letters of a title, in the index. */
const EVENT_BYTES = 400;

export function listedEvents(question: Question): Readable<ListedEvents> {
  return {
    key: 'search events',
    read: async () => toListed(await readMyEvents(question)),
    weigh: ({ events }) => events.length * EVENT_BYTES,
    keptMs: RIGHT_HOLDS,
    elsewhere: () => {
      const kept = myEventsIfKept(question);
      return kept && toListed(kept);
    },
    isWhole: ({ mine }) => !mine.unread.some(({ code }) => passing.includes(code)),
  };
}

function toListed(mine: MyEvents): ListedEvents {
  const events = [...mine.events].sort(
    (a, b) => startOf(b.event) - startOf(a.event) || (a.event.id < b.event.id ? -1 : 1),
  );
  return { mine, events, index: createTypeAhead(events.map(({ event }) => ({ name: event.title }))) };
}

/** What fits the words, best first, and among what fits alike the newest; where no title does, those of the days that the words name. */
export function findEvents({ events, index }: ListedEvents, words: string, card: CardContext): Subject[] {
  const named = index.find(words).flatMap(place => events[place] ?? []);
  const fitting = named.length > 0 ? named : eventsOfDays(events, words, card);
  return fitting.map(one => eventSubject(one, card.now));
}

function eventsOfDays(events: readonly MyEvent[], words: string, card: CardContext): MyEvent[] {
  try {
    return narrow(events, words, card);
  } catch (error) {
    if (isProblem(error, 'no-such-date')) return [];
    throw error;
  }
}

/** The same question, for which Graph is not asked again who runs what. */
export function withEvents({ mine }: ListedEvents, question: Question): Question {
  return { ...question, myEvents: mine };
}
