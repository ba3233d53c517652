/** As the Microsoft 365 Agents Toolkit writes them: `${{BOT_ID}}`. */
const PLACEHOLDER = /\$\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** The names in a text, each once, in its order. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(match => match[1] ?? ''))];
}

/** A copy of parsed JSON with the values in its texts: no value can become anything but text. */
export function filled(part: unknown, value: (name: string) => string): unknown {
  if (typeof part === 'string') return part.replace(PLACEHOLDER, (_, name: string) => value(name));
  if (Array.isArray(part)) return part.map(one => filled(one, value));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, filled(one, value)]));
}
