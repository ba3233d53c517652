import { DateTime } from 'luxon';
import type { Instant } from '../../domain/time';
import { dateRules, type Calendar, type Span } from './date-rules';

/** From the start of a day to the start of another, in milliseconds; the end is not in it. */
export interface DayRange {
  start: Instant;
  end: Instant;
}

/** Where and when a date is read, and which way it leans when it fits both ways ("Monday", "12 November"). */
export interface DateReading {
  /** IANA zone; one that does not exist is read as UTC. */
  zone: string;
  /** Milliseconds. */
  now: number;
  /** BCP 47: decides whether 3/4 is in March or April. */
  locale?: string;
  lean?: 'past' | 'coming';
}

/** A date found in a text: its day ranges, likeliest first, or `never` for a date that the calendar does not have. */
export interface DatePhrase {
  phrase: string;
  /** What the text says besides. */
  rest: string;
  never: boolean;
  ranges: DayRange[];
}

/** Longer texts hold no date that anybody typed. */
const LONGEST_DATE_TEXT = 200;

/** The longest date phrase in the text, or undefined where there is none. */
export function readDatePhrase(text: string, reading: DateReading): DatePhrase | undefined {
  if (text.length > LONGEST_DATE_TEXT) return undefined;
  const lower = text.toLowerCase().replace(/’/g, "'");
  const calendar = calendarOf(reading);
  let best: { match: RegExpExecArray; spans: Span[] | undefined } | undefined;
  for (const rule of dateRules) {
    for (const match of lower.matchAll(rule.pattern)) {
      if (best && best.match[0].length >= match[0].length) continue;
      const spans = rule.read(match.groups ?? {}, calendar);
      if (spans !== 'no date') best = { match, spans };
    }
  }
  if (!best) return undefined;
  const { match, spans } = best;
  const before = text.slice(0, match.index).replace(/(?:\b(?:on|in|from|of|for|at|the|since)\s+)+$/i, '');
  const rest = `${before} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
  return { phrase: match[0].trim(), rest, never: !spans, ranges: (spans ?? []).map(toRange) };
}

/** True when something that lasts from `start` to `end` touches one of the days. */
export function overlaps(range: DayRange, start: Instant, end: Instant = start): boolean {
  return start < range.end && (end > range.start || start >= range.start);
}

/** The asker's today. */
export function todayOf(reading: Pick<DateReading, 'zone' | 'now'>): DayRange {
  const { today } = calendarOf(reading);
  return toRange({ from: today, to: today.plus({ days: 1 }) });
}

function calendarOf({ zone, now, locale = 'en-GB', lean }: DateReading): Calendar {
  const local = DateTime.fromMillis(now, { zone });
  const today = (local.isValid ? local : DateTime.fromMillis(now, { zone: 'utc' })).startOf('day');
  return { today, monthFirst: /^en-us$/i.test(locale), lean };
}

/** Both ends are cut to the start of their day again: where the clock changes at midnight, a day begins at one. */
function toRange({ from, to }: Span): DayRange {
  return { start: from.startOf('day').toMillis(), end: to.startOf('day').toMillis() };
}
