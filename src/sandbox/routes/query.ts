import { badRequest } from './errors';
import type { GraphRequest } from './request';

/** Refuses every OData parameter but these, as Graph does on these paths. `$skiptoken` passes everywhere: it comes from Graph's own links. */
export function allowOnly(request: GraphRequest, ...allowed: string[]): void {
  for (const name of request.query.keys()) {
    if (name === '$skiptoken' || allowed.includes(name)) continue;
    // Graph overlooks parameters that are none of its own.
    if (!name.startsWith('$')) continue;
    throw badRequest(`Query option '${name}' is not allowed. To allow it, set the 'AllowedQueryOptions' property.`);
  }
}

/** The quoted text of `<property> eq '<text>'`, with doubled quotes undone; undefined when the filter is another one. */
export function equalsFilter(filter: string, property: string): string | undefined {
  const match = /^\s*([\w/]+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(filter);
  if (match?.[1]?.toLowerCase() !== property.toLowerCase()) return undefined;
  return match[2]?.replaceAll("''", "'");
}

/** Reads `name(key='value',other='value')`, the way OData calls a function. */
export function functionCall(segment: string, name: string): Record<string, string> | undefined {
  if (!segment.toLowerCase().startsWith(`${name.toLowerCase()}(`) || !segment.endsWith(')')) return undefined;
  const inside = segment.slice(name.length + 1, -1);
  const found: Record<string, string> = {};
  const leftover = inside.replace(
    /\s*([A-Za-z]\w*)\s*=\s*'((?:[^']|'')*)'\s*(,|$)/g,
    (_all, key: string, value: string) => {
      found[key] = value.replaceAll("''", "'");
      return '';
    },
  );
  return leftover.trim() ? undefined : found;
}

/** Splits before it decodes, since an id may hold an encoded slash; `webinars('id')` is another way to write `webinars/id`. */
export function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map(safelyDecoded)
    .flatMap(segment => {
      const keyed = /^(\w+)\('((?:[^']|'')*)'\)$/.exec(segment);
      return keyed ? [keyed[1] ?? '', (keyed[2] ?? '').replaceAll("''", "'")] : [segment];
    });
}

/** What can't be decoded leads nowhere. */
function safelyDecoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
