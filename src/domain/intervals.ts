/** Intervals of many people, half-open `[join, leave)` in milliseconds, in flat arrays: about 24 bytes each. */
export interface Intervals {
  add(owner: number, join: number, leave: number): void;
  readonly length: number;
  join(index: number): number;
  leave(index: number): number;
  /** Indices grouped by `groupOf(owner)` and, within a group, by join. */
  sortedBy(groupOf: (owner: number) => number, groups: number): { order: Uint32Array; starts: Uint32Array };
}

const FIRST_CAPACITY = 1024;

export function createIntervals(): Intervals {
  let joins = new Float64Array(FIRST_CAPACITY);
  let leaves = new Float64Array(FIRST_CAPACITY);
  let owners = new Uint32Array(FIRST_CAPACITY);
  let length = 0;

  const grow = () => {
    const capacity = Math.ceil(joins.length * 1.5);
    const [oldJoins, oldLeaves, oldOwners] = [joins, leaves, owners];
    joins = new Float64Array(capacity);
    leaves = new Float64Array(capacity);
    owners = new Uint32Array(capacity);
    joins.set(oldJoins);
    leaves.set(oldLeaves);
    owners.set(oldOwners);
  };

  const at = (array: Float64Array | Uint32Array, index: number) => array[index] ?? NaN;

  return {
    add(owner, join, leave) {
      if (length === joins.length) grow();
      joins[length] = join;
      leaves[length] = leave;
      owners[length] = owner;
      length += 1;
    },
    get length() {
      return length;
    },
    join: index => at(joins, index),
    leave: index => at(leaves, index),
    sortedBy(groupOf, groups) {
      const starts = new Uint32Array(groups + 1);
      const groupOfInterval = new Uint32Array(length);
      for (let index = 0; index < length; index += 1) {
        const group = groupOf(at(owners, index));
        groupOfInterval[index] = group;
        starts[group + 1] = at(starts, group + 1) + 1;
      }
      for (let group = 0; group < groups; group += 1) starts[group + 1] = at(starts, group + 1) + at(starts, group);
      const order = new Uint32Array(length);
      const filled = starts.slice(0, groups);
      for (let index = 0; index < length; index += 1) {
        const group = at(groupOfInterval, index);
        const place = at(filled, group);
        order[place] = index;
        filled[group] = place + 1;
      }
      for (let group = 0; group < groups; group += 1) {
        const [from, to] = [at(starts, group), at(starts, group + 1)];
        if (to - from > 1) order.subarray(from, to).sort((a, b) => at(joins, a) - at(joins, b));
      }
      return { order, starts };
    },
  };
}
