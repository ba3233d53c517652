/** Stays of all people: the joins and the leaves, each in any order. */
export interface Room {
  joins: Float64Array;
  leaves: Float64Array;
}

/** Slices of time; about this many joins and leaves in each. */
const EVENTS_A_SLICE = 32;
const MOST_SLICES = 8192;

/**
 * The most people present at one instant, and the first instant at which it held; who leaves at t is gone at t. Only the slices of time that can hold the
 * peak are looked at one by one: sorting every join and leave of a large event would take longer than all the rest.
 */
export function peakOf(room: Room): { count: number; at: number | undefined } {
  const [first, last] = spanOf(room);
  if (room.joins.length === 0) return { count: 0, at: undefined };
  const slices = Math.min(MOST_SLICES, Math.ceil(room.joins.length / EVENTS_A_SLICE));
  const width = (last - first) / slices;
  const sliceOf = (at: number) => Math.min(slices - 1, Math.floor((at - first) / width));
  const joined = countBySlice(room.joins, sliceOf, slices);
  const left = countBySlice(room.leaves, sliceOf, slices);

  // Between slices the count is known exactly; within one it is at most what all its joins would make of it.
  const before = new Int32Array(slices);
  let present = 0;
  let atLeast = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    before[slice] = present;
    present += (joined[slice] ?? 0) - (left[slice] ?? 0);
    atLeast = Math.max(atLeast, present);
  }
  const isCandidate = (slice: number) => (before[slice] ?? 0) + (joined[slice] ?? 0) >= Math.max(1, atLeast);
  const joins = room.joins.filter(at => isCandidate(sliceOf(at))).sort();
  const leaves = room.leaves.filter(at => isCandidate(sliceOf(at))).sort();
  return sweep(joins, leaves, at => before[sliceOf(at)] ?? 0, sliceOf);
}

/** Walks through the joins of some slices in order; each slice begins with those who were there before it. */
function sweep(
  joins: Float64Array,
  leaves: Float64Array,
  beforeSliceOf: (at: number) => number,
  sliceOf: (at: number) => number,
): { count: number; at: number | undefined } {
  let slice = -1;
  let present = 0;
  let next = 0;
  let count = 0;
  let at: number | undefined;
  for (const join of joins) {
    if (sliceOf(join) !== slice) {
      slice = sliceOf(join);
      present = beforeSliceOf(join);
      while (next < leaves.length && sliceOf(leaves[next] ?? Infinity) < slice) next += 1;
    }
    while (next < leaves.length && (leaves[next] ?? Infinity) <= join) {
      present -= 1;
      next += 1;
    }
    present += 1;
    if (present > count) {
      count = present;
      at = join;
    }
  }
  return { count, at };
}

function spanOf({ joins, leaves }: Room): [first: number, last: number] {
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < joins.length; index += 1) first = Math.min(first, joins[index] ?? Infinity);
  for (let index = 0; index < leaves.length; index += 1) last = Math.max(last, leaves[index] ?? -Infinity);
  return [first, last];
}

function countBySlice(times: Float64Array, sliceOf: (at: number) => number, slices: number): Int32Array {
  const counts = new Int32Array(slices);
  for (let index = 0; index < times.length; index += 1) {
    const slice = sliceOf(times[index] ?? 0);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  return counts;
}
