import { createTally, worstFirst } from './call-groups';
import { callPersonKey } from './call-ends';
import { OTHERS, type PersonQuality } from './call-quality';
import type { CallIdentity } from './call-record';
import { isFilled } from './filled';
import { createKeyIndex } from './key-index';

/** The most people whose streams are told apart; those beyond are counted, and told together. */
export const MOST_PEOPLE = 20_000;

/** The people of a call, numbered from 0, and the streams at their ends. */
export interface CallPeople {
  /** The number of somebody at an end of this session; who has no key is new. */
  reach(identity: CallIdentity | undefined, session: number, alone: string): number;
  count(person: number, judged: number): void;
  readonly size: number;
  /** Worst first. */
  all(): PersonQuality[];
}

export function createCallPeople(most = MOST_PEOPLE): CallPeople {
  const keyed = createKeyIndex();
  /** By number of the key. */
  const personOf: number[] = [];
  const keys: string[] = [];
  const names: (string | undefined)[] = [];
  /** One more than `most`, for the others. */
  const tally = createTally();
  let size = 0;

  const add = (key: string): number => {
    if (size <= most) tally.open();
    if (size < most) keys.push(key);
    size += 1;
    return size - 1;
  };

  const numberOf = (key: string | undefined, alone: string): number => {
    if (key === undefined) return add(alone);
    const index = keyed.numberOf(key);
    return (personOf[index] ??= add(key));
  };

  return {
    reach(identity, session, alone) {
      const person = numberOf(callPersonKey(identity), alone);
      const name = identity?.displayName;
      if (person < most && names[person] === undefined && isFilled(name)) names[person] = name;
      tally.reach(Math.min(person, most), session);
      return person;
    },
    count: (person, judged) => {
      tally.count(Math.min(person, most), judged);
    },
    get size() {
      return size;
    },
    all() {
      const people = keys.map((key, person): PersonQuality => {
        const displayName = names[person];
        return { key, ...tally.of(person), people: 1, ...(displayName !== undefined && { displayName }) };
      });
      if (size > most) people.push({ key: OTHERS, ...tally.of(most), people: size - most });
      return worstFirst(people);
    },
  };
}
