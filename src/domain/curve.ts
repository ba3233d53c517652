import type { Attendance } from './attendance';
import { toIso } from './time';
import { lengthOf, type Window } from './window';

/** At most so many points. */
export const CURVE_POINTS = 60;

/** Stays of all people as sorted joins and leaves, for counting who is present when. */
export interface Room {
  joins: Float64Array;
  leaves: Float64Array;
}

/** The most people at one instant, and the first instant at which it held. Somebody who leaves at t is gone at t. */
export function peakOf({ joins, leaves }: Room): { count: number; at: number | undefined } {
  let present = 0;
  let left = 0;
  let most = 0;
  let at: number | undefined;
  for (const join of joins) {
    while (left < leaves.length && (leaves[left] ?? Infinity) <= join) {
      left += 1;
      present -= 1;
    }
    present += 1;
    if (present > most) {
      most = present;
      at = join;
    }
  }
  return { count: most, at };
}

/** People present at equally spaced instants, the windows taken one after another; the last point lies just before the end. */
export function curveOf({ joins, leaves }: Room, windows: readonly Window[]): Attendance['curve'] {
  return instantsOf(windows).map(at => ({
    at: toIso(at) ?? '',
    present: countUpTo(joins, at) - countUpTo(leaves, at),
  }));
}

/** Whole milliseconds apart, so the spacing is exact and the last point is less than `CURVE_POINTS` ms before the end. */
function instantsOf(windows: readonly Window[]): number[] {
  const length = lengthOf(windows);
  const points = Math.min(CURVE_POINTS, length);
  const step = points > 1 ? Math.floor((length - 1) / (points - 1)) : 0;
  return Array.from({ length: points }, (_, index) => instantAt(windows, index * step));
}

function instantAt(windows: readonly Window[], offset: number): number {
  let rest = offset;
  for (const { start, end } of windows) {
    if (rest < end - start) return start + rest;
    rest -= end - start;
  }
  return windows.at(-1)?.end ?? 0;
}

/** How many of the sorted values are at or before `at`. */
function countUpTo(sorted: Float64Array, at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
