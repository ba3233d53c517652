/**
 * Intervals of many people, half-open `[join, leave)` in milliseconds, in flat arrays of 20 bytes each. A report of a hundred thousand people goes through
 * these loops once: they make no objects.
 */
export interface Intervals {
  add(owner: number, join: number, leave: number): void;
  readonly length: number;
  columns(): Columns;
}

export interface Columns {
  joins: Float64Array;
  leaves: Float64Array;
  owners: Uint32Array;
}

const FIRST_CAPACITY = 1024;
const GROWTH = 1.5;
/** Intervals a person: some leave and come again. */
const ROOM = 1.2;
const MOST_EXPECTED = 300_000;
/** So many intervals of one person are sorted by inserting each where it belongs: most people have one or two. */
const FEW = 16;

/** Room for `expected` intervals from the start: a guess, believed within reason. */
export function createIntervals(expected = 0): Intervals {
  const capacity = Math.max(FIRST_CAPACITY, Math.min(expected * ROOM, MOST_EXPECTED));
  let joins = new Float64Array(capacity);
  let leaves = new Float64Array(capacity);
  let owners = new Uint32Array(capacity);
  let length = 0;

  const grow = () => {
    const capacity = Math.ceil(length * GROWTH);
    const old = { joins, leaves, owners };
    joins = new Float64Array(capacity);
    joins.set(old.joins);
    leaves = new Float64Array(capacity);
    leaves.set(old.leaves);
    owners = new Uint32Array(capacity);
    owners.set(old.owners);
  };

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
    columns: () => ({
      joins: joins.subarray(0, length),
      leaves: leaves.subarray(0, length),
      owners: owners.subarray(0, length),
    }),
  };
}

/** Indices in `order`, those of person p from `starts[p]` to before `starts[p + 1]`, by join. */
export function sortedByPerson(
  { joins, owners }: Columns,
  personOf: Uint32Array,
  people: number,
): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(people + 1);
  for (let index = 0; index < owners.length; index += 1) {
    const person = personOf[owners[index] ?? 0] ?? 0;
    starts[person + 1] = (starts[person + 1] ?? 0) + 1;
  }
  for (let person = 0; person < people; person += 1)
    starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0);
  const order = new Uint32Array(owners.length);
  const filled = starts.slice(0, people);
  for (let index = 0; index < owners.length; index += 1) {
    const person = personOf[owners[index] ?? 0] ?? 0;
    const place = filled[person] ?? 0;
    order[place] = index;
    filled[person] = place + 1;
  }
  for (let person = 0; person < people; person += 1) {
    const from = starts[person] ?? 0;
    const to = starts[person + 1] ?? 0;
    if (to - from > 1) sortByJoin(order, joins, from, to);
  }
  return { order, starts };
}

function sortByJoin(order: Uint32Array, joins: Float64Array, from: number, to: number): void {
  if (to - from > FEW) {
    order.subarray(from, to).sort((a, b) => (joins[a] ?? 0) - (joins[b] ?? 0));
    return;
  }
  for (let next = from + 1; next < to; next += 1) {
    const index = order[next] ?? 0;
    const join = joins[index] ?? 0;
    let place = next;
    for (; place > from && (joins[order[place - 1] ?? 0] ?? 0) > join; place -= 1) order[place] = order[place - 1] ?? 0;
    order[place] = index;
  }
}
