/**
 * Numbers keys in the order of their first sight, for a hundred thousand keys and more, in flat arrays. GUIDs, which most of Graph's ids are, are kept as
 * their 16 bytes: no string of theirs stays in memory. Keys are compared exactly, letter case included.
 */
export interface KeyIndex {
  /** The key's number, from 0; a new key gets the next one. */
  numberOf(key: string): number;
  /** The key's number, or undefined where it was never numbered; it is not numbered by this. */
  find(key: string): number | undefined;
  /** Of its keys, how many are in none of the others, in one of them, in two, … in all. */
  sharedWith(others: readonly KeyIndex[]): number[];
  /** Of its keys those that the other has: number here, number there. */
  eachIn(other: KeyIndex, take: (number: number, otherNumber: number) => void): void;
  /** The same as `find` for a GUID given as four words from `at` on. */
  findGuid(words: Int32Array, at: number): number | undefined;
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
/** About what a key that is no GUID weighs beside its letters. */
const TEXT_BYTES = 40;

/** Room for `expected` keys from the start: a guess of Graph's, believed within reason. */
export function createKeyIndex(expected = 0): KeyIndex {
  let capacity = capacityFor(Math.min(expected, MOST_EXPECTED));
  /** Two words a slot: 1 + the number of its key, or 0 for none, and the key's hash. */
  let slots = new Int32Array(capacity * 2);
  let size = 0;
  let words = new Int32Array(Math.max(FIRST_CAPACITY, Math.min(expected, MOST_EXPECTED)) * WORDS);
  /** Keys that are no GUIDs, by number. */
  const texts = new Map<number, string>();
  let textLength = 0;
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

  const isSought = (number: number): boolean => {
    const at = number * WORDS;
    for (let word = 0; word < WORDS; word += 1) if (words[at + word] !== sought[word]) return false;
    return texts.size === 0 || !texts.has(number);
  };

  /** The slot that holds this text, or the GUID just read into `sought`; else the empty one where it belongs. */
  const slotOf = (hash: number, text?: string): number => {
    let slot = hash & (capacity - 1);
    for (let next = slots[slot * 2] ?? 0; next !== 0; next = slots[slot * 2] ?? 0) {
      const isIt =
        slots[slot * 2 + 1] === hash && (text === undefined ? isSought(next - 1) : texts.get(next - 1) === text);
      if (isIt) return slot;
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  };

  const take = (slot: number, hash: number, text?: string): number => {
    const number = size;
    slots[slot * 2] = number + 1;
    slots[slot * 2 + 1] = hash;
    if (words.length === number * WORDS) {
      const longer = new Int32Array(Math.ceil(number * GROWTH) * WORDS);
      longer.set(words);
      words = longer;
    }
    if (text === undefined) words.set(sought, number * WORDS);
    else {
      texts.set(number, text);
      textLength += text.length;
    }
    size += 1;
    if (size >= capacity * FULLEST) grow();
    return number;
  };

  const findIn = (other: KeyIndex, number: number, text: string | undefined): number | undefined =>
    text === undefined ? other.findGuid(words, number * WORDS) : other.find(text);

  return {
    find(key) {
      const text = readGuid(key, sought) ? undefined : key;
      const number = slots[slotOf(text === undefined ? hashOf(sought) : hashOfText(text), text) * 2] ?? 0;
      return number === 0 ? undefined : number - 1;
    },
    numberOf(key) {
      const text = readGuid(key, sought) ? undefined : key;
      const hash = text === undefined ? hashOf(sought) : hashOfText(text);
      const slot = slotOf(hash, text);
      const number = slots[slot * 2] ?? 0;
      return number === 0 ? take(slot, hash, text) : number - 1;
    },
    sharedWith(indexes) {
      const counts = new Array<number>(indexes.length + 1).fill(0);
      for (let number = 0; number < size; number += 1) {
        const text = texts.get(number);
        let among = 0;
        for (const index of indexes) if (findIn(index, number, text) !== undefined) among += 1;
        counts[among] = (counts[among] ?? 0) + 1;
      }
      return counts;
    },
    eachIn(other, take) {
      for (let number = 0; number < size; number += 1) {
        const found = findIn(other, number, texts.get(number));
        if (found !== undefined) take(number, found);
      }
    },
    findGuid(from, at) {
      for (let word = 0; word < WORDS; word += 1) sought[word] = from[at + word] ?? 0;
      const number = slots[slotOf(hashOf(sought)) * 2] ?? 0;
      return number === 0 ? undefined : number - 1;
    },
    get size() {
      return size;
    },
    get bytes() {
      return slots.byteLength + words.byteLength + texts.size * TEXT_BYTES + textLength;
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

function hashOfText(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
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
