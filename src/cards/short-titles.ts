import { hasFigures, type ComparedEvent } from '../domain/comparison';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';

/**
 * What tells the events apart, each at most so long: `Series 3` of `Customer Webinar Series 3: Automating the Boring Parts`; their sessions or dates where
 * the titles are one. No two are the same.
 */
export function shortTitles(events: readonly ComparedEvent[], longest: number, context: CardContext): string[] {
  const titles = events.map(({ subject }) => personText(subject.title) || 'Untitled');
  const sessions = events.map(({ subject }) => personText(subject.sessionTitle));
  const both = titles.map((title, index) => [title, sessions[index]].filter(Boolean).join(' '));
  const named = [titles, sessions, both].find(areApart);
  const shortest = named
    ? shortened(named)
    : [true, false].map(isDay => datesOf(events, isDay, context)).find(areApart);
  const short = (shortest ?? titles).map(name => personText(name, longest));
  return areApart(short) ? short : short.map((name, index) => `${personText(name, longest - 3)} ${index + 1}`);
}

function shortened(names: readonly string[]): string[] {
  const heads = names.map(headOf);
  const short = areApart(heads) ? heads : [...names];
  const bare = withoutSharedStart(short);
  return areApart(bare) ? bare : short;
}

function areApart(names: readonly string[]): boolean {
  return names.every(Boolean) && new Set(names).size === names.length;
}

/** What stands before a colon, a dash or a bracket. */
function headOf(name: string): string {
  return /^(.+?)(?:\s*[:|(]|\s+[–—-]\s)/u.exec(name)?.[1] ?? name;
}

/** Without the words that all begin with; a number keeps the word before it. */
function withoutSharedStart(names: readonly string[]): string[] {
  const words = names.map(name => name.split(' '));
  const [first = []] = words;
  let shared = first.findIndex((word, place) => words.some(one => one[place] !== word));
  if (shared < 0) shared = first.length;
  if (words.some(one => /^[\p{N}#]/u.test(one[shared] ?? ''))) shared -= 1;
  return words.map(one => one.slice(Math.max(0, shared)).join(' '));
}

/** `12 Nov`, or with the time. */
function datesOf(events: readonly ComparedEvent[], isDay: boolean, context: CardContext): string[] {
  const format = formatFor(context);
  return events.map(event => {
    const at = hasFigures(event) ? (event.report.start ?? event.window.start) : event.subject.start?.at;
    if (!at) return '';
    return isDay ? format.shortDay(at) : `${format.shortDay(at)}, ${format.clock(at)}`;
  });
}
