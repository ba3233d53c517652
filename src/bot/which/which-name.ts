import { phaseOf, type EventKind } from '../../domain/event';
import { bestMatches, compareTiers, type NameTier } from '../../domain/name-match';
import { overlaps, readDatePhrase, type DatePhrase, type DateReading, type DayRange } from './date-phrase';
import { startOf } from './my-events';
import type { MyEvent } from '../../domain/my-events';

/** Events that fit the words, or a date that never was. Several: the words fit them alike. */
export type NameSearch = { found: MyEvent[] } | { never: string };

export interface NameReading extends DateReading {
  /** Milliseconds. */
  now: number;
}

const LEADING = /^(?:for|of|the|to|in|on|from|at|about|with|my|our|an?|event|meeting|session|named|called|titled)\s+/i;
const QUOTED = /^["'“”„‚‘’«»‹›](.+)["'“”„‚‘’«»‹›]$/;
const KIND = /^(?:(?<before>.*?)\s+)?\(?(?<kind>webinars?|town[ -]?halls?|events?)\)?(?:\s+(?<after>.*))?$/i;
const RELATIVE =
  /^(?:(?:very )?(?<last>last|latest|newest|previous|most recent|recent|past)|(?<next>next|upcoming|coming)|(?<live>live|now|running|current|ongoing))(?:\s+(?:one|(?<rest>.+)))?$/i;

/** A question without the words that only lead to a name. */
export function withoutLead(text: string): string {
  let words = text.trim();
  for (;;) {
    const shorter = (QUOTED.exec(words)?.[1] ?? words.replace(LEADING, '')).trim();
    if (shorter === words || !shorter) return words;
    words = shorter;
  }
}

/** Finds events by name, date, "last", "next", kind, and what of these is combined. An exact title always wins. */
export function searchNames(text: string, events: readonly MyEvent[], reading: NameReading): NameSearch {
  const raw = best(text, events);
  if (raw.tier === 'exact') return { found: raw.items };
  const { words, kind } = withoutKind(withoutLead(text));
  const ofKind = kind ? events.filter(({ event }) => event.kind === kind) : events;
  const bare = best(words, ofKind);
  if (bare.tier === 'exact') return { found: bare.items };
  if (!words) return { found: raw.items.length > 0 ? raw.items : [...ofKind] };

  const relative = RELATIVE.exec(words)?.groups;
  const date = readDatePhrase(words, reading);
  const onlyDate = date && !withoutKind(withoutLead(date.rest)).words;
  if (relative && !relative.rest && !onlyDate) return { found: chosen(relative, ofKind, reading.now) };
  if (onlyDate && !date.never) {
    const { kind: named } = withoutKind(withoutLead(date.rest));
    const found = inDays(date, named ? ofKind.filter(({ event }) => event.kind === named) : ofKind);
    if (found.length > 0) return { found };
  }

  const searches: { tier: NameTier | undefined; items: MyEvent[] }[] = [raw, bare];
  if (date && !onlyDate && !date.never) searches.push(dated(date, ofKind));
  if (relative?.rest) {
    const rest = withoutKind(withoutLead(relative.rest));
    const named = best(rest.words, rest.kind ? ofKind.filter(({ event }) => event.kind === rest.kind) : ofKind);
    searches.push({ tier: named.tier, items: chosen(relative, named.items, reading.now) });
  }
  const [top] = searches.filter(one => one.items.length > 0).sort((a, b) => compareTiers(a.tier, b.tier));
  if (top) return { found: top.items };
  return date?.never ? { never: date.phrase } : { found: [] };
}

/** "webinar" and "town hall" before or after the name tell the kind. */
export function withoutKind(text: string): { words: string; kind?: EventKind } {
  const found = KIND.exec(text.trim())?.groups;
  if (!found || (found.before && found.after)) return { words: text.trim() };
  const words = withoutLead((found.before ?? found.after ?? '').replace(/\s+(?:of|from|on|in|the)$/i, '').trim());
  const first = found.kind?.charAt(0).toLowerCase();
  return { words, ...(first === 'w' && { kind: 'webinar' }), ...(first === 't' && { kind: 'townhall' }) };
}

/** Those that begin in the days; none of these: those that last into them. The likeliest days that hold any count. */
function inDays(date: Pick<DatePhrase, 'ranges'>, events: readonly MyEvent[]): MyEvent[] {
  for (const fits of [beginsIn, lastsInto])
    for (const range of date.ranges) {
      const found = events.filter(one => fits(range, one));
      if (found.length > 0) return found;
    }
  return [];
}

function dated(date: DatePhrase, events: readonly MyEvent[]): { tier: NameTier | undefined; items: MyEvent[] } {
  const { words, kind } = withoutKind(withoutLead(date.rest));
  const named = best(words, kind ? events.filter(({ event }) => event.kind === kind) : events);
  return { tier: named.tier, items: inDays(date, named.items) };
}

function beginsIn(range: DayRange, { event }: MyEvent): boolean {
  return event.start !== undefined && startOf(event) >= range.start && startOf(event) < range.end;
}

/** True when the event takes place on one of the days, wholly or in part. */
export function lastsInto(range: DayRange, { event }: MyEvent): boolean {
  if (!event.start && !event.end) return false;
  return overlaps(range, startOf(event), event.end ? Date.parse(event.end.at) : startOf(event));
}

function best(words: string, events: readonly MyEvent[]): { tier: NameTier | undefined; items: MyEvent[] } {
  return bestMatches(words, events, ({ event }) => event.title);
}

/** The newest that ended, the next to come, or all that are running. */
function chosen(which: Record<string, string | undefined>, events: readonly MyEvent[], now: number): MyEvent[] {
  const phase = which.last ? 'ended' : which.next ? 'coming' : 'running';
  const fitting = events.filter(({ event }) => phaseOf(event, now) === phase);
  if (phase === 'running') return fitting;
  const at = ({ event }: MyEvent) => (phase === 'ended' && event.end ? Date.parse(event.end.at) : startOf(event));
  return fitting.sort((a, b) => (phase === 'ended' ? at(b) - at(a) : at(a) - at(b))).slice(0, 1);
}
