/** How well a name fits what was asked, best first. */
export type NameTier = 'exact' | 'part' | 'words' | 'forgiven';

const tiers: readonly NameTier[] = ['exact', 'part', 'words', 'forgiven'];

/** Longer names and questions are cut: nobody types more, and matching stays quick. */
const LONGEST_NAME = 200;
const MOST_WORDS = 24;

/** The letters of a name without case, accents and punctuation, split into words; "and" and "&" are left out where other words remain. */
export function wordsOf(text: string): string[] {
  const words = allWordsOf(text);
  const telling = words.filter(word => word !== 'and');
  return telling.length > 0 ? telling : words;
}

/** The same with every "and". */
export function allWordsOf(text: string): string[] {
  return text
    .slice(0, LONGEST_NAME)
    .normalize('NFKD')
    .replace(unspoken, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, letter => plain[letter] ?? letter)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
}

/** Apostrophes, accents of European scripts and optional vowel points; vowel signs of Indian and Thai script are letters and stay. */
const unspoken = /['’‘ʼ`´]|[\u0300-\u036f]|[\u0591-\u05c7]|[\u064b-\u065f]/g;
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** How the question fits the name, or undefined when it does not. */
export function tierOf(asked: string, name: string): NameTier | undefined {
  return tierOfWords(wordsOf(asked), wordsOf(name));
}

/** The items whose names fit best: those of the best tier that any reaches, in their own order. */
export function bestMatches<Item>(
  asked: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
): { tier: NameTier | undefined; items: Item[] } {
  const words = wordsOf(asked);
  const found = new Map<NameTier, Item[]>();
  for (const item of items) {
    const tier = tierOfWords(words, wordsOf(nameOf(item)));
    const alike = tier && found.get(tier);
    if (alike) alike.push(item);
    else if (tier) found.set(tier, [item]);
  }
  const tier = tiers.find(one => found.has(one));
  return { tier, items: tier ? (found.get(tier) ?? []) : [] };
}

/** -1 when the first tier is better, 1 when the second is, 0 when they are alike; undefined is worst. */
export function compareTiers(one: NameTier | undefined, other: NameTier | undefined): number {
  const rank = (tier: NameTier | undefined) => (tier ? tiers.indexOf(tier) : tiers.length);
  return Math.sign(rank(one) - rank(other));
}

/** One wrong, missing, extra or swapped letter apart at most; of two words of three letters only swapped; words with digits and words of one or two letters only exactly. */
export function isForgiven(asked: string, word: string): boolean {
  if (asked === word) return true;
  if (asked.length < 3 || word.length < 3 || hasDigit(asked) || hasDigit(word)) return false;
  if (asked.length === 3 && word.length === 3) return isSwapped(asked, word);
  return oneEditApart(asked, word);
}

/** At most `most` of the names, nearest first: those that share enough of their letter pairs with what was asked. */
export function nearestNames(asked: string, names: readonly string[], most = 3): string[] {
  const pairs = letterPairs(asked);
  const ranked = [...new Set(names)]
    .map(name => ({ name, likeness: likeness(pairs, letterPairs(name)) }))
    .sort((a, b) => b.likeness - a.likeness);
  const least = Math.max(LEAST_LIKENESS, LEAST_OF_BEST * (ranked[0]?.likeness ?? 0));
  return ranked
    .filter(one => one.likeness >= least)
    .map(one => one.name)
    .slice(0, most);
}

const LEAST_LIKENESS = 0.4;
const LEAST_OF_BEST = 0.6;

function tierOfWords(asked: readonly string[], name: readonly string[]): NameTier | undefined {
  if (asked.length === 0 || name.length === 0) return undefined;
  const joined = asked.join('');
  if (joined === name.join('')) return 'exact';
  if (isPart(joined, name)) return 'part';
  const forms = [...name, ...pairsOf(name)];
  if (covers(asked, word => forms.some(form => form === word || isStart(word, form)))) return 'words';
  if (covers(asked, word => forms.some(form => isForgiven(word, form)))) return 'forgiven';
  return undefined;
}

/** Whole words of the name in a row, however they are joined or split; anywhere in scripts that put no spaces between words. */
function isPart(joined: string, name: readonly string[]): boolean {
  const whole = name.join('');
  if (spaceless.test(joined)) return whole.includes(joined);
  const edges = new Set<number>([0]);
  let edge = 0;
  for (const word of name) edges.add((edge += word.length));
  for (let at = whole.indexOf(joined); at >= 0; at = whole.indexOf(joined, at + 1))
    if (edges.has(at) && edges.has(at + joined.length)) return true;
  return false;
}

const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** True when every word, or two neighbours written as one, fits. */
function covers(words: readonly string[], fits: (word: string) => boolean): boolean {
  const reached = [true];
  words.forEach((word, at) => {
    if (!reached[at]) return;
    if (fits(word)) reached[at + 1] = true;
    const next = words[at + 1];
    if (next !== undefined && fits(word + next)) reached[at + 2] = true;
  });
  return reached[words.length] ?? false;
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at] ?? ''}${word}`);
}

/** The beginning of a word, from three letters on; numbers are never cut. */
function isStart(asked: string, word: string): boolean {
  return asked.length >= 3 && !hasDigit(asked) && word.startsWith(asked);
}

function hasDigit(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** Optimal string alignment distance of at most 1, in linear time: skip what both begin with, then allow for one edit. */
function oneEditApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  const [left, right] = [one.slice(from), other.slice(from)];
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
  return left === `${right.slice(1, 2)}${right.slice(0, 1)}${right.slice(2)}`;
}

/** "teh" for "the"; any other letter makes it another word: "foo" is not "for". */
function isSwapped([a, b, c]: string, word: string): boolean {
  return word === `${b ?? ''}${a ?? ''}${c ?? ''}` || word === `${a ?? ''}${c ?? ''}${b ?? ''}`;
}

function letterPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const word of wordsOf(text)) {
    const padded = ` ${word} `;
    for (let at = 0; at < padded.length - 1; at += 1) pairs.add(padded.slice(at, at + 2));
  }
  return pairs;
}

function likeness(asked: Set<string>, name: Set<string>): number {
  if (asked.size === 0 || name.size === 0) return 0;
  let shared = 0;
  for (const pair of asked) if (name.has(pair)) shared += 1;
  return shared / Math.min(asked.size, name.size);
}
