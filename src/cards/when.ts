import { toInstant, type EventTime, type Instant, type Iso } from '../domain/time';
import { clockIn } from '../domain/zone-clock';
import type { CardContext } from './card';
import { formatFor } from './format';
import { zoneText } from './person-text';

/** For a TextBlock: the client writes the date in its reader's own zone and manner. */
export function dateMacro(at: Iso): string {
  return macro('DATE', at, ', SHORT');
}

/** For a TextBlock: the client writes the time in its reader's own zone and manner. */
export function timeMacro(at: Iso): string {
  return macro('TIME', at, '');
}

/** The client's parser takes no fractions of a second. */
function macro(name: 'DATE' | 'TIME', at: Iso, style: string): string {
  const instant = toInstant(at);
  if (instant === undefined) return 'an unknown time';
  return `{{${name}(${new Date(instant).toISOString().slice(0, 19)}Z${style})}}`;
}

interface Span {
  start?: EventTime | null | undefined;
  end?: EventTime | null | undefined;
}

/** When something is, for a TextBlock: in the reader's own zone where the zone is known, else the clock time as written with its zone's name. */
export function whenText(span: Span, context: CardContext): string {
  const text = whenInList(span, context);
  return span.start?.exact ? `${text} (your time)` : text;
}

/** The same on a card that says once whose time it is. */
export function whenInList({ start, end }: Span, context: CardContext): string {
  if (!start) return 'No date yet';
  if (!start.exact) return `${clockSpan(start, end, { ...context, zone: 'UTC' })} (${zoneText(start.zone ?? '')})`;
  return spanText(start.at, end?.at, context);
}

/** A span between two moments, for a TextBlock. */
export function spanText(start: Iso, end: Iso | null | undefined, context: CardContext): string {
  const from = `${dateMacro(start)}, ${timeMacro(start)}`;
  if (!end) return from;
  const sameDay = formatFor(context).day(start) === formatFor(context).day(end);
  return `${from} to ${sameDay ? '' : `${dateMacro(end)}, `}${timeMacro(end)}`;
}

/** The same in words, with the zone named: for `speak`, `fallbackText` and TextRuns. */
export function whenWords({ start, end }: Span, context: CardContext): string {
  if (!start) return 'no date yet';
  if (!start.exact) return `${clockSpan(start, end, { ...context, zone: 'UTC' })} (${zoneText(start.zone ?? '')})`;
  return `${clockSpan(start, end, context)} (${formatFor(context).zone})`;
}

function clockSpan(start: EventTime, end: EventTime | null | undefined, context: CardContext): string {
  const format = formatFor(context);
  const from = `${format.day(start.at)}, ${format.clock(start.at)}`;
  if (!end) return from;
  const sameDay = format.day(start.at) === format.day(end.at);
  return `${from} to ${sameDay ? '' : `${format.day(end.at)}, `}${format.clock(end.at)}`;
}

/** Of `2026-11-12T10:00`. */
const DAY_LETTERS = 10;

/** The reader's day of a moment, as `2026-11-12`; undefined where the moment is unknown. */
export function dayKey(instant: Instant | undefined, context: CardContext): string | undefined {
  return instant === undefined ? undefined : clockIn(formatFor(context).zone, instant).slice(0, DAY_LETTERS);
}

/** The time of a moment, with its date where that is not the reader's today. */
export function timeAndDay(at: Iso, context: CardContext): string {
  const isToday = dayKey(toInstant(at), context) === dayKey(context.now, context);
  return isToday ? timeMacro(at) : `${timeMacro(at)} on ${dateMacro(at)}`;
}
