import type { Columns } from './intervals';
import { clippedTo, type Window } from './window';

/** Everybody over all records and devices, a column a fact, by person. Milliseconds; NaN is unknown. */
export interface United {
  /** The union of the intervals, else the totals cut to the windows' length. */
  time: Float64Array;
  /** The same inside the windows. */
  timeInWindows: Float64Array;
  firstJoin: Float64Array;
  lastLeave: Float64Array;
  /** The stretches of all people's united intervals, in no order. */
  joins: Float64Array;
  leaves: Float64Array;
}

/** Unites each person's intervals, which come sorted by join: two devices at once are one stay. People without an interval stay NaN. */
export function unite(
  { joins, leaves }: Columns,
  { order, starts }: { order: Uint32Array; starts: Uint32Array },
  windows: readonly Window[],
): United {
  const people = starts.length - 1;
  const unknown = () => new Float64Array(people).fill(NaN);
  const [time, timeInWindows, firstJoin, lastLeave] = [unknown(), unknown(), unknown(), unknown()];
  const stayJoins = new Float64Array(order.length);
  const stayLeaves = new Float64Array(order.length);
  let stays = 0;

  for (let person = 0; person < people; person += 1) {
    const from = starts[person] ?? 0;
    const to = starts[person + 1] ?? 0;
    if (from === to) continue;
    let all = 0;
    let inside = 0;
    let join = joins[order[from] ?? 0] ?? 0;
    let leave = leaves[order[from] ?? 0] ?? 0;
    firstJoin[person] = join;
    // One step further than there are intervals: it closes the last stretch.
    for (let place = from + 1; place <= to; place += 1) {
      const next = order[place] ?? 0;
      const nextJoin = place < to ? (joins[next] ?? 0) : Infinity;
      if (nextJoin <= leave) {
        leave = Math.max(leave, leaves[next] ?? 0);
        continue;
      }
      all += leave - join;
      inside += clippedTo(windows, join, leave);
      stayJoins[stays] = join;
      stayLeaves[stays] = leave;
      stays += 1;
      if (place === to) break;
      join = nextJoin;
      leave = leaves[next] ?? 0;
    }
    time[person] = all;
    timeInWindows[person] = inside;
    lastLeave[person] = leave;
  }
  return {
    time,
    timeInWindows,
    firstJoin,
    lastLeave,
    joins: stayJoins.subarray(0, stays),
    leaves: stayLeaves.subarray(0, stays),
  };
}
