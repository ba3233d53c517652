import type { DateTimeTimeZone } from '@microsoft/microsoft-graph-types';
import { clockIn, type Zone } from '../world/zones';

/** A type of Graph's own with what the service really sends in place of some properties, or beside them. */
export type Wire<T, Quirks = unknown> = Omit<T, keyof Quirks> & Quirks & { '@odata.type'?: string };

/** A moment as reports write it: UTC with seven digits after the comma. */
export function toFineTime(instant: number): string {
  const digits = String(Math.imul(instant % 86_400_000, 7919) >>> 0)
    .slice(-4)
    .padStart(4, '0');
  return new Date(instant).toISOString().replace('Z', `${digits}Z`);
}

/** UTC to the second, `2023-08-08T12:30:00Z`. */
export function toPlainTime(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** A clock time and its zone's name; Graph writes no fraction of a second, or seven digits of it. */
export function toZoneTime(instant: number, zone: Zone, fraction = ''): DateTimeTimeZone {
  return { dateTime: `${clockIn(zone, instant)}${fraction}`, timeZone: zone.name };
}
