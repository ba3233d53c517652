import type { AttendanceRecord } from './attendance-record';
import { keyKindOf, keyOf } from './identity';
import { createKeyIndex } from './key-index';

/** By what somebody can be known again at another event: accounts and e-mail addresses. Numbers and bytes, no names. */
export interface PersonKeys {
  add(records: readonly AttendanceRecord[]): void;
  /** Distinct keys. */
  readonly size: number;
  /** About what they hold in memory. */
  readonly bytes: number;
  /** Of these keys, how many are in none of the others, in one of them, in two, … in all. */
  sharedWith(others: readonly PersonKeys[]): number[];
  readonly index: ReturnType<typeof createKeyIndex>;
}

/** How many of the later event's people came to the earlier one too. */
export interface Returning {
  returned: number;
  /** People of the later event who can be known again. */
  known: number;
  /** 0 to 1; null where nobody can be known again. */
  share: number | null;
}

/** `expected` people, where known beforehand. */
export function createPersonKeys(expected = 0): PersonKeys {
  const index = createKeyIndex(expected);
  return {
    index,
    add(records) {
      for (const record of records) {
        const kind = keyKindOf(record);
        // A registration belongs to one event: nobody is known again by it.
        if (kind === 'alone' || kind === 'registration') continue;
        const key = keyOf(record, kind) ?? '';
        index.numberOf(kind === 'email' ? `mail ${key}` : key);
      }
    },
    get size() {
      return index.size;
    },
    get bytes() {
      return index.bytes;
    },
    sharedWith: others => index.sharedWith(others.map(one => one.index)),
  };
}

/** `|A ∩ B| / |B|` as metrics.md defines it, A the earlier event and B the later. */
export function returningOf(earlier: PersonKeys, later: PersonKeys): Returning {
  const [, returned = 0] = later.sharedWith([earlier]);
  return { returned, known: later.size, share: later.size > 0 ? returned / later.size : null };
}

/** People of the last of several events: those who came to every one of them, and those who came to none before. */
export function regularsOf(inTimeOrder: readonly PersonKeys[]): { cameToAll: number; newcomers: number } | undefined {
  const last = inTimeOrder.at(-1);
  if (!last || inTimeOrder.length < 2) return undefined;
  const shared = last.sharedWith(inTimeOrder.slice(0, -1));
  return { cameToAll: shared.at(-1) ?? 0, newcomers: shared[0] ?? 0 };
}
