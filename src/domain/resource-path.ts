/**
 * The segments of a path as Graph writes it about something: `webinars/{id}` and `webinars('id')` alike, with or without slashes around, a host or a
 * version. Split first and decoded afterwards, since an id may hold a slash; what can't be decoded stays as it is.
 */
export function segmentsOf(path: string): string[] {
  const bare = path.replace(/^https?:\/\/[^/]*/i, '').replace(/^\/?(v1\.0|beta)\//i, '');
  return bare
    .split('/')
    .filter(segment => segment !== '')
    .flatMap(keyed);
}

function keyed(segment: string): string[] {
  const text = decoded(segment);
  const open = text.indexOf("('");
  if (open <= 0 || !text.endsWith("')")) return [text];
  const key = text.slice(open + 2, -2).replaceAll("''", "'");
  return key === '' ? [text] : [text.slice(0, open), key];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
