import type { Args } from '../../domain/args';
import { readLink, readJoinId } from '../which/meeting-link';
import { searchNames, type NameReading } from '../which/which-name';
import type { MyEvent } from '../../domain/my-events';

const counts = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const LAST = new RegExp(
  `^(?:(?:with|between|of) )?(?:(?:the|my|our|its) )?(?:last|latest|previous|recent|past|newest) (?<count>\\d{1,3}|${counts.join('|')})(?: (?:of )?(?:the |my )?(?<rest>.+))?$`,
  'i',
);
/** In place of a name: those of what was spoken of. */
const NO_NAME = /^(?:times?|ones?|sessions?|(?:of )?(?:them|these|those|it))$/i;
const LAST_TIME =
  /(?:^|\s+)(?:with|to|and|against|vs\.?|versus) (?:the )?(?:(?:last|previous|prior) (?:time|one|session|report|occurrence)|(?:one|time) before|previous)$/i;
const LEADING = /^(?:between|both)\s+/i;
const BESIDE = /^(?:with|to|against|vs\.?|versus)\s+/i;

/** What is to be compared: a count of a series, or names; `beside` is set where what was spoken of comes first ("with the bootcamp"). */
export interface CompareWords extends Pick<Args, 'which' | 'last'> {
  beside?: true;
}

/** `last 4 customer webinars`, `spring with last time`, `with last time`, `a with b and c`. */
export function readCompareWords(text: string): CompareWords {
  const last = LAST.exec(text)?.groups;
  if (last) {
    const { count = '', rest = '' } = last;
    const which = NO_NAME.test(rest) ? '' : rest.replace(/^of /i, '');
    return { last: Number(count) || counts.indexOf(count.toLowerCase()) + 2, ...(which && { which }) };
  }
  const words = text.replace(LAST_TIME, '').replace(LEADING, '').trim();
  if (/^(?:it|this|that|this one)?$/i.test(words)) return {};
  const named = words.replace(BESIDE, '');
  return { which: named, ...(named !== words && { beside: true }) };
}

const SEPARATOR = /\s*[,;]\s+|(?<=\d),(?=\d)|\s+(?:with|and|to|vs\.?|versus|against|&|\+)\s+/gi;
const LINK = /\bhttps?:\/\/\S*[^\s,;]/gi;
/** Words between names that are tried as part of a name too: 2^7 ways to split at most. */
const MOST_TRIED = 7;

/**
 * The names in `a with b and c`. A word such as "and" may belong to a title: of all ways to split the text, the one whose names are whole titles counts
 * most, then the one with the most names that each fit an event, no two of them the same.
 */
export function splitNames(text: string, events: readonly MyEvent[], reading: NameReading): string[] {
  const links = [...text.matchAll(LINK)].map(({ index, 0: link }) => ({ from: index, to: index + link.length }));
  const separators = [...text.matchAll(SEPARATOR)].filter(
    ({ index }) => !links.some(({ from, to }) => index > from && index < to),
  );
  const plain = split(text, separators);
  if (separators.length === 0 || separators.length > MOST_TRIED) return plain;
  const fits = fitsOf(events, reading);
  let best: { names: string[]; exact: number } | undefined;
  for (let chosen = 2 ** separators.length - 1; chosen >= 0; chosen -= 1) {
    const names = split(
      text,
      separators.filter((_, place) => (chosen >> place) & 1),
    );
    const found = names.map(fits);
    const only = found.flatMap(one => (one?.id === undefined ? [] : [one.id]));
    if (found.includes(undefined) || (names.length > 1 && new Set(only).size < only.length)) continue;
    const exact = found.filter(one => one?.exact).length;
    if (!best || exact > best.exact || (exact === best.exact && names.length > best.names.length))
      best = { names, exact };
  }
  return best?.names ?? plain;
}

function split(text: string, at: readonly RegExpExecArray[]): string[] {
  let from = 0;
  const names: string[] = [];
  for (const { index, 0: separator } of at) {
    names.push(text.slice(from, index));
    from = index + separator.length;
  }
  return [...names, text.slice(from)].map(name => name.trim()).filter(Boolean);
}

interface Fit {
  /** The only event that it fits. */
  id?: string;
  exact?: boolean;
}

/** Whether a name fits an event, wholly or only one: undefined where it fits none. Numbers and links are looked up later. */
function fitsOf(events: readonly MyEvent[], reading: NameReading) {
  const known = new Map<string, Fit | undefined>();
  return (name: string) => {
    if (known.has(name)) return known.get(name);
    const fit = fitOf(name, events, reading);
    known.set(name, fit);
    return fit;
  };
}

function fitOf(name: string, events: readonly MyEvent[], reading: NameReading): Fit | undefined {
  if (/^#?\d{1,3}\.?$/.test(name) || /^(?:it|this|that)$/i.test(name)) return {};
  if (readLink(name) || readJoinId(name) || events.some(({ event }) => event.id === name)) return { exact: true };
  const search = searchNames(name, events, reading);
  if ('never' in search || search.found.length === 0) return undefined;
  const [only, second] = search.found;
  const exact = search.found.some(({ event }) => event.title.toLowerCase() === name.toLowerCase());
  return { exact, ...(only && !second && { id: only.event.id }) };
}
