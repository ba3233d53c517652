import { wordsOf } from './name-match';

/**
 * The same for events that are one series: equal titles but for numbers and dates. `Customer Webinar Series 3: Automating` gives `customer webinar
 * series`: what follows a colon or a dash differs from time to time where a number stands before it. Empty for a title without words.
 */
export function seriesKeyOf(title: string): string {
  const head = headOf(title);
  const words = wordsOf(head);
  return telling(words) || telling(wordsOf(title)) || wordsOf(title).join(' ');
}

/** `Series 3: Automating`, `Series 3 – Automating`, `Series 3 (Automating)`. */
function headOf(title: string): string {
  const cut = /^(.+?)(?:\s*[:|(]|\s+[–—-]\s+)/u.exec(title)?.[1];
  return cut !== undefined && wordsOf(cut).some(isCounting) ? cut : title;
}

/** The words that stay when it comes round again. */
function telling(words: readonly string[]): string {
  return words
    .filter((word, index) => !isCounting(word) && !leadsNumber(word, words[index + 1]))
    .map(word => word.replace(/\p{N}+/gu, ''))
    .filter(Boolean)
    .join(' ');
}

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun';
const seasons = 'spring|summer|autumn|winter';
const numerals = 'ii|iii|iv|vi|vii|viii|ix|xi|xii';
const counts = 'one|two|three|four|five|six|seven|eight|nine|ten';

/** Numbers, ordinals, quarters and halves, years of account, months, days and seasons: what tells one of a series from the next. */
const COUNTING = new RegExp(
  `^(?:\\p{N}+|\\d+(?:st|nd|rd|th)|[qhv]\\d+|fy\\d+|${months}|${days}|${seasons}|${numerals}|${counts})$`,
  'u',
);

function isCounting(word: string): boolean {
  return COUNTING.test(word);
}

/** `part 2`, `episode 7`: without its number the word says nothing. */
function leadsNumber(word: string, next: string | undefined): boolean {
  return (
    next !== undefined && /^(?:no|nr|part|episode|ep|vol|volume|edition|issue|week)$/.test(word) && isCounting(next)
  );
}
