import { allWordsOf, wordsOf } from './name-match';

/** A list of names, made ready to be narrowed with every letter that is typed. */
export interface TypeAhead {
  /** Goes on with the list. */
  add(items: readonly Searched[]): void;
  /** The places in the list that fit, best first, alike in the order of the list; all of them where nothing was typed. */
  find(asked: string): number[];
}

/** What is looked through: what is shown, and what else finds it. */
export interface Searched {
  name: string;
  also?: string;
}

/** How a word fits, best last. */
const NEAR = 1;
const INSIDE = 2;
const START = 3;
const WHOLE = 4;
/** The name itself, and nothing else. */
const ITSELF = 5;

/** Of what was typed; each is compared with every word of every name. */
const MOST_WORDS = 8;
/** Shorter words are too like each other to forgive anything. */
const SHORTEST_FORGIVEN = 3;
/** And shorter beginnings, unless nothing else is found: then the error was made early. */
const SHORTEST_FORGIVEN_START = 4;
const SHORTEST_INSIDE = 3;
/** Two words written as one are each a word more: of longer lists only the first are known so. */
const MOST_PAIRED = 5_000;

/**
 * Finds names by the beginnings of their words, in any order, written as one or apart. One wrong, missing, extra or swapped letter a word is forgiven, also
 * in a word that is still being typed; and one in the whole name, wherever it is.
 */
export function createTypeAhead(items: readonly Searched[] = []): TypeAhead {
  const places = new Map<string, number[]>();
  const names: string[] = [];
  const wholes: string[] = [];

  const add = ({ name, also = '' }: Searched): void => {
    const place = names.length;
    const words = allWordsOf(name);
    const forms = place < MOST_PAIRED ? [...paired(words), ...paired(wordsOf(name))] : words;
    for (const word of new Set([...forms, ...wordsOf(also)])) {
      const known = places.get(word);
      if (known) known.push(place);
      else places.set(word, [place]);
    }
    names.push(name);
    wholes.push(words.join(''));
  };
  items.forEach(add);

  const fitsOf = (word: string, shortest: number): Uint8Array => {
    const fits = new Uint8Array(names.length);
    const fitOf = fitTo(word, shortest);
    for (const [form, having] of places) {
      const fit = fitOf(form);
      if (fit > 0) for (const place of having) if (fit > (fits[place] ?? 0)) fits[place] = fit;
    }
    return fits;
  };

  const search = (asked: string, shortest: number): number[] => {
    const words = [...new Set(wordsOf(asked))].slice(0, MOST_WORDS);
    const joined = allWordsOf(asked).join('');
    const single = words.map(word => fitsOf(word, shortest));
    const double = words.slice(1).map((word, index) => fitsOf(`${words[index] ?? ''}${word}`, shortest));
    const found: { place: number; fit: number }[] = [];
    wholes.forEach((whole, place) => {
      const fit = whole === joined ? ITSELF : worstOf(place, single, double);
      if (fit > 0 || isNearStart(joined, whole, shortest)) found.push({ place, fit });
    });
    return found.sort((a, b) => b.fit - a.fit || a.place - b.place).map(one => one.place);
  };

  return {
    add: more => {
      more.forEach(add);
    },
    find(asked) {
      if (wordsOf(asked).length === 0) return byMarks(asked, names);
      const found = search(asked, SHORTEST_FORGIVEN_START);
      return found.length > 0 ? found : search(asked, SHORTEST_FORGIVEN);
    },
  };
}

/** The words of a name, and neighbours as one word. */
function paired(words: readonly string[]): string[] {
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`)];
}

/** How words fit this one. */
function fitTo(asked: string, shortest: number): (word: string) => number {
  const maybeInside = asked.length >= SHORTEST_INSIDE || spaceless.test(asked);
  const isForgiven = !/\p{N}/u.test(asked);
  return word => {
    if (word.startsWith(asked)) return word.length === asked.length ? WHOLE : START;
    if (maybeInside && word.includes(asked)) return INSIDE;
    return isForgiven && isNearStart(asked, word, shortest) ? NEAR : 0;
  };
}

/** Scripts that put no spaces between words. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** How the worst of the words fits, each by itself or with the next as one; 0 where one does not. */
function worstOf(place: number, single: readonly Uint8Array[], double: readonly Uint8Array[]): number {
  let before = 0;
  let reached = WHOLE;
  for (let index = 0; index < single.length; index += 1) {
    const alone = Math.min(reached, single[index]?.[place] ?? 0);
    const joined = index > 0 ? Math.min(before, double[index - 1]?.[place] ?? 0) : 0;
    before = reached;
    reached = Math.max(alone, joined);
    if (reached === 0 && before === 0) return 0;
  }
  return reached;
}

/** At most one letter apart from the word, or from its beginning where enough was typed. */
function isNearStart(asked: string, word: string, shortest: number): boolean {
  if (asked.length < SHORTEST_FORGIVEN) return false;
  let from = 0;
  while (from < asked.length && asked[from] === word[from]) from += 1;
  const [left, right] = [asked.slice(from), word.slice(from)];
  const fits =
    asked.length < shortest
      ? (rest: string, typed: string) => rest === typed
      : (rest: string, typed: string) => rest.startsWith(typed);
  const swapped = left.slice(1, 2) + left.slice(0, 1) + left.slice(2);
  return (
    (right !== '' && fits(right.slice(1), left.slice(1))) ||
    fits(right, left.slice(1)) ||
    (right !== '' && fits(right.slice(1), left)) ||
    (left.length > 1 && fits(right, swapped))
  );
}

/** Names and questions without a letter or digit: emoji and other marks, as they are written. */
function byMarks(asked: string, names: readonly string[]): number[] {
  const marks = asked.trim();
  return names.flatMap((name, place) => (marks === '' || name.includes(marks) ? [place] : []));
}
