import type { CallRecord, CallSession } from '../../domain/call-record';
import { AppError } from '../../domain/errors';
import type { Question } from '../command';
import { isWhole, keptSessions } from './read-sessions';

/** A session with everything that Graph says of it, and its place in the list. */
export interface PlacedSession {
  session: CallSession;
  /** From 1, in the order in which Graph lists them. */
  number: number;
  /** How many there are, where that is known. */
  total?: number;
}

const NUMBER = /^-?\d{1,6}$/;

/**
 * One session of a call that the asker was shown to have the right to, by its number or id: pages are read until it is there, and none is kept. Throws
 * AppError: no-such-call-session.
 */
export async function readOneSession(call: CallRecord, asked: string, question: Question): Promise<PlacedSession> {
  const kept = keptSessions(call.id, question);
  const total = kept && isWhole(kept, call) ? kept.lines.length : undefined;
  const number = NUMBER.test(asked) ? Number(asked) : undefined;
  const listed = number === undefined ? undefined : kept?.lines[number - 1];
  if (number !== undefined && !listed && (number < 1 || total !== undefined)) throw notThere(asked, total);
  const id = listed?.id ?? (number === undefined ? asked : undefined);
  const { session, place, read } = await readUntil(call, question, (one, at) =>
    id === undefined ? at === number : one.id.toLowerCase() === id.toLowerCase(),
  );
  if (!session) throw notThere(asked, read);
  return { session, number: listed?.number ?? place, ...(total !== undefined && { total }) };
}

async function readUntil(
  { id }: CallRecord,
  { source, signal, progress }: Question,
  isIt: (session: CallSession, place: number) => boolean,
): Promise<{ session?: CallSession; place: number; read: number }> {
  let pages = 0;
  let place = 0;
  for await (const sessions of source.callSessions(id, signal && { signal })) {
    pages += 1;
    progress({ pages, people: 0 });
    for (const session of sessions) {
      place += 1;
      if (isIt(session, place)) return { session, place, read: place };
    }
  }
  return { place, read: place };
}

function notThere(asked: string, listLength: number | undefined): AppError {
  return new AppError('no-such-call-session', {
    asked: asked.slice(0, 100),
    ...(listLength !== undefined && { listLength }),
  });
}
