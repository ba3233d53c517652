import { LONGEST_SEARCH, type Args } from '../domain/args';

/** Takes `page 2` from the end of the words. */
export function withoutPage(words: string): { words: string; page?: number } {
  const found = /(?:^|\s)page (\d{1,5})$/i.exec(words);
  if (!found) return { words };
  return { words: words.slice(0, found.index).trim(), page: Math.max(1, Number(found[1])) };
}

const FIND = /(?:^|\s)(?:find|named|search(?: for)?)(?:\s+(?<find>.+))?$/i;

/** Takes `find anna` from the end of the words. */
export function withoutFind(words: string): { words: string; find?: string } {
  const found = FIND.exec(words);
  const find = found?.groups?.find?.trim().slice(0, LONGEST_SEARCH);
  return { words: found ? words.slice(0, found.index).trim() : words, ...(find && { find }) };
}

const ALL = /(?:^|\s+)(?:(?:of |for |with )?all (?:the )?(?:reports?|sessions?|days?)|(?:all )?merged|all together)$/i;

/** `bootcamp all reports`: which, and whether all its reports are meant as one. */
export function withoutAll(words: string): Args {
  const which = words.replace(ALL, '').trim();
  return { ...(which && { which }), ...(ALL.test(words) && { all: true }) };
}
