/** What an address in a message leads to. */
export type Link =
  | { to: 'meeting'; url: string; key: string; organizer: string | undefined; joinId: string | undefined }
  | { to: 'event'; id: string }
  | { to: 'elsewhere' };

/** Longest address that is looked at; links wrapped by mail scanners are long. */
const LONGEST_LINK = 4_000;

/** The first address in the text, or undefined where there is none. Links wrapped by mail scanners and launchers are unwrapped. */
export function readLink(text: string): Link | undefined {
  const found = /\bhttps?:\/\/[^\s<>"']+|\b(?:[a-z0-9-]+\.)*teams\.(?:microsoft|live|cloud)\.[^\s<>"']+/i.exec(text);
  if (!found) return undefined;
  const address = found[0].slice(0, LONGEST_LINK).replace(/[)\].,;!?]+$/, '');
  const url = unwrapped(/^https?:/i.test(address) ? address : `https://${address}`);
  if (!URL.canParse(url)) return { to: 'elsewhere' };
  const { hostname } = new URL(url);
  if (!isTeams(hostname)) return { to: 'elsewhere' };
  const key = joinKeyOf(url);
  if (key) return { to: 'meeting', url, key, organizer: organizerOf(url), joinId: /^meet\/(\d{9,15})$/.exec(key)?.[1] };
  const event = /\/event\/([^/?#]+)/i.exec(new URL(url).pathname)?.[1];
  return event ? { to: 'event', id: decoded(event) } : { to: 'elsewhere' };
}

/** The same for two join links that lead to the same room, however they are encoded; undefined when it is none. */
export function joinKeyOf(url: string | undefined): string | undefined {
  const plain = decoded(decoded((url ?? '').slice(0, LONGEST_LINK)));
  const [, thread, message] = /\/l\/meetup-join\/([^/?#\s]+)(?:\/([^/?#\s]*))?/i.exec(plain) ?? [];
  if (thread) return `${thread}/${message ?? '0'}`.toLowerCase();
  const short = /\/meet\/([^/?#\s]+)/i.exec(plain)?.[1];
  return short ? `meet/${short.toLowerCase()}` : undefined;
}

/** Digits of "Meeting ID: 123 456 789 01", or undefined. */
export function readJoinId(text: string): string | undefined {
  const bare = text.replace(/^(?:meeting )?id:? */i, '').trim();
  const digits = bare.replace(/[ -]/g, '');
  return /^\d[\d -]*$/.test(bare) && digits.length >= 9 && digits.length <= 15 ? digits : undefined;
}

function isTeams(hostname: string): boolean {
  return /(?:^|\.)teams\.(?:microsoft\.com|microsoft\.us|live\.com|cloud\.microsoft|microsoftonline\.cn)$/i.test(
    hostname,
  );
}

function unwrapped(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname, searchParams, origin } = new URL(address);
  const inner = searchParams.get('url');
  if (!inner) return address;
  if (/\.safelinks\.protection\.outlook\.(?:com|us|cn)$/i.test(hostname) || /safelinks/i.test(pathname)) return inner;
  // teams.microsoft.com/dl/launcher/launcher.html?url=/_#/l/meetup-join/…
  return inner.includes('/l/meetup-join/') ? origin + inner.slice(inner.indexOf('/l/meetup-join/')) : address;
}

/** The organiser's object id that a meetup-join link carries in its context. */
function organizerOf(url: string): string | undefined {
  return /"oid"\s*:\s*"([^"]+)"/i.exec(decoded(decoded(url)))?.[1]?.toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
