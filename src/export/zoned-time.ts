import type { Instant } from '../domain/time';
import { createKeptText, type KeptText } from './kept-text';
import type { Encoding, TextBuffer } from './text-buffer';

/** Moments as a clock in one zone shows them, to the second. */
export interface ZonedTime {
  /** IANA. */
  zone: string;
  /** `2026-11-12T10:00:05+01:00` */
  iso(at: Instant): string;
  /** `11/12/26, 10:00:05 AM`, as Teams writes it whatever the zone. */
  american(at: Instant): string;
  /** The same as bytes of a file in UTF-8, and in UTF-16; nothing for NaN. */
  putIso(to: TextBuffer, at: Instant): void;
  putAmerican(to: TextBuffer, at: Instant): void;
}

interface Minute {
  iso: string;
  offset: string;
  american: string;
  half: string;
}

const MINUTE = 60_000;
const MOST_KEPT = 20_000;

/** Offsets change at whole minutes only, so each minute is worked out once: many thousand people come in the same few hundred. */
export function createZonedTime(zone: string): ZonedTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const minutes = new Map<number, Minute>();

  const minuteOf = (number: number): Minute => {
    const known = minutes.get(number);
    if (known) return known;
    const offset = offsetOf(format, number * MINUTE);
    const clock = new Date((number + offset) * MINUTE);
    const hour = clock.getUTCHours();
    const made: Minute = {
      iso: clock.toISOString().slice(0, 17),
      offset: `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`,
      american: `${clock.getUTCMonth() + 1}/${clock.getUTCDate()}/${two(clock.getUTCFullYear() % 100)}, ${hour % 12 || 12}:${two(clock.getUTCMinutes())}:`,
      half: hour < 12 ? ' AM' : ' PM',
    };
    if (minutes.size >= MOST_KEPT) minutes.clear();
    minutes.set(number, made);
    return made;
  };
  const secondOf = (second: number, minute: number) => two(second - minute * 60);

  const iso = (second: number) => {
    const number = Math.floor(second / 60);
    const minute = minuteOf(number);
    return minute.iso + secondOf(second, number) + minute.offset;
  };
  const american = (second: number) => {
    const number = Math.floor(second / 60);
    const minute = minuteOf(number);
    return minute.american + secondOf(second, number) + minute.half;
  };

  return {
    zone,
    iso: at => iso(Math.floor(at / 1000)),
    american: at => american(Math.floor(at / 1000)),
    putIso: kept('utf8', iso),
    putAmerican: kept('utf16le', american),
  };
}

/** Each second is written many times: its text is kept, for a day and a half around the first one asked for. */
function kept(encoding: Encoding, write: (second: number) => string): ZonedTime['putIso'] {
  let base: number | undefined;
  let texts: KeptText | undefined;
  return (to, at) => {
    if (Number.isNaN(at)) return;
    const second = Math.floor(at / 1000);
    const first = (base ??= second - LONGEST_BEFORE);
    const make = (into: TextBuffer, place: number) => into.put(write(first + place));
    texts ??= createKeptText(encoding, LONGEST_KEPT, make, USUALLY_KEPT);
    const place = second - first;
    if (place >= 0 && place < LONGEST_KEPT) texts.put(to, place);
    else to.put(write(second));
  };
}

const LONGEST_BEFORE = 12 * 3600;
const LONGEST_KEPT = 36 * 3600;
const USUALLY_KEPT = 2 * 3600;

/** Minutes east of Greenwich: Intl writes `GMT+05:30`, and `GMT` alone for none. */
function offsetOf(format: Intl.DateTimeFormat, at: Instant): number {
  const name = format.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d\d)?/.exec(name) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -offset : offset;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
