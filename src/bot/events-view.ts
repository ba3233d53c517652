import { AppError } from '../domain/errors';
import { phaseOf, eventFilters, type EventFilter } from '../domain/event';
import { bestMatches } from '../domain/name-match';
import type { CardContext } from '../cards/card';
import { readDatePhrase, todayOf } from './which/date-phrase';
import type { MyEvent } from '../domain/my-events';
import { lastsInto, withoutKind, withoutLead } from './which/which-name';

const filterWords: [EventFilter, RegExp][] = [
  ['coming', /^(?:upcoming|coming|future|next|planned|scheduled)$/],
  ['past', /^(?:past|ended|previous|finished|over|old|last)$/],
  ['today', /^today'?s?$/],
  ['live', /^(?:live|running|now|current|ongoing)$/],
  ['canceled', /^cancell?ed$/],
  ['draft', /^(?:drafts?|unpublished)$/],
  ['webinars', /^webinars?$/],
  ['townhalls', /^(?:town-?halls?|town halls?)$/],
  ['all', /^(?:all|everything)$/],
];

/** "last week" and "next 3 months" are dates, not filters. */
const BEFORE_DATE =
  /^(?:last|next|past|coming) (?:\d|an? |one|two|three|couple|day|week|month|quarter|year|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)/i;

/** `past webinars` is a filter and words that narrow further; the first word that names a filter sets it. `webinars past` is the same. */
export function readEventsView(words: string): { filter?: EventFilter; find?: string } {
  const plain = words.replace(/\b(?:town) (halls?)\b/gi, 'town-$1').replace(/’/g, "'");
  const [first = '', ...others] = plain.split(' ');
  const rest = others.join(' ');
  const filter = filterOf(first);
  const isDate = filter !== undefined && BEFORE_DATE.test(plain);
  if (!filter || isDate) return toView(undefined, plain);
  const second = isKind(filter) ? filterOf(rest) : undefined;
  return second && !isKind(second) ? toView(second, first) : toView(filter, rest);
}

function toView(filter: EventFilter | undefined, find: string): { filter?: EventFilter; find?: string } {
  return { ...(filter && { filter }), ...(find && { find: find.replace('town-hall', 'town hall') }) };
}

function isKind(filter: EventFilter): boolean {
  return filter === 'webinars' || filter === 'townhalls';
}

/** Events that pass the filter. */
export function passFilter(events: readonly MyEvent[], filter: EventFilter, { now, zone }: CardContext): MyEvent[] {
  const phases: Partial<Record<EventFilter, string>> = {
    coming: 'coming',
    past: 'ended',
    live: 'running',
    canceled: 'canceled',
    draft: 'draft',
  };
  const today = todayOf({ zone, now });
  return events.filter(one => {
    if (filter === 'all') return true;
    if (filter === 'today') return lastsInto(today, one);
    if (isKind(filter)) return `${one.event.kind}s` === filter;
    return phaseOf(one.event, now) === phases[filter];
  });
}

/** Events that fit words, a date phrase, a kind, or several of these. Throws no-such-date. */
export function narrow(events: readonly MyEvent[], find: string, { now, zone, locale }: CardContext): MyEvent[] {
  const named = (words: string, some: readonly MyEvent[]) => bestMatches(words, some, ({ event }) => event.title);
  const { words, kind } = withoutKind(withoutLead(find));
  const ofKind = events.filter(({ event }) => !kind || event.kind === kind);
  // A kind alone is one, however many titles have it in them.
  if (!words) return ofKind;
  const byName = named(find, events);
  if (byName.tier && byName.tier !== 'forgiven') return byName.items;
  const date = readDatePhrase(words, { zone, now, locale });
  if (!date) {
    const bare = named(words, ofKind);
    return bare.items.length > 0 ? bare.items : byName.items;
  }
  if (date.never && byName.items.length === 0) throw new AppError('no-such-date', { asked: date.phrase.slice(0, 100) });
  const rest = withoutKind(withoutLead(date.rest));
  const left = ofKind.filter(({ event }) => !rest.kind || event.kind === rest.kind);
  const fitting = rest.words ? named(rest.words, left).items : left;
  const onDays = date.ranges.map(range => fitting.filter(one => lastsInto(range, one)));
  return onDays.find(some => some.length > 0) ?? byName.items;
}

export function isEventFilter(filter: string): filter is EventFilter {
  return (eventFilters as readonly string[]).includes(filter);
}

function filterOf(word: string): EventFilter | undefined {
  return filterWords.find(([, pattern]) => pattern.test(word.toLowerCase()))?.[0];
}
