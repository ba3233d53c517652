const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10 * 60_000;

/** Milliseconds until what failed for the `attempt`th time is tried again: doubled each time, never two at one moment. `random` 0 to 1. */
export function waitAfter(attempt: number, random: number): number {
  return Math.ceil(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt - 1, 20)) * (0.5 + random / 2));
}
