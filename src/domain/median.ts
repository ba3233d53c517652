/** The median, the mean of the middle two for an even number; undefined for none. Reorders the values. */
export function medianOf(values: Float64Array): number | undefined {
  if (values.length === 0) return undefined;
  const middle = values.length >>> 1;
  const upper = nth(values, middle);
  if (values.length % 2 === 1) return upper;
  // Everything before the middle is at most `upper` now: the lower one is the largest of it.
  let lower = -Infinity;
  for (let index = 0; index < middle; index += 1) lower = Math.max(lower, values[index] ?? -Infinity);
  return (lower + upper) / 2;
}

/** Hoare's selection: afterwards values[n] is where sorting would have put it, with nothing larger before and nothing smaller behind. */
function nth(values: Float64Array, n: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from] ?? 0, values[(from + to) >>> 1] ?? 0, values[to] ?? 0);
    let low = from;
    let high = to;
    while (low <= high) {
      while ((values[low] ?? Infinity) < pivot) low += 1;
      while ((values[high] ?? -Infinity) > pivot) high -= 1;
      if (low > high) break;
      const swapped = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (n <= high) to = high;
    else if (n >= low) from = low;
    else break;
  }
  return values[n] ?? NaN;
}

/** Of the first, the middle and the last value: sorted and reversed input then split in halves. */
function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
