import { AppError } from '../domain/errors';
import type { GraphClient, PageLimits, ReadOptions } from './client-types';
import { toNextPage } from './next-link';
import { isWire, toText, toWire } from './wire';

export const PAGE_LIMITS: PageLimits = { pages: 1_000, rows: 1_000_000, emptyPages: 20, emptyMs: 60_000 };

/**
 * The rows of a collection, page by page, as Graph sent them. The next page is already on its way while the caller works on this one, and is
 * called off when the caller stops. `first` is the first page where it has been read already. Throws AppError; paging-broken, after the rows that
 * came with it, for a link that leads astray or in circles, and for too much of anything.
 */
export async function* pagesOf(
  client: GraphClient,
  path: string,
  options: ReadOptions & { first?: unknown } = {},
): AsyncGenerator<unknown[], void, undefined> {
  const { limits, now } = client;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const read = async (url: URL) => client.get(url, { background: options.background, signal });

  let url: URL | undefined = client.address(path);
  let coming: Promise<unknown> = options.first === undefined ? read(url) : Promise.resolve(options.first);
  const seen = new Set<string>([url.href]);
  let rows = 0;
  let stale = 0;
  let lastMark = '';
  let newsAt = now();

  function pageAfter(link: unknown, current: URL): URL | undefined {
    const next = toNextPage(link, current);
    const isTooMuch = rows > limits.rows || (next !== undefined && seen.size >= limits.pages);
    const isNoNews = stale >= limits.emptyPages || (stale > 0 && now() - newsAt > limits.emptyMs);
    if (isTooMuch || (next && (isNoNews || seen.has(next.href)))) throw new AppError('paging-broken');
    return next;
  }

  try {
    while (url) {
      const body = toWire(await coming);
      if (!Array.isArray(body.value)) throw new AppError('graph-garbled');
      const page = body.value as unknown[];
      const mark = markOf(page);
      rows += page.length;
      stale = page.length > 0 && mark !== lastMark ? 0 : stale + 1;
      lastMark = mark;
      let next: URL | undefined;
      let astray: Error | undefined;
      try {
        next = pageAfter(body['@odata.nextLink'], url);
      } catch (error) {
        astray = error as Error;
      }
      if (next) {
        seen.add(next.href);
        coming = read(next);
        // Whoever stops early leaves this promise behind: it may fail unheard.
        coming.catch(() => undefined);
      }
      if (page.length > 0) yield page;
      if (astray) throw astray;
      if (stale === 0) newsAt = now();
      url = next;
    }
  } finally {
    stop.abort();
  }
}

/** The same for a page that came before under another address; its first and last row stand for all of it. */
function markOf(page: unknown[]): string {
  return page.length === 0 ? '' : JSON.stringify([page.length, page[0], page.at(-1)]);
}

/** All rows of a short collection. Pages overlap where it changes meanwhile: a row whose id came before is left out. */
export async function rowsOf(
  client: GraphClient,
  path: string,
  options: ReadOptions & { first?: unknown; most?: number } = {},
) {
  const rows: unknown[] = [];
  const ids = new Set<string>();
  const { most = Infinity } = options;
  for await (const page of pagesOf(client, path, options)) {
    for (const row of page) {
      const id = isWire(row) ? toText(row.id) : undefined;
      if (id === undefined || !ids.has(id)) rows.push(row);
      if (id !== undefined) ids.add(id);
    }
    if (rows.length >= most) break;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
