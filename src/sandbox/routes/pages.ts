import { badRequest } from './errors';
import type { Exchange } from './exchange';

/** Graph's `$skiptoken`: where to go on. `turn` only makes tokens differ that lead to the same place. */
interface SkipToken {
  from: number;
  turn: number;
}

/** One page of a collection that is computed item by item, with the link to the next. */
export function page<T>(
  exchange: Exchange,
  count: number,
  item: (index: number) => T,
  size: number,
): { value: T[]; '@odata.nextLink'?: string } {
  const from = tokenOf(exchange).from;
  const until = Math.min(from + size, count);
  const value: T[] = [];
  for (let index = from; index < until; index++) value.push(item(index));
  return { value, ...(until < count && { '@odata.nextLink': linkTo(exchange, { from: until, turn: 0 }) }) };
}

/** A link to this same place of this collection under a token that was not there before. */
export function linkToSamePage(exchange: Exchange): string {
  const { from, turn } = tokenOf(exchange);
  return linkTo(exchange, { from, turn: turn + 1 });
}

/** A link to a place of some collection, by default the one asked for. */
export function linkTo({ root, request }: Exchange, token: SkipToken, path = request.path): string {
  const query = [...request.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`)
    .join('');
  return `${root}${path}?${query}$skiptoken=${Buffer.from(JSON.stringify(token)).toString('base64url')}`;
}

function tokenOf({ request }: Exchange): SkipToken {
  const text = request.query.get('$skiptoken');
  if (text === null) return { from: 0, turn: 0 };
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<SkipToken>;
    if (Number.isInteger(token.from) && Number.isInteger(token.turn)) return token as SkipToken;
  } catch {
    // Refused below.
  }
  throw badRequest('The skip token is malformed.');
}
