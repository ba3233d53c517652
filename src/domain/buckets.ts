import { keepNewest } from './newest';
import type { Instant } from './time';

/** Token buckets, one a key: each holds `most`, begins full and is filled evenly. */
export interface Buckets {
  /** Takes so many, all that a bucket holds at most; or says in how many milliseconds they are there, and takes none. */
  take(key: string, count?: number): number | undefined;
}

export interface BucketOptions {
  most: number;
  perMinute: number;
  now: () => Instant;
}

const MOST_KEYS = 10_000;
const MINUTE = 60_000;

export function createBuckets({ most, perMinute, now }: BucketOptions): Buckets {
  const buckets = new Map<string, { left: number; at: Instant }>();
  const each = MINUTE / perMinute;
  return {
    take(key, count = 1) {
      const wanted = Math.min(count, most);
      const time = now();
      const { left, at } = buckets.get(key) ?? { left: most, at: time };
      const has = Math.min(most, left + Math.max(0, time - at) / each);
      const isThere = has >= wanted;
      // Whoever took last stands last: what is forgotten first is full again, as a rule.
      keepNewest(buckets, key, { left: isThere ? has - wanted : has, at: time }, MOST_KEYS);
      return isThere ? undefined : (wanted - has) * each;
    },
  };
}
