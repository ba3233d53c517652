/** A moment as ISO 8601 in UTC, `2026-11-12T10:00:00.000Z`. */
export type Iso = string;

/** Milliseconds since 1970 in UTC; what intervals are counted in. */
export type Instant = number;

/** A scheduled time as Graph gives it. `exact` is false when its zone's name is not a real zone: then `at` reads the clock time as UTC. */
export interface EventTime {
  at: Iso;
  zone?: string;
  exact: boolean;
}

/** Reads ISO 8601 with any number of fraction digits, to the millisecond; undefined when it is no time. */
export function toInstant(value: string | null | undefined): Instant | undefined {
  if (!value) return undefined;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The moment as ISO 8601 in UTC, or null where there is none. */
export function toIso(instant: Instant | undefined): Iso | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}

/** Seconds; null where an end is unknown, or before the start. */
export function secondsBetween(start: Iso | null | undefined, end: Iso | null | undefined): number | null {
  const [from, to] = [toInstant(start), toInstant(end)];
  return from === undefined || to === undefined || to < from ? null : (to - from) / 1000;
}
