import { AppError } from '../domain/errors';
import type { Session } from '../domain/session';
import type { EventRef } from '../domain/sources';
import type { GraphClient, ReadOptions } from './client-types';
import { readById } from './errors';
import { rowsOf } from './pages';
import { sessionPath, sessionsPath } from './paths';
import { toSessionProperties } from './session-properties';
import { toEventTime } from './times';
import { isWire, present, toEntity, toText, type Wire } from './wire';

/** The sessions of one event, as summaries. */
export async function readSessions(client: GraphClient, event: EventRef, options: ReadOptions): Promise<Session[]> {
  return toSessions(await rowsOf(client, sessionsPath(event), options));
}

/** The sessions of many events, asked for together; what could not be read is an error in its place. */
export async function readSessionsOf(client: GraphClient, events: EventRef[], options: ReadOptions) {
  const found = new Map<string, Session[] | Error>();
  const asked: { event: EventRef; path: string }[] = [];
  for (const event of events) {
    try {
      asked.push({ event, path: sessionsPath(event) });
    } catch (error) {
      found.set(event.id, error as Error);
    }
  }
  const firsts = await client.getMany(
    asked.map(one => one.path),
    options,
  );
  await Promise.all(
    asked.map(async ({ event, path }, index) => {
      const first = firsts[index];
      try {
        if (first?.status !== 'fulfilled') throw first?.reason;
        found.set(event.id, toSessions(await rowsOf(client, path, { ...options, first: first.value })));
      } catch (error) {
        options.signal?.throwIfAborted();
        found.set(event.id, Error.isError(error) ? error : new AppError('internal', {}, { cause: error }));
      }
    }),
  );
  return found;
}

/** One session with every property that has a value. */
export async function readSession(client: GraphClient, event: EventRef, sessionId: string, options: ReadOptions) {
  const wire = toEntity(await readById(client.get(sessionPath(event, sessionId), options)));
  return toSession(wire, toText(wire.id) ?? sessionId, true);
}

function toSessions(rows: unknown[]): Session[] {
  return rows.filter(isWire).flatMap(row => {
    const id = toText(row.id);
    return id === undefined ? [] : [toSession(row, id, false)];
  });
}

/** A list holds summaries: what it says of the other properties (null) means nothing. */
export function toSession(wire: Wire, id: string, isWhole: boolean): Session {
  return present<Session>({
    id,
    subject: toText(wire.subject)?.trim(),
    start: toEventTime(wire.startDateTime),
    end: toEventTime(wire.endDateTime),
    joinWebUrl: toText(wire.joinWebUrl),
    properties: isWhole ? toSessionProperties(wire) : {},
  });
}
