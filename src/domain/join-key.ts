/** Longest address that is looked at; links wrapped by mail scanners are long. */
export const LONGEST_LINK = 4_000;

/** The same for two join links that lead to the same room, however they are encoded; undefined when it is none. */
export function joinKeyOf(url: string | undefined): string | undefined {
  const plain = decoded(decoded((url ?? '').slice(0, LONGEST_LINK)));
  const [, thread, message] = /\/l\/meetup-join\/([^/?#\s]+)(?:\/([^/?#\s]*))?/i.exec(plain) ?? [];
  if (thread) return `${thread}/${message ?? '0'}`.toLowerCase();
  const short = /\/meet\/([^/?#\s]+)/i.exec(plain)?.[1];
  return short ? `meet/${short.toLowerCase()}` : undefined;
}

/** The text without per cent signs, where they decode. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
