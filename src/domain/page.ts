/** One page of a list, counted from 1; a page beyond the last is the last. */
export function pageOf<Item>(
  items: readonly Item[],
  page: number,
  size: number,
): { items: Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  return { items: items.slice((shown - 1) * size, shown * size), page: shown, pages };
}
