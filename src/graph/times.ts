import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import type { EventTime, Iso } from '../domain/time';
import { readInstant } from './instant';
import { isWire, toText } from './wire';

/** .NET's empty date is the year 1: no event of Teams is older than Teams. */
const EARLIEST = Date.UTC(1970, 0, 2);
const LONGEST = 64;

/**
 * A time of Graph's: ISO 8601 text, or `{ dateTime, timeZone }` with a Windows or IANA name. A zone that is none reads the clock time as UTC
 * and says so (`exact: false`, `zone` as given); otherwise `zone` is an IANA name. Undefined for what is no time; never throws.
 */
export function toEventTime(wire: unknown): EventTime | undefined {
  if (typeof wire === 'string') return atInstant(readInstant(wire));
  if (!isWire(wire)) return undefined;
  const clock = toText(wire.dateTime)?.trim().replace(' ', 'T');
  if (!clock || clock.length > LONGEST) return undefined;
  const given = toText(wire.timeZone)?.trim().slice(0, LONGEST);
  const zone = given === undefined ? undefined : toZone(given);
  // With an offset of its own the clock time needs no zone.
  if (/T.*(z|[+-]\d\d:?\d\d)$/i.test(clock)) return atInstant(readInstant(clock), zone);
  const time = DateTime.fromISO(clock, { zone: zone ?? 'utc' });
  if (!time.isValid || time.toMillis() < EARLIEST) return undefined;
  const at = time.toUTC().toISO();
  if (zone !== undefined) return { at, zone, exact: true };
  return given === undefined ? { at, exact: false } : { at, zone: given, exact: false };
}

/** A moment, without the zone it was planned in. */
export function toIsoTime(wire: unknown): Iso | undefined {
  return toEventTime(wire)?.at;
}

function atInstant(instant: number | undefined, zone?: string): EventTime | undefined {
  if (instant === undefined || instant < EARLIEST) return undefined;
  const at = new Date(instant).toISOString();
  return zone === undefined ? { at, exact: true } : { at, zone, exact: true };
}

const utcNames = new Set(['utc', 'z', 'gmt', 'etc/utc', 'tzone://microsoft/utc', 'coordinated universal time']);

/** Zones by the names that were read before: finding one goes through all of Windows' names. A tenant uses a handful. */
const read = new Map<string, string | undefined>();
const MOST_READ = 500;

/** The IANA name, or a fixed offset, for a zone as Graph names it; undefined for a name that is none. */
export function toZone(name: string): string | undefined {
  if (read.has(name)) return read.get(name);
  const zone = readZone(name);
  if (read.size === MOST_READ) read.clear();
  read.set(name, zone);
  return zone;
}

function readZone(name: string): string | undefined {
  if (utcNames.has(name.toLowerCase())) return 'UTC';
  const windows = findIana(name)[0] ?? findIana(titleCase(name))[0];
  if (windows) return windows === 'Etc/GMT' ? 'UTC' : windows;
  if (/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$/.test(name) && IANAZone.isValidZone(name)) return name;
  const offset = /^(?:utc|gmt)?([+-])(\d|0\d|1[0-4])(?::?([0-5]\d))?$/i.exec(name);
  return offset ? `UTC${offset[1] ?? ''}${Number(offset[2])}${offset[3] ? `:${offset[3]}` : ''}` : undefined;
}

function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s(.])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
