import { CALL_RECORDS_KEPT, type CallParticipant, type CallRecord } from '../domain/call-record';
import { AppError, isAppError } from '../domain/errors';
import type { CallWindow } from '../domain/sources';
import { toIdentity, toSetIdentity } from './call-identity';
import { toCallSession } from './call-sessions';
import type { GraphClient, ReadOptions } from './client-types';
import { toWrongId } from './errors';
import { readIso } from './instant';
import { toJudgedSession } from './judged-sessions';
import { pagesOf } from './pages';
import { literal, segment } from './paths';
import { isWire, present, toEntity, toNumber, toText, toTexts, toWire, type Wire } from './wire';

/** Largest pages that Graph gives. */
const SESSIONS_A_PAGE = 60;
const RECORDS_A_PAGE = 60;
const PARTICIPANTS_A_PAGE = 130;

const records = '/communications/callRecords';

/** The calls that began in the window, page by page. Throws call-gone, before asking, where Graph keeps nothing of it any more. */
export async function* readCalls(
  client: GraphClient,
  { start, end, participantId }: CallWindow,
  options: ReadOptions,
): AsyncGenerator<CallRecord[], void, undefined> {
  const oldest = client.now() - CALL_RECORDS_KEPT;
  const until = Date.parse(end);
  if (until <= oldest) throw new AppError('call-gone');
  const from = Math.max(Date.parse(start), oldest);
  if (from >= until) return;
  const within = `startDateTime ge ${new Date(from).toISOString()} and startDateTime lt ${new Date(until).toISOString()}`;
  const whose = participantId === undefined ? '' : ` and participants_v2/any(p:p/id eq ${literal(participantId)})`;
  const path = `${records}?$filter=${(within + whose).replaceAll(' ', '%20')}`;
  // What has no id can't be asked for.
  yield* eachOnce(pagesOf(client, path, asked(options, RECORDS_A_PAGE)), wire => {
    const id = toText(wire.id);
    return id === undefined ? undefined : toCallRecord(wire, id);
  });
}

/** Throws call-not-found. */
export async function readCall(client: GraphClient, callId: string, options: ReadOptions): Promise<CallRecord> {
  try {
    const wire = toEntity(await client.get(recordPath(callId), asked(options)));
    return toCallRecord(wire, toText(wire.id) ?? callId);
  } catch (error) {
    throw toCallError(error);
  }
}

/** The sessions of a call with their segments, page by page, each once. Throws call-not-found, and AppError in the middle. */
export function readCallSessions(
  client: GraphClient,
  callId: string,
  options: ReadOptions & { unhurried?: boolean | undefined },
) {
  return ofCall(callId, path => sessionsAt(client, path, options, toCallSession));
}

/** The same with what verdicts, roll-ups and lines are made of. */
export function readJudgedSessions(...[client, callId, options]: Parameters<typeof readCallSessions>) {
  return ofCall(callId, path => sessionsAt(client, path, options, toJudgedSession));
}

function sessionsAt<Session extends { id: string }>(
  client: GraphClient,
  path: string,
  options: ReadOptions,
  toSession: (wire: Wire, place: number) => Session,
) {
  return eachOnce(pagesOf(client, `${path}/sessions?$expand=segments`, asked(options, SESSIONS_A_PAGE)), toSession);
}

/** Who took part, by Graph's list, which may miss some; page by page, each once. Throws as `readCallSessions`. */
export function readCallParticipants(client: GraphClient, callId: string, options: ReadOptions) {
  return ofCall(callId, path =>
    eachOnce(pagesOf(client, `${path}/participants_v2`, asked(options, PARTICIPANTS_A_PAGE)), toParticipant),
  );
}

async function* ofCall<Row>(
  callId: string,
  read: (path: string) => AsyncIterable<Row[]>,
): AsyncGenerator<Row[], void, undefined> {
  try {
    yield* read(recordPath(callId));
  } catch (error) {
    throw toCallError(error);
  }
}

/** Pages overlap, and Graph tells of one session as often as services took part in it. */
async function* eachOnce<Row extends { id: string }>(
  pages: AsyncIterable<unknown[]>,
  toRow: (wire: Wire, place: number) => Row | undefined,
): AsyncGenerator<Row[], void, undefined> {
  const seen = new Set<string>();
  let place = 0;
  const toRows = (wires: unknown[]): Row[] => {
    const rows: Row[] = [];
    for (const wire of wires) {
      if (!isWire(wire)) throw new AppError('graph-garbled');
      place += 1;
      const row = toRow(wire, place);
      if (row === undefined || seen.has(row.id)) continue;
      seen.add(row.id);
      rows.push(row);
    }
    return rows;
  };
  // Pages of sessions are megabytes, and while the next is waited for this frame holds what it names: both are emptied.
  for await (const page of pages) {
    const rows = toRows(page.splice(0));
    if (rows.length > 0) yield rows.splice(0);
  }
}

function toCallRecord(wire: Wire, id: string): CallRecord {
  const organizer = toWire(wire.organizer_v2);
  return present<CallRecord>({
    id,
    version: toNumber(wire.version) ?? null,
    type: toText(wire.type) ?? 'unknown',
    modalities: toTexts(wire.modalities) ?? [],
    startDateTime: readIso(wire.startDateTime),
    endDateTime: readIso(wire.endDateTime),
    lastModifiedDateTime: readIso(wire.lastModifiedDateTime),
    joinWebUrl: toText(wire.joinWebUrl),
    organizer: toSetIdentity(organizer.identity) ?? toIdentity('identity', organizer),
  });
}

function toParticipant(wire: Wire, place: number): CallParticipant {
  const identity = toSetIdentity(wire.identity);
  return present<CallParticipant>({ id: toText(wire.id) ?? identity?.id ?? `#${place}`, identity });
}

function recordPath(callId: string): string {
  return `${records}/${segment(callId)}`;
}

/** Words that Graph added later come as they are, not as `unknownFutureValue`; nulls, which are half of a session, not at all. */
function asked(options: ReadOptions, rows?: number): ReadOptions {
  const prefer = 'include-unknown-enum-members, omit-values=nulls';
  return {
    ...options,
    counts: 'callRecords',
    prefer: rows === undefined ? prefer : `${prefer}, odata.maxpagesize=${rows}`,
  };
}

/** What Graph does not find, or calls a bad id, is no call. */
function toCallError(error: unknown): unknown {
  if (!isAppError(error)) return error;
  const { code, details } = toWrongId(error);
  return code === 'not-found' ? new AppError('call-not-found', details, { cause: error }) : error;
}
