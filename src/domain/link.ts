import { isOpaqueId } from './args';
import type { EventKind } from './event';

/** What one of Rollcall's own links leads to: an event or meeting, a session of it, or one attendance report. */
export interface LinkTarget {
  kind: EventKind | 'meeting';
  id: string;
  session?: string;
  report?: string;
}

const LONGEST_LINK = 2000;
const ROOM = '/e/';

/** `https://rollcall.example/e/townhall/<id>/s/<session>/r/<report>`; undefined where ids are too long for a link. `publicUrl` is an origin. */
export function toLink(publicUrl: string, { kind, id, session, report }: LinkTarget): string | undefined {
  const parts = [
    kind,
    toSegment(id),
    ...(session === undefined ? [] : ['s', toSegment(session)]),
    ...(report === undefined ? [] : ['r', toSegment(report)]),
  ];
  const link = `${publicUrl}${ROOM}${parts.join('/')}`;
  return link.length <= LONGEST_LINK ? link : undefined;
}

/** What a link of ours leads to; undefined for everybody else's, and for ours when anything in it is not as `toLink` writes it. What follows `?` or `#` is left aside. */
export function readLink(link: string, publicUrl: string): LinkTarget | undefined {
  if (link.length > LONGEST_LINK) return undefined;
  const url = URL.parse(link);
  if (url?.origin !== publicUrl || url.username !== '' || url.password !== '') return undefined;
  const [, kind, id, session, report] = PATH.exec(url.pathname) ?? [];
  const ids = [id, session, report].map(one => (one === undefined ? undefined : fromSegment(one)));
  const [eventId, sessionId, reportId] = ids;
  if (!isKind(kind) || eventId === undefined) return undefined;
  if ((session !== undefined && sessionId === undefined) || (report !== undefined && reportId === undefined))
    return undefined;
  return {
    kind,
    id: eventId,
    ...(sessionId !== undefined && { session: sessionId }),
    ...(reportId !== undefined && { report: reportId }),
  };
}

const PATH = /^\/e\/([a-z]+)\/([\w~-]+)(?:\/s\/([\w~-]+))?(?:\/r\/([\w~-]+))?$/;

function isKind(kind: string | undefined): kind is LinkTarget['kind'] {
  return kind === 'webinar' || kind === 'townhall' || kind === 'meeting';
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Letters, digits, `_` and `-` as they are, any other byte as `~2F`: no per cent sign for proxies to decode, and nothing at which a client ends a link. */
function toSegment(id: string): string {
  return Array.from(utf8.encode(id), byte => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(letter) ? letter : `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** Undefined for anything that `toSegment` would have written differently. */
function fromSegment(segment: string): string | undefined {
  const bytes = segment.match(/~[0-9A-F]{2}|[\w-]/g)?.map(byte => {
    return byte.length === 1 ? byte.charCodeAt(0) : Number.parseInt(byte.slice(1), 16);
  });
  try {
    const id = fromUtf8.decode(Uint8Array.from(bytes ?? []));
    return isOpaqueId(id) && toSegment(id) === segment ? id : undefined;
  } catch {
    return undefined;
  }
}
