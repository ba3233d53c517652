import { findIana, findWindows } from 'windows-iana';
import { AppError, isAppError } from '../domain/errors';
import type { NewSession, ZonedClock } from '../domain/new-session';
import { isSameSession, type SoundSession } from '../domain/new-session-check';
import type { Session } from '../domain/session';
import type { EventRef } from '../domain/sources';
import type { GraphClient, ReadOptions } from './client-types';
import { newSessionPath } from './paths';
import { readSession, readSessions, toSession } from './sessions';
import { toZone } from './times';
import { toEntity, toText } from './wire';

export interface CreateOptions extends ReadOptions {
  /** In the name of the person who makes it. */
  as: GraphClient;
  /** Whether an earlier try of the very same may have made it. */
  again: boolean;
}

/**
 * Makes a session, once: the sessions are listed before every try, and after a try whose outcome nobody told. Throws AppError: session-exists,
 * create-unsure where it may have been made and is not listed yet, create-refused, create-rejected, create-not-offered, throttled.
 */
export async function createSession(
  client: GraphClient,
  event: EventRef,
  wanted: SoundSession,
  { as, again, ...read }: CreateOptions,
): Promise<Session> {
  const made = await findSame(client, event, wanted, read);
  if (made && again) return whole(client, event, made, read);
  if (made) throw new AppError('session-exists');
  let answer: unknown;
  try {
    answer = await as.post(newSessionPath(event), toBody(wanted.session), read);
  } catch (error) {
    if (!isUnsure(error)) throw toRefusal(error);
    return foundAfter(client, event, wanted, read, error);
  }
  try {
    const wire = toEntity(answer);
    const id = toText(wire.id);
    if (id !== undefined) return toSession(wire, id, true);
  } catch {
    // An answer that is no session: whether there is one, the list says.
  }
  return foundAfter(client, event, wanted, read, new AppError('graph-garbled'));
}

/** The documented body, with zones under the names that Windows has for them. */
function toBody(session: NewSession): object {
  const clock = ({ dateTime, timeZone }: ZonedClock): ZonedClock => ({
    dateTime: dateTime.trim().replace(/T(\d\d:\d\d)$/, 'T$1:00'),
    timeZone: windowsName(timeZone.trim()),
  });
  return {
    '@odata.type': '#microsoft.graph.virtualEventSession',
    ...session,
    startDateTime: clock(session.startDateTime),
    endDateTime: clock(session.endDateTime),
  };
}

/** Graph documents the zones of Windows; one that Windows has no name for goes as it is. */
function windowsName(zone: string): string {
  const iana = toNamedZone(zone);
  if (iana === undefined) return zone;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: iana }).resolvedOptions();
  return findIana(zone)[0] ? zone : (findWindows(iana)[0] ?? findWindows(timeZone)[0] ?? zone);
}

/** The zone of that Windows or IANA name; undefined for none, and for a mere offset, which is no zone to Graph. */
export function toNamedZone(name: string): string | undefined {
  const zone = toZone(name);
  return zone === undefined || /^UTC[+-]/.test(zone) ? undefined : zone;
}

async function findSame(
  client: GraphClient,
  event: EventRef,
  wanted: SoundSession,
  read: ReadOptions,
): Promise<Session | undefined> {
  return (await readSessions(client, event, read)).find(one => isSameSession(one, wanted));
}

/** What a try without an outcome made. Throws create-unsure. */
async function foundAfter(
  client: GraphClient,
  event: EventRef,
  wanted: SoundSession,
  read: ReadOptions,
  cause: unknown,
): Promise<Session> {
  const made = await findSame(client, event, wanted, read).catch(() => undefined);
  if (made) return whole(client, event, made, read);
  throw new AppError('create-unsure', isAppError(cause) ? cause.details : {}, { cause });
}

/** A list gives summaries; the rest is wanted, and no reason to fail. */
function whole(client: GraphClient, event: EventRef, made: Session, read: ReadOptions): Promise<Session> {
  return readSession(client, event, made.id, read).catch(() => made);
}

/** No answer, an unreadable one, or one of 5xx: it may have been made all the same. 501 says that there is no such call. */
function isUnsure(error: unknown): boolean {
  if (!isAppError(error)) return false;
  const { status } = error.details;
  if (status === undefined) return error.code === 'graph-unavailable' || error.code === 'graph-garbled';
  return status >= 500 && status !== 501;
}

/** The same refusals mean other things to who makes than to who reads. */
function toRefusal(error: unknown): unknown {
  if (!isAppError(error)) return error;
  const { status } = error.details;
  const is = (code: AppError['code']) => new AppError(code, error.details, { cause: error });
  if (status === 404 || status === 405 || status === 410 || status === 501) return is('create-not-offered');
  if (status === 403 && error.code !== 'conditional-access') return is('create-refused');
  return error.code === 'graph-refused' || status === 400 ? is('create-rejected') : error;
}
