import { AppError } from '../domain/errors';
import type { GraphClient, PageLimits, ReadOptions } from './client-types';
import { toNextPage } from './next-link';
import { isWire, toText, toWire } from './wire';

export const PAGE_LIMITS: PageLimits = { pages: 1_000, rows: 1_000_000, emptyPages: 20, emptyMs: 60_000 };

/**
 * The rows of a collection, page by page, as Graph sent them. The next page is already on its way while the caller works on this one, and is
 * called off when the caller stops; `unhurried` asks for it after that work, so that beside another collection no page lies waiting. `first` is the first page where it has been read already. Throws AppError; paging-broken, after the rows that
 * came with it, for a link that leads astray or in circles, and for too much of anything.
 */
export async function* pagesOf(
  client: GraphClient,
  path: string,
  options: ReadOptions & { first?: unknown; unhurried?: boolean | undefined } = {},
): AsyncGenerator<unknown[], void, undefined> {
  const { limits, now } = client;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const { background, prefer, counts, unhurried = false } = options;
  const read = async (url: URL) => client.get(url, { background, prefer, counts, signal });

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
      let page = toPage(await coming);
      const mark = markOf(page.rows);
      rows += page.rows.length;
      stale = page.rows.length > 0 && mark !== lastMark ? 0 : stale + 1;
      lastMark = mark;
      let next: URL | undefined;
      let astray: Error | undefined;
      try {
        next = pageAfter(page.link, url);
      } catch (error) {
        astray = error as Error;
      }
      if (next) seen.add(next.href);
      const readOn = (after: URL) => {
        coming = read(after);
        // Whoever stops early leaves this promise behind: it may fail unheard.
        coming.catch(() => undefined);
      };
      if (next && !unhurried) readOn(next);
      if (page.rows.length > 0) yield page.rows;
      // While the next one is waited for, this frame would hold it.
      page = NO_PAGE;
      if (astray) throw astray;
      if (next && unhurried) readOn(next);
      if (stale === 0) newsAt = now();
      url = next;
    }
  } finally {
    stop.abort();
  }
}

interface Page {
  rows: unknown[];
  link: unknown;
}

const NO_PAGE: Page = { rows: [], link: undefined };

/** Throws graph-garbled for what is no page. */
function toPage(answer: unknown): Page {
  const body = toWire(answer);
  if (!Array.isArray(body.value)) throw new AppError('graph-garbled');
  return { rows: body.value as unknown[], link: body['@odata.nextLink'] };
}

/** The same for a page that came before under another address; what its first and last row say at their top stands for all of it. */
function markOf(page: unknown[]): string {
  return page.length === 0 ? '' : JSON.stringify([page.length, topOf(page[0]), topOf(page.at(-1))]);
}

/** Without what is nested: the sessions of a call are long. A row that says nothing at its top is taken whole. */
function topOf(row: unknown): unknown {
  if (!isWire(row)) return row;
  const top = Object.values(row).filter(value => typeof value !== 'object');
  return top.length > 0 ? top : row;
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
