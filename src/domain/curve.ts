import type { Attendance } from './attendance';
import type { Room } from './peak';
import { toIso } from './time';
import { lengthOf, type Window } from './window';

/** At most so many points. */
const CURVE_POINTS = 60;

/** People present at equally spaced instants, the windows taken one after another; the last point lies just before the end. */
export function curveOf({ joins, leaves }: Room, windows: readonly Window[]): Attendance['curve'] {
  const instants = Float64Array.from(instantsOf(windows));
  const joined = countByFirstPoint(joins, instants);
  const left = countByFirstPoint(leaves, instants);
  let present = 0;
  return Array.from(instants, (at, point) => {
    present += (joined[point] ?? 0) - (left[point] ?? 0);
    return { at: toIso(at) ?? '', present };
  });
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

/** For each point, how many of the times lie at or before it and after the point before; times after the last point count nowhere. */
function countByFirstPoint(times: Float64Array, points: Float64Array): Int32Array {
  const counts = new Int32Array(points.length);
  for (let index = 0; index < times.length; index += 1) {
    const at = times[index] ?? 0;
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((points[middle] ?? 0) >= at) high = middle;
      else low = middle + 1;
    }
    if (low < counts.length) counts[low] = (counts[low] ?? 0) + 1;
  }
  return counts;
}
