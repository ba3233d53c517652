import { askerKey } from '../domain/asker-key';
import type { Asker } from '../domain/sources';

/** Lists and reports that somebody just read, kept for ten minutes in memory, so that paging and sorting ask Graph nothing. */
export interface RecentReads {
  /** The value kept under this key for this person, unless it is older than 10 minutes, or than it was to be kept. */
  get(owner: string, key: string): unknown;
  /** `weight` is about how many bytes the value holds; the oldest go when all together are too heavy. */
  set(owner: string, key: string, value: unknown, weight: number, keptMs?: number): void;
  /** Lets go of all that is kept for this person. */
  forget(owner: string): void;
}

const KEPT_MS = 10 * 60_000;
/** About 200,000 people of one report, or the lists of some thousand askers. */
const MOST_WEIGHT = 64 * 2 ** 20;

interface Kept {
  value: unknown;
  weight: number;
  until: number;
}

/** In memory only. `now` in milliseconds. */
export function createRecent(options: { now: () => number; mostWeight?: number }): RecentReads {
  const { now, mostWeight = MOST_WEIGHT } = options;
  // A Map keeps the order of setting, so the oldest come first.
  const kept = new Map<string, Kept>();
  let weight = 0;

  const drop = (key: string) => {
    weight -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  const isOld = (one: Kept) => now() >= one.until;

  return {
    get(owner, key) {
      const one = kept.get(keyOf(owner, key));
      return one && !isOld(one) ? one.value : undefined;
    },
    set(owner, key, value, bytes, keptMs = KEPT_MS) {
      const whole = keyOf(owner, key);
      drop(whole);
      if (bytes > mostWeight) return;
      kept.set(whole, { value, weight: bytes, until: now() + keptMs });
      weight += bytes;
      for (const [oldest, one] of kept) {
        if (weight <= mostWeight && !isOld(one)) break;
        drop(oldest);
      }
    },
    forget(owner) {
      const own = `${JSON.stringify([owner]).slice(0, -1)},`;
      for (const key of [...kept.keys()]) if (key.startsWith(own)) drop(key);
    },
  };
}

function keyOf(owner: string, key: string): string {
  return JSON.stringify([owner, key]);
}

/** By whom recent reads are kept. */
export function ownerOf({ asker }: { asker: Asker }): string {
  return askerKey(asker);
}
