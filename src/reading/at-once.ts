import type { Reading } from './reading';

/** Runs `work` on each item, at most `most` of them at once; results in the order of the items. What `work` throws ends it. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

/** Progress of what is read at the same time, told of all together: `index` is that of the item. */
export function progressTogether({ progress }: Pick<Reading, 'progress'>): (index: number) => Reading['progress'] {
  const soFar: { pages: number; people: number }[] = [];
  return index => one => {
    soFar[index] = one;
    const sum = (of: 'pages' | 'people') => soFar.reduce((all, part) => all + part[of], 0);
    progress({ pages: sum('pages'), people: sum('people') });
  };
}
