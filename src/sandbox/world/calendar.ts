export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Places events around the moment the tenant was made, so that there are always past, running and coming ones. */
export interface Calendar {
  now: number;
  /** A clock time in UTC, `days` from today: `at(-1, 15)` is yesterday at three. */
  at(days: number, hour: number, minute?: number): number;
  /** Minutes from now, on a clock that moves in steps of five minutes and is never ahead. */
  in(minutes: number): number;
}

export function createCalendar(now: number): Calendar {
  const today = Math.floor(now / DAY) * DAY;
  const step = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
  return {
    now,
    at: (days, hour, minute = 0) => today + days * DAY + hour * HOUR + minute * MINUTE,
    in: minutes => step + minutes * MINUTE,
  };
}
