import type { Instant } from '../domain/time';
import { toRow } from './items';
import type { NotificationRow } from './row';

/** One request to the address for notifications. */
export interface Incoming {
  method: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What stands behind the question mark. */
  query: string;
  /** As it came; `too-large` where it was not read to its end. */
  body: Uint8Array | 'too-large';
  /** The network address that it came from: behind a proxy, the proxy's. */
  source?: string;
}

/** What it comes to: a token to send back, a refusal, or rows to keep before it is answered. */
export type Received =
  | { kind: 'handshake'; token: string }
  | { kind: 'refused'; status: 400 | 405 | 413 | 415; why: string }
  | {
      kind: 'accepted';
      /** Each once. */
      rows: NotificationRow[];
      /** Items that are none. */
      malformed: number;
      /** Items that came before in the same request. */
      repeated: number;
      /** Items beyond the first 1,000: left alone. */
      beyond: number;
    };

const LONGEST_TOKEN = 4 * 1024;
const MOST_ITEMS = 1_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads one request of Graph's. Never throws. Whether an item is genuine is not said here, nor to whoever sent it. */
export function receive({ method, headers, query, body }: Incoming, now: Instant): Received {
  if (method.toUpperCase() !== 'POST') return refused(405, 'Notifications come by POST.');
  const token = tokenOf(query);
  if (token !== undefined) return toHandshake(token);
  if (!/^(identity)?$/i.test(headerOf(headers, 'content-encoding')))
    return refused(415, 'Compressed bodies are not accepted.');
  if (!isJson(headerOf(headers, 'content-type'))) return refused(415, 'Send application/json in UTF-8.');
  if (body === 'too-large') return refused(413, 'The body is too large.');
  const items = toItems(body);
  return items ? toAccepted(items, now) : refused(400, 'The body is no list of notifications.');
}

function toAccepted(items: readonly unknown[], now: Instant): Received {
  const rows = new Map<string, NotificationRow>();
  let malformed = 0;
  let repeated = 0;
  for (const item of items.slice(0, MOST_ITEMS)) {
    const row = toRow(item, now);
    if (row === undefined) malformed++;
    else if (rows.has(row.key)) repeated++;
    else rows.set(row.key, row);
  }
  return {
    kind: 'accepted',
    rows: [...rows.values()],
    malformed,
    repeated,
    beyond: Math.max(0, items.length - MOST_ITEMS),
  };
}

/** The first token of the query, decoded. */
function tokenOf(query: string): string | undefined {
  for (const [name, value] of new URLSearchParams(query)) if (name.toLowerCase() === 'validationtoken') return value;
  return undefined;
}

function toHandshake(token: string): Received {
  if (token === '' || Buffer.byteLength(token) > LONGEST_TOKEN) return refused(400, 'This is no validation token.');
  return { kind: 'handshake', token };
}

function toItems(body: Uint8Array): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(utf8.decode(body));
    const value = typeof parsed === 'object' && parsed !== null ? (parsed as { value?: unknown }).value : undefined;
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function headerOf(headers: Incoming['headers'], name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
}

function isJson(contentType: string): boolean {
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  return (
    type?.trim() === 'application/json' &&
    parameters.every(one => !one.trim().startsWith('charset=') || /^charset="?utf-?8"?$/.test(one.trim()))
  );
}

function refused(status: 400 | 405 | 413 | 415, why: string): Received {
  return { kind: 'refused', status, why };
}
