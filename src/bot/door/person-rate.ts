/** How much one person may ask. What is sent as letters are typed, or by clients by themselves, is counted apart. */
export interface PersonRate {
  /** Seconds until there is room for one more; undefined: go on. */
  take(key: string, kind: 'question' | 'typing'): number | undefined;
}

/** Nobody reads more answers than that. */
export const ASKS_PER_MINUTE = 60;
/** A search is asked again with each pause between letters, and a chat that is opened asks for the own view of each card in it. */
const TYPING_TIMES = 5;
const MOST_PEOPLE = 10_000;
const MINUTE = 60_000;

/** A bucket a person and kind that holds a minute's worth and is filled evenly; in this process alone. `now` in milliseconds. */
export function createPersonRate({ perMinute, now }: { perMinute: number; now: () => number }): PersonRate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(person, kind) {
      const key = `${kind} ${person}`;
      const most = kind === 'typing' ? perMinute * TYPING_TIMES : perMinute;
      const each = MINUTE / most;
      const time = now();
      const { left, at } = buckets.get(key) ?? { left: most, at: time };
      const has = Math.min(most, left + Math.max(0, time - at) / each);
      const goesOn = has >= 1;
      // Whoever asked last stands last: what is forgotten first is full again, as a rule.
      buckets.delete(key);
      buckets.set(key, { left: goesOn ? has - 1 : has, at: time });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= MOST_PEOPLE) break;
        buckets.delete(oldest);
      }
      return goesOn ? undefined : Math.max(1, Math.ceil(((1 - has) * each) / 1000));
    },
  };
}
