import { setImmediate as othersTurn } from 'node:timers/promises';
import { AppError, isAppError } from '../../domain/errors';
import { createTypeAhead, type TypeAhead } from '../../domain/type-ahead';
import type { Question, Remembered } from '../command';
import { withoutPeople } from '../report-state';
import { chooseReport } from '../reports';
import { keptRoster, readRoster, type ReadRoster } from '../rosters';
import { ownerOf } from '../recent';
import { isRightKept } from '../which/my-events';
import { toRemembered, type Found } from '../which/subjects';
import { findWhich } from '../which/which';
import type { Readable } from './readings';

/** The people of the newest report of an event, by name, made ready for typing. */
export interface ListedPeople {
  /** Where they are kept: `bot/rosters` holds them, this the way there. */
  about: Remembered;
  stamp: number;
  /** Places in the roster, by name; undefined where they are too many to be looked through with every letter. */
  places?: Uint32Array;
  index: TypeAhead;
}

/** Letters of a name, in the index. */
const PERSON_BYTES = 150;
/** More than that can't be kept beside each other, people and index. */
const MOST_PEOPLE = 100_000;
/** Between so many others get their turn. */
const AT_A_TIME = 2_000;
const FOUND_BYTES = 2_000;
/** Of events that ended, so many are looked at for one with a report. */
const MOST_LOOKED_AT = 5;
/** However large the report: what was read by then is shown. */
const LONGEST_READING = 120_000;

/** The event that is named; else what the conversation speaks of or meets in; else the newest that ended and has a report. */
export function meantEvent(named: string, question: Question): Readable<Found> {
  const { memory, here } = question;
  const number = Number(/\d{1,3}/.exec(named)?.[0] ?? 0);
  const about = named === '' ? [memory.subject, here?.threadId] : [named, memory.list[number - 1]];
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
    isUsable: found => isRightKept(question, toRemembered(found)),
  };
}

async function newestWithReport(candidates: readonly Found[], question: Question): Promise<Found | undefined> {
  for (const one of candidates.slice(0, MOST_LOOKED_AT)) {
    try {
      await chooseReport(one, {}, question);
      return one;
    } catch (error) {
      if (!isAppError(error) || !withoutPeople.includes(error.code)) throw error;
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
    weigh: ({ places }) => (places?.length ?? 0) * PERSON_BYTES + FOUND_BYTES,
    isUsable: listed => rosterOf(listed, question) !== undefined,
  };
}

/** The roster itself, unless it was let go. */
export function rosterOf({ about, stamp }: ListedPeople, question: Question): ReadRoster | undefined {
  const read = keptRoster({ ...about, find: '' }, question);
  return read?.stamp === stamp ? read : undefined;
}

/** Whom the words fit, as places in the roster; by a part of the address where there is an @ in them. */
export function findInRoster({ places, index }: ListedPeople, { roster }: ReadRoster, words: string): number[] {
  if (!places) return [];
  if (!words.includes('@')) return index.find(words).flatMap(at => places[at] ?? []);
  const sought = words.toLowerCase();
  return [...places].filter(place => roster.named(place).email?.toLowerCase().includes(sought));
}

async function toListed({ roster, head, stamp }: ReadRoster): Promise<ListedPeople> {
  const { kind, id, sessionId } = head.subject;
  const about: Remembered = { kind, id, ...(sessionId !== undefined && { session: sessionId }) };
  const index = createTypeAhead();
  if (roster.length > MOST_PEOPLE) return { about, stamp, index };
  const people = Array.from({ length: roster.length }, (_, place) => {
    const { name, email } = roster.named(place);
    const shown = name ?? email?.split('@')[0] ?? '';
    // Whoever has no name comes last.
    return { place, name: shown, order: name?.toLowerCase() ?? `\uffff${shown}` };
  });
  people.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.place - b.place));
  for (let from = 0; from < people.length; from += AT_A_TIME) {
    index.add(people.slice(from, from + AT_A_TIME));
    await othersTurn();
  }
  return { about, stamp, places: Uint32Array.from(people, one => one.place), index };
}
