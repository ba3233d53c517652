import type { Attendance } from './attendance';
import type { Room } from './peak';
import { toIso } from './time';
import { clippedTo, lengthOf, type Window } from './window';

/** At most so many points. */
const CURVE_POINTS = 60;

/** People present at equally spaced instants, the windows taken one after another; the last point lies just before the end. */
export function curveOf({ joins, leaves }: Room, windows: readonly Window[]): Attendance['curve'] {
  const length = lengthOf(windows);
  const points = Math.min(CURVE_POINTS, length);
  // Whole milliseconds apart, so the spacing is exact and the last point is less than `CURVE_POINTS` ms before the end.
  const step = points > 1 ? Math.floor((length - 1) / (points - 1)) : 1;
  const joined = countByFirstPoint(joins, windows, { points, step });
  const left = countByFirstPoint(leaves, windows, { points, step });
  let present = 0;
  return Array.from({ length: points }, (_, point) => {
    present += (joined[point] ?? 0) - (left[point] ?? 0);
    return { at: toIso(instantAt(windows, point * step)) ?? '', present };
  });
}

function instantAt(windows: readonly Window[], offset: number): number {
  let rest = offset;
  for (const { start, end } of windows) {
    if (rest < end - start) return start + rest;
    rest -= end - start;
  }
  return windows.at(-1)?.end ?? 0;
}

/** For each point, how many of the times lie at or before it and after the point before; times after the last point count nowhere. */
function countByFirstPoint(
  times: Float64Array,
  windows: readonly Window[],
  { points, step }: { points: number; step: number },
): Int32Array {
  const counts = new Int32Array(points);
  for (let index = 0; index < times.length; index += 1) {
    // So much of the windows lies before this time; between two windows, all of the earlier one.
    const offset = clippedTo(windows, -Infinity, times[index] ?? 0);
    const point = Math.ceil(offset / step);
    if (point < points) counts[point] = (counts[point] ?? 0) + 1;
  }
  return counts;
}
