import { createBuckets } from '../../domain/buckets';

/** How much one person may ask. What is sent as letters are typed, or by clients by themselves, is counted apart. */
export interface PersonRate {
  /** Seconds until there is room for one more; undefined: go on. */
  take(key: string, kind: 'question' | 'typing'): number | undefined;
}

/** Nobody reads more answers than that. */
export const ASKS_PER_MINUTE = 60;
/** A search is asked again with each pause between letters, and a chat that is opened asks for the own view of each card in it. */
const TYPING_TIMES = 5;

/** A minute's worth at once, and then evenly; in this process alone. `now` in milliseconds. */
export function createPersonRate({ perMinute, now }: { perMinute: number; now: () => number }): PersonRate {
  const bucketsOf = (most: number) => createBuckets({ most, perMinute: most, now });
  const kinds = { question: bucketsOf(perMinute), typing: bucketsOf(perMinute * TYPING_TIMES) };
  return {
    take(person, kind) {
      const wait = kinds[kind].take(person);
      return wait === undefined ? undefined : Math.max(1, Math.ceil(wait / 1000));
    },
  };
}
