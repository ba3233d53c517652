/**
 * Numbers keys in the order of their first sight, for a hundred thousand keys and more. GUIDs, which most of Graph's ids are, are kept as their 16 bytes, one
 * behind the other: no string stays in memory and none has to be hashed. Any other key goes into a Map. Keys are compared exactly, letter case included.
 */
export interface KeyIndex {
  /** The key's number, from 0; a new key gets the next one. */
  numberOf(key: string): number;
  /** The key's number, or undefined where it was never numbered; it is not numbered by this. */
  find(key: string): number | undefined;
  /** Of its keys, how many are in none of the others, in one of them, in two, … in all. */
  sharedWith(others: readonly KeyIndex[]): number[];
  /** The same as `find` for a GUID given as four words from `at` on; whether it is there. */
  hasGuid(words: Int32Array, at: number): boolean;
  /** Distinct keys. */
  readonly size: number;
  /** About what it holds in memory. */
  readonly bytes: number;
}

const FIRST_CAPACITY = 1024;
/** Grown when so full; probes stay short. */
const FULLEST = 0.6;
const MOST_EXPECTED = 200_000;
const GROWTH = 1.5;
const WORDS = 4;
/** About what a key that is no GUID weighs, its string and its place in the Map. */
const OTHER_BYTES = 150;

/** Room for `expected` keys from the start: a guess of Graph's, believed within reason. */
export function createKeyIndex(expected = 0): KeyIndex {
  const others = new Map<string, number>();
  let capacity = capacityFor(Math.min(expected, MOST_EXPECTED));
  /** Two words a slot: 1 + which GUID, or 0 for none, and its hash. */
  let slots = new Int32Array(capacity * 2);
  let guids = 0;
  let words = new Int32Array(Math.max(FIRST_CAPACITY, Math.min(expected, MOST_EXPECTED)) * WORDS);
  /** The numbers of the GUIDs, where they are not 0, 1, 2, … because other keys came in between. */
  let numbers: number[] | undefined;
  const sought = new Int32Array(WORDS);

  const grow = () => {
    const old = slots;
    capacity *= 2;
    slots = new Int32Array(capacity * 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1] ?? 0;
      let slot = hash & (capacity - 1);
      while (slots[slot * 2] !== 0) slot = (slot + 1) & (capacity - 1);
      slots[slot * 2] = old[from] ?? 0;
      slots[slot * 2 + 1] = hash;
    }
  };

  const numberOfOther = (key: string) => {
    const known = others.get(key);
    if (known !== undefined) return known;
    numbers ??= Array.from({ length: guids }, (_, guid) => guid);
    others.set(key, guids + others.size);
    return guids + others.size - 1;
  };

  /** The slot that holds the GUID just read into `sought`, or the empty one where it belongs. */
  const slotOf = (hash: number): number => {
    const a = sought[0] ?? 0;
    const b = sought[1] ?? 0;
    const c = sought[2] ?? 0;
    const d = sought[3] ?? 0;
    let slot = hash & (capacity - 1);
    for (let guid = slots[slot * 2] ?? 0; guid !== 0; guid = slots[slot * 2] ?? 0) {
      if (slots[slot * 2 + 1] === hash) {
        const at = (guid - 1) * WORDS;
        if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return slot;
      }
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  };

  return {
    find(key) {
      if (!readGuid(key, sought)) return others.get(key);
      const guid = slots[slotOf(hashOf(sought)) * 2] ?? 0;
      return guid === 0 ? undefined : (numbers?.[guid - 1] ?? guid - 1);
    },
    numberOf(key) {
      if (!readGuid(key, sought)) return numberOfOther(key);
      const hash = hashOf(sought);
      const slot = slotOf(hash);
      const guid = slots[slot * 2] ?? 0;
      if (guid !== 0) return numbers ? (numbers[guid - 1] ?? 0) : guid - 1;
      slots[slot * 2] = guids + 1;
      slots[slot * 2 + 1] = hash;
      if (words.length === guids * WORDS) {
        const longer = new Int32Array(Math.ceil(guids * GROWTH) * WORDS);
        longer.set(words);
        words = longer;
      }
      words.set(sought, guids * WORDS);
      numbers?.push(guids + others.size);
      guids += 1;
      if (guids >= capacity * FULLEST) grow();
      return guids + others.size - 1;
    },
    sharedWith(indexes) {
      const counts = new Array<number>(indexes.length + 1).fill(0);
      const countOne = (isIn: (index: KeyIndex) => boolean) => {
        let among = 0;
        for (const index of indexes) if (isIn(index)) among += 1;
        counts[among] = (counts[among] ?? 0) + 1;
      };
      for (let guid = 0; guid < guids; guid += 1) countOne(index => index.hasGuid(words, guid * WORDS));
      for (const key of others.keys()) countOne(index => index.find(key) !== undefined);
      return counts;
    },
    hasGuid(from, at) {
      for (let word = 0; word < WORDS; word += 1) sought[word] = from[at + word] ?? 0;
      return slots[slotOf(hashOf(sought)) * 2] !== 0;
    },
    get size() {
      return guids + others.size;
    },
    get bytes() {
      return slots.byteLength + words.byteLength + (numbers?.length ?? 0) * 8 + others.size * OTHER_BYTES;
    },
  };
}

/** Parts of a GUID can be alike in a whole tenant: all of it goes into the hash. */
function hashOf(guid: Int32Array): number {
  const ab = (guid[0] ?? 0) ^ Math.imul(guid[1] ?? 0, 0x9e3779b1);
  const cd = (guid[2] ?? 0) ^ Math.imul(guid[3] ?? 0, 0xc2b2ae35);
  const hash = Math.imul(ab, 0x85ebca6b) ^ Math.imul(cd, 0x27d4eb2f);
  return hash ^ (hash >>> 15);
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
