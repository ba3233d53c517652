import { AppError } from '../domain/errors';
import type { GraphClient, PageLimits, ReadOptions } from './client-types';
import { toNextPage } from './next-link';
import { toWire } from './wire';

export const PAGE_LIMITS: PageLimits = { pages: 1_000, rows: 1_000_000, emptyPages: 20, emptyMs: 60_000 };

/**
 * The rows of a collection, page by page, as Graph sent them. The next page is already on its way while the caller works on this one, and is
 * called off when the caller stops. `first` is the first page where it has been read already. Throws AppError; paging-broken for links that
 * lead astray or in circles, and for too much of anything.
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
  let empty = 0;
  let waitingSince = now();
  try {
    while (url) {
      const body = toWire(await coming);
      if (!Array.isArray(body.value)) throw new AppError('graph-garbled');
      const page = body.value as unknown[];
      rows += page.length;
      empty = page.length > 0 ? 0 : empty + 1;
      const next = toNextPage(body['@odata.nextLink'], url);
      if (next && (seen.has(next.href) || seen.size >= limits.pages)) throw new AppError('paging-broken');
      if (rows > limits.rows || (next && empty >= limits.emptyPages)) throw new AppError('paging-broken');
      if (next && empty > 0 && now() - waitingSince > limits.emptyMs) throw new AppError('paging-broken');
      if (next) {
        seen.add(next.href);
        coming = read(next);
        // Whoever stops early leaves this promise behind: it may fail unheard.
        coming.catch(() => undefined);
      }
      url = next;
      if (page.length > 0) {
        yield page;
        waitingSince = now();
      }
    }
  } finally {
    stop.abort();
  }
}

/** All rows of a short collection. */
export async function rowsOf(
  client: GraphClient,
  path: string,
  options: ReadOptions & { first?: unknown; most?: number } = {},
) {
  const rows: unknown[] = [];
  const { most = Infinity } = options;
  for await (const page of pagesOf(client, path, options)) {
    for (const row of page) rows.push(row);
    if (rows.length >= most) break;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
