/**
 * A map from keys to whole numbers, for a hundred thousand keys and more. GUIDs, which most of Graph's ids are, are kept as their 16 bytes in flat arrays:
 * no string stays in memory and none has to be hashed. Any other key goes into a Map. Keys are compared exactly, letter case included.
 */
export interface KeyIndex {
  get(key: string): number | undefined;
  /** The number under this key, which is `value` if it had none. */
  claim(key: string, value: number): number;
  readonly size: number;
}

const FIRST_CAPACITY = 1024;
/** Grown when so full; probes stay short. */
const FULLEST = 0.6;
const MOST_EXPECTED = 200_000;
const WORDS = 4;
const EMPTY = -1;

/** Room for `expected` keys from the start: a guess of Graph's, believed within reason. */
export function createKeyIndex(expected = 0): KeyIndex {
  const others = new Map<string, number>();
  let capacity = capacityFor(Math.min(expected, MOST_EXPECTED));
  let words = new Int32Array(capacity * WORDS);
  let values = new Int32Array(capacity).fill(EMPTY);
  let guids = 0;
  const sought = new Int32Array(WORDS);

  /** The slot of the GUID at `key[from]`, or the empty one where it belongs. */
  const slotOf = (key: Int32Array, from: number): number => {
    const a = key[from] ?? 0;
    const b = key[from + 1] ?? 0;
    const c = key[from + 2] ?? 0;
    const d = key[from + 3] ?? 0;
    // Parts of a GUID can be alike in a whole tenant: all of it goes into the hash.
    let hash =
      Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(c ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f);
    hash ^= hash >>> 15;
    let slot = hash & (capacity - 1);
    while (values[slot] !== EMPTY) {
      const at = slot * WORDS;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return slot;
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  };

  const grow = () => {
    const old = { words, values };
    capacity *= 2;
    words = new Int32Array(capacity * WORDS);
    values = new Int32Array(capacity).fill(EMPTY);
    for (let from = 0; from < old.values.length; from += 1) {
      const value = old.values[from] ?? EMPTY;
      if (value !== EMPTY) fill(slotOf(old.words, from * WORDS), old.words, from * WORDS, value);
    }
  };

  const fill = (slot: number, key: Int32Array, from: number, value: number) => {
    for (let word = 0; word < WORDS; word += 1) words[slot * WORDS + word] = key[from + word] ?? 0;
    values[slot] = value;
  };

  return {
    get(key) {
      if (!readGuid(key, sought)) return others.get(key);
      const value = values[slotOf(sought, 0)] ?? EMPTY;
      return value === EMPTY ? undefined : value;
    },
    claim(key, value) {
      if (!readGuid(key, sought)) {
        const known = others.get(key);
        if (known === undefined) others.set(key, value);
        return known ?? value;
      }
      if (guids >= capacity * FULLEST) grow();
      const slot = slotOf(sought, 0);
      const known = values[slot] ?? EMPTY;
      if (known !== EMPTY) return known;
      guids += 1;
      fill(slot, sought, 0, value);
      return value;
    },
    get size() {
      return guids + others.size;
    },
  };
}

/** A power of two. */
function capacityFor(keys: number): number {
  return Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(Math.max(1, keys / FULLEST))));
}

const GUID_LENGTH = 36;
const HYPHEN = 45;
const HYPHENS = Uint8Array.of(8, 13, 18, 23);
/** Where the 32 digits stand. */
const PLACES = Uint8Array.from({ length: GUID_LENGTH }, (_, place) => place).filter(place => !HYPHENS.includes(place));
/** Value of each lower-case hexadecimal digit by character code; anything else is not of a GUID as Graph writes it. */
const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit += 1) DIGITS[digit.toString(16).charCodeAt(0)] = digit;

/** Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case into four words; false for anything else. */
function readGuid(key: string, into: Int32Array): boolean {
  if (key.length !== GUID_LENGTH) return false;
  for (const place of HYPHENS) if (key.charCodeAt(place) !== HYPHEN) return false;
  let word = 0;
  for (let digit = 0; digit < 32; digit += 1) {
    const code = key.charCodeAt(PLACES[digit] ?? 0);
    const value = code < 128 ? (DIGITS[code] ?? -1) : -1;
    if (value < 0) return false;
    word = (word << 4) | value;
    if ((digit & 7) === 7) into[digit >> 3] = word;
  }
  return true;
}
