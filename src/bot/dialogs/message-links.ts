import { plainText } from '../plain-text';
import { readLink, type Link } from '../which/meeting-link';
import type { Opened } from './dialog';

/** The meetings and events that a message links to, each once, in its order. */
export interface MessageLinks {
  /** Addresses that bot/which reads. */
  links: string[];
  /** How many more there are. */
  more: number;
}

/** Each costs requests to Graph. */
const MOST_LINKS = 10;
/** Addresses of any kind that are looked at. */
const MOST_ADDRESSES = 500;
/** Join links have some 300 characters; what a button carries is as long. */
export const LONGEST_JOIN_LINK = 1_000;

/** Addresses, with or without their scheme; one that somebody decoded has quotes in its context, and goes on behind them. */
const ADDRESS =
  /(?:https?:\/\/|\bteams\.(?:microsoft|live|cloud)\.)[^\s<>"'\\]{1,4000}(?:(?<=context=\{)[^\s<>{}]{1,300}\})?/gi;

export function messageLinks(message: Opened['message']): MessageLinks {
  const { text = '', isHtml = false } = message ?? {};
  const found = new Map<string, string>();
  let looked = 0;
  for (const [address] of (isHtml ? plainText(text) : text).matchAll(ADDRESS)) {
    looked += 1;
    if (looked > MOST_ADDRESSES) break;
    // The text of a link, shortened for its reader, leads nowhere.
    if (/(?:…|\.\.\.)$/.test(address)) continue;
    const link = readLink(address);
    const known = link && knownAs(link, address);
    if (known && known.url.length <= LONGEST_JOIN_LINK && !found.has(known.key)) found.set(known.key, known.url);
  }
  const links = [...found.values()];
  return { links: links.slice(0, MOST_LINKS), more: Math.max(0, links.length - MOST_LINKS) };
}

function knownAs(link: Link, address: string): { key: string; url: string } | undefined {
  if (link.to === 'meeting') return { key: link.key, url: link.url };
  return link.to === 'event' ? { key: `event ${link.id}`, url: address } : undefined;
}
