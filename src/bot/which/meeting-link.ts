import { LONGEST_LINK, decoded, joinKeyOf } from '../../domain/join-key';

/** What an address in a message leads to. */
export type Link = MeetingLink | { to: 'event'; id: string } | { to: 'elsewhere' };

/** A link that somebody decoded has quotes in its context, and goes on behind them. */
const ADDRESS =
  /(?:\bhttps?:\/\/|\b(?:[a-z0-9-]+\.)*teams\.(?:microsoft|live|cloud)\.)[^\s<>"']+(?:(?<=context=\{)[^\s<>{}]{1,300}\})?/i;

export interface MeetingLink {
  to: 'meeting';
  url: string;
  key: string;
  /** Entra object id, lower case; not every link names one. */
  organizer: string | undefined;
  joinId: string | undefined;
}

/** The first address in the text, or undefined where there is none. Links wrapped by mail scanners and launchers are unwrapped. */
export function readLink(text: string): Link | undefined {
  const found = ADDRESS.exec(text);
  if (!found) return undefined;
  const address = found[0].slice(0, LONGEST_LINK).replace(/[)\].,;!?]+$/, '');
  const url = unwrapped(/^https?:/i.test(address) ? address : `https://${address}`);
  if (!URL.canParse(url)) return { to: 'elsewhere' };
  const { hostname } = new URL(url);
  if (!isTeams(hostname)) return { to: 'elsewhere' };
  const key = joinKeyOf(url);
  if (key)
    return {
      to: 'meeting',
      url: joinUrlOf(url),
      key,
      organizer: organizerOf(url),
      joinId: /^meet\/(\d{9,15})$/.exec(key)?.[1],
    };
  const event = /\/event\/([^/?#]+)/i.exec(new URL(url).pathname)?.[1];
  return event ? { to: 'event', id: decoded(event) } : { to: 'elsewhere' };
}

/** What Graph knows the meeting by: without what launchers, browsers and newsletters put around it and behind it. */
function joinUrlOf(url: string): string {
  const { origin, pathname } = new URL(url);
  const thread = /\/l\/meetup-join\/.*$/i.exec(url)?.[0];
  const kept = (name: string): string => new RegExp(`[?&](${name}=[^&#]*)`, 'i').exec(thread ?? url)?.[1] ?? '';
  const [path, query] = thread ? [thread.replace(/[?#].*$/, ''), kept('context')] : [pathname, kept('p')];
  return origin + path + (query && `?${query}`);
}

/** Digits of "Meeting ID: 123 456 789 01", with or without the passcode behind them, or undefined. */
export function readJoinId(text: string): string | undefined {
  const bare = text
    .replace(/^(?:meeting )?id:? */i, '')
    .replace(/[\s,;]+(?:passcode|password|pin):? *\S+$/i, '')
    .trim();
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
