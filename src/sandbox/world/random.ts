/** Numbers that depend on nothing but a seed and some keys: the same keys give the same numbers, whatever was asked before. */
export interface Draws {
  /** In [0, 1). */
  next(): number;
  /** Whole, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A GUID in lower case. */
  guid(): string;
}

export type Key = string | number;

export function drawsOf(seed: number, ...keys: Key[]): Draws {
  let state = hashOf(seed, keys);
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state);
  };
  const next = (): number => (word() >>> 0) / 0x1_0000_0000;
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: probability => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      const one = list[Math.floor(next() * list.length)];
      if (one === undefined) throw new RangeError('Nothing to pick from.');
      return one;
    },
    guid: () => toGuid(word(), word(), word(), word()),
  };
}

/** The GUID that belongs to these keys. */
export function guidOf(seed: number, ...keys: Key[]): string {
  return drawsOf(seed, 'guid', ...keys).guid();
}

function toGuid(a: number, b: number, c: number, d: number): string {
  const hex = [a, (b & 0xffff0fff) | 0x4000, (c & 0x3fffffff) | 0x80000000, d]
    .map(part => (part >>> 0).toString(16).padStart(8, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** FNV-1a over the keys, one after the other. */
function hashOf(seed: number, keys: readonly Key[]): number {
  let hash = 0x811c9dc5 ^ mix(seed);
  for (const key of keys) {
    if (typeof key === 'number') hash = mix(Math.imul(hash ^ key, 0x01000193));
    else for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x2c, 0x01000193);
  }
  return mix(hash);
}

/** Spreads every bit of a 32-bit word over the whole word (murmur3's last step). Signed, as V8 keeps such words without an allocation. */
function mix(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
