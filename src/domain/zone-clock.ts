import type { Instant } from './time';

/** A clock time without an offset, `2026-11-12T10:00`, seconds or not. */
export type ClockTime = string;

const CLOCK = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,7})?)?$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The clock time as if it were UTC, to the second; undefined for what no calendar has, such as 30 February. */
export function readClock(clock: ClockTime): Instant | undefined {
  const parts = CLOCK.exec(clock);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(part => Number(part || 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(at);
  const isReal =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal && year >= 1970 ? at : undefined;
}

/** The moments at which clocks of the zone (IANA) show this time, earliest first: none where they jump over it, two where they are put back. */
export function momentsOf(clock: ClockTime, zone: string): Instant[] {
  const at = readClock(clock);
  if (at === undefined) return [];
  const offset = offsetsOf(zone);
  const tried = [at - offset(at - DAY_MS), at - offset(at + DAY_MS)];
  return [...new Set(tried)].filter(moment => moment + offset(moment) === at).sort((a, b) => a - b);
}

/** What clocks of the zone show at a moment, to the minute: `2026-11-12T10:00`. */
export function clockIn(zone: string, at: Instant): ClockTime {
  return new Date(at + offsetsOf(zone)(at)).toISOString().slice(0, 16);
}

/** Milliseconds east of Greenwich at a moment. Throws RangeError for no zone. */
function offsetsOf(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return at => {
    const parts = format.formatToParts(at);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(one => one.type === type)?.value ?? 0);
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    // Zones were off by seconds only before 1972.
    return Math.round((shown - at) / MINUTE_MS) * MINUTE_MS;
  };
}
