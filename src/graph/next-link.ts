import { AppError } from '../domain/errors';

/**
 * The page after `current`, if `link` leads to one: on the same origin, without user information, in the same collection. Relative links count
 * from `current`. Throws paging-broken.
 */
export function toNextPage(link: unknown, current: URL): URL | undefined {
  if (link === undefined || link === null || link === '') return undefined;
  const next = typeof link === 'string' ? URL.parse(link, current.href) : null;
  if (next?.origin !== current.origin || next.username || next.password || !isSameCollection(next, current))
    throw new AppError('paging-broken');
  // Setting it makes the whole address anew.
  if (next.hash) next.hash = '';
  return next;
}

function isSameCollection(one: URL, other: URL): boolean {
  return one.pathname === other.pathname || collectionKey(one.pathname) === collectionKey(other.pathname);
}

/** Graph spells one collection in several ways: `x('id')` or `x/id`, encoded or not, in any letter case, arguments in any order. */
export function collectionKey(pathname: string): string {
  return decoded(pathname)
    .replace(/\('((?:[^']|'')*)'\)/g, (_, id: string) => `/${id.replaceAll("''", "'")}`)
    .toLowerCase()
    .replaceAll('microsoft.graph.', '')
    .replace(/\(([^()]*)\)/g, (_, list: string) => `(${list.replaceAll(' ', '').split(',').sort().join(',')})`)
    .replace(/\/+$/, '');
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
