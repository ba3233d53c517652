import { AppError, isAppError, type ProblemCode } from '../../domain/errors';
import { createTypeAhead, type TypeAhead } from '../../domain/type-ahead';
import type { Question, Remembered } from '../command';
import { chooseReport } from '../reports';
import { keptRoster, readRoster, type ReadRoster } from '../rosters';
import { ownerOf } from '../which/my-events';
import { toRemembered, type Found } from '../which/subjects';
import { findWhich } from '../which/which';
import type { Readable } from './readings';

/** The people of the newest report of an event, by name, made ready for typing. */
export interface ListedPeople {
  /** Where they are kept: `bot/rosters` holds them, this the way there. */
  about: Remembered;
  stamp: number;
  /** Places in the roster, by name. */
  places: Uint32Array;
  index: TypeAhead;
}

/** Letters of a name and an address, in the index. */
const PERSON_BYTES = 250;
const FOUND_BYTES = 2_000;
/** Of events that ended, so many are looked at for one with a report. */
const MOST_LOOKED_AT = 5;
/** However large the report: what was read by then is shown. */
const LONGEST_READING = 120_000;

/** The event that is named; else what the conversation speaks of or meets in; else the newest that ended and has a report. */
export function meantEvent(named: string, question: Question): Readable<Found> {
  const { memory, here } = question;
  const about = named === '' ? [memory.subject, here?.threadId] : [named, memory.list];
  return {
    key: JSON.stringify(['search event', ...about]),
    read: async () => {
      const which = await findWhich(named === '' ? {} : { which: named }, question, 'past');
      if ('found' in which) return which.found;
      const [first] = which.candidates;
      if (!first) throw new AppError('not-found');
      const candidates = which.candidates.map(({ event, role, session }): Found => ({
        event,
        role,
        ...(session && { sessionId: session.id }),
      }));
      return (named === '' ? await newestWithReport(candidates, question) : candidates[0]) ?? first;
    },
    weigh: () => FOUND_BYTES,
  };
}

/** States in which there is nobody to look through. */
const without: readonly ProblemCode[] = [
  'not-started',
  'still-running',
  'report-not-ready',
  'no-report',
  'report-gone',
  'event-canceled',
  'event-draft',
  'no-sessions',
];

async function newestWithReport(candidates: readonly Found[], question: Question): Promise<Found | undefined> {
  for (const one of candidates.slice(0, MOST_LOOKED_AT)) {
    try {
      await chooseReport(one, {}, question);
      return one;
    } catch (error) {
      if (!isAppError(error) || !without.includes(error.code)) throw error;
    }
  }
  return undefined;
}

export function listedPeople(found: Found, question: Question): Readable<ListedPeople> {
  const key = JSON.stringify(['search people', toRemembered(found)]);
  return {
    key,
    read: async () => {
      const read = await readRoster(found, {}, { ...question, signal: AbortSignal.timeout(LONGEST_READING) });
      const before = question.recent.get(ownerOf(question), key) as { value: ListedPeople } | undefined;
      return before?.value.stamp === read.stamp ? before.value : toListed(read);
    },
    weigh: ({ places }) => places.length * PERSON_BYTES,
    isUsable: listed => rosterOf(listed, question) !== undefined,
  };
}

/** The roster itself, unless it was let go. */
export function rosterOf({ about, stamp }: ListedPeople, question: Question): ReadRoster | undefined {
  const read = keptRoster({ ...about, find: '' }, question);
  return read?.stamp === stamp ? read : undefined;
}

function toListed(read: ReadRoster): ListedPeople {
  const { roster, head, stamp } = read;
  const { kind, id, sessionId } = head.subject;
  const people = Array.from({ length: roster.length }, (_, place) => {
    const { name, email } = roster.named(place);
    return { place, name: name ?? '', also: email ?? '', order: name?.toLowerCase() ?? '\uffff' };
  });
  people.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.place - b.place));
  return {
    about: { kind, id, ...(sessionId !== undefined && { session: sessionId }) },
    stamp,
    places: Uint32Array.from(people, one => one.place),
    index: createTypeAhead(people),
  };
}
