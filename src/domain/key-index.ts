/**
 * Numbers keys in the order of their first sight, for a hundred thousand keys and more. GUIDs, which most of Graph's ids are, are kept as their 16 bytes in
 * one flat array: no string stays in memory and none has to be hashed. Any other key goes into a Map. Keys are compared exactly, letter case included.
 */
export interface KeyIndex {
  /** The key's number, from 0; a new key gets the next one. */
  numberOf(key: string): number;
}

const FIRST_CAPACITY = 1024;
/** Grown when so full; probes stay short. */
const FULLEST = 0.6;
const MOST_EXPECTED = 200_000;
/** Four words of the GUID and one of its number, counted from 1: 0 is an empty slot. */
const SLOT = 5;
const NUMBER = 4;

/** Room for `expected` keys from the start: a guess of Graph's, believed within reason. */
export function createKeyIndex(expected = 0): KeyIndex {
  const others = new Map<string, number>();
  let capacity = capacityFor(Math.min(expected, MOST_EXPECTED));
  let slots = new Int32Array(capacity * SLOT);
  let guids = 0;
  const sought = new Int32Array(SLOT);

  /** Where the GUID at `key[from]` stands, or the empty slot where it belongs. */
  const placeOf = (key: Int32Array, from: number): number => {
    const a = key[from] ?? 0;
    const b = key[from + 1] ?? 0;
    const c = key[from + 2] ?? 0;
    const d = key[from + 3] ?? 0;
    // Parts of a GUID can be alike in a whole tenant: all of it goes into the hash.
    let hash =
      Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(c ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f);
    hash ^= hash >>> 15;
    let place = (hash & (capacity - 1)) * SLOT;
    while (slots[place + NUMBER] !== 0) {
      if (slots[place] === a && slots[place + 1] === b && slots[place + 2] === c && slots[place + 3] === d) break;
      place = place + SLOT === slots.length ? 0 : place + SLOT;
    }
    return place;
  };

  const grow = () => {
    const old = slots;
    capacity *= 2;
    slots = new Int32Array(capacity * SLOT);
    for (let from = 0; from < old.length; from += SLOT) if (old[from + NUMBER] !== 0) fill(placeOf(old, from), old, from);
  };

  const fill = (place: number, key: Int32Array, from: number) => {
    for (let word = 0; word < SLOT; word += 1) slots[place + word] = key[from + word] ?? 0;
  };

  return {
    numberOf(key) {
      if (!readGuid(key, sought)) {
        const known = others.get(key) ?? guids + others.size;
        others.set(key, known);
        return known;
      }
      const place = placeOf(sought, 0);
      const known = slots[place + NUMBER] ?? 0;
      if (known > 0) return known - 1;
      sought[NUMBER] = guids + others.size + 1;
      fill(place, sought, 0);
      guids += 1;
      if (guids >= capacity * FULLEST) grow();
      return guids + others.size - 1;
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
