import { keepNewest } from '../domain/newest';
import type { Instant } from '../domain/time';
import type { KeptLines, LineReading } from '../reading/call-quality-line';

/** How lines on calls are read for what is posted. */
export type Lines = Pick<LineReading, 'kept' | 'longestMs' | 'failed'>;

/** Lines and refusals: of the sessions that are looked at in a day. */
const MOST = 2_000;

/** In memory only. */
export function createKeptLines(now: () => Instant): KeptLines {
  const kept = new Map<string, { value: unknown; until: Instant }>();
  const keyOf = (owner: string, key: string): string => JSON.stringify([owner, key]);
  return {
    get(owner, key) {
      const one = kept.get(keyOf(owner, key));
      return one && now() < one.until ? one.value : undefined;
    },
    set(owner, key, value, _weight, keptMs) {
      keepNewest(kept, keyOf(owner, key), { value, until: now() + keptMs }, MOST);
    },
  };
}
