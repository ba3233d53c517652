import { CALL_RECORDS_KEPT, type CallRecord } from '../domain/call-record';
import { AppError, isAppError } from '../domain/errors';
import { joinKeyOf } from '../domain/join-key';
import type { PartialCall } from '../domain/partial-read';
import type { CallReadOptions, CallSource, CallWindow } from '../domain/sources';
import { toInstant, type Instant, type Iso } from '../domain/time';
import type { Reading } from './reading';

/** What a call is sought by: the room's join link, who is likely to have been in it, and when it was to take place. */
export interface SoughtCall {
  joinWebUrl: string;
  /** Entra object id. */
  organizerId?: string;
  start?: Iso;
  end?: Iso;
}

/** Newest first. `incomplete`: there may be others, in calls that were not looked at. */
export interface FoundCalls {
  calls: CallRecord[];
  incomplete?: true;
}

/** A call begins when the first comes in: to rehearse, or to wait. */
const COMES_BEFORE = 6 * 3_600_000;
/** What runs late, and those who come back, begin a call after the planned end. */
const COMES_AFTER = 6 * 3_600_000;
/** Without an end, a session counts as running for so long. */
const LONGEST_WITHOUT_END = 24 * 3_600_000;
/** Pages of one list; Graph gives 60 calls a page, and an app 40 requests in 20 seconds. */
export const MOST_LIST_PAGES = 40;

interface Asking {
  signal?: AbortSignal;
  /** What comes after so many is not read. */
  mostPages?: number;
}

/**
 * The calls in this room around the time given, or of all that Graph keeps where none is given: first among those that the organiser was in, then, where
 * none of them went on in that time, among all of the tenant: the organiser may have come to the rehearsal alone. Throws AppError: call-gone, without asking where nothing of that time is kept; permission-missing. The caller
 * checks access.
 */
export async function findCalls(
  source: Pick<CallSource, 'calls'>,
  sought: SoughtCall,
  { now, signal, mostPages = MOST_LIST_PAGES }: Asking & { now: Instant },
): Promise<FoundCalls> {
  const key = joinKeyOf(sought.joinWebUrl);
  const window = windowAround(sought, now);
  if (key === undefined || !window) return { calls: [] };
  const { organizerId } = sought;
  const lists: CallWindow[] = [...(organizerId ? [{ ...window, participantId: organizerId }] : []), window];
  const calls = new Map<string, CallRecord>();
  let found: FoundCalls = { calls: [] };
  for (const list of lists) {
    found = await callsIn(source, list, key, { calls, mostPages, ...(signal && { signal }) });
    if (found.calls.some(call => isDuring(call, sought))) return found;
  }
  if (found.calls.length > 0) return found;
  // It may have begun before what is kept begins.
  if (!found.incomplete && isBefore(sought, now - CALL_RECORDS_KEPT)) throw new AppError('call-gone');
  return found;
}

/** When such a call may have begun, as far as Graph keeps it; undefined where that is still to come. Throws AppError: call-gone. */
function windowAround({ start, end }: SoughtCall, now: Instant): CallWindow | undefined {
  const kept = now - CALL_RECORDS_KEPT;
  const [from, to] = [toInstant(start), toInstant(end)];
  const first = from ?? (to === undefined ? kept : to - LONGEST_WITHOUT_END);
  const last = to ?? (from === undefined ? now : from + LONGEST_WITHOUT_END);
  const window = { start: Math.max(first - COMES_BEFORE, kept), end: Math.min(last + COMES_AFTER, now) };
  if (last + COMES_AFTER <= kept) throw new AppError('call-gone');
  if (window.start >= window.end) return undefined;
  return { start: new Date(window.start).toISOString(), end: new Date(window.end).toISOString() };
}

/** Whether it went on in the time given, or none is given; until when is not always known. */
function isDuring(call: CallRecord, { start, end }: SoughtCall): boolean {
  const [from, to] = [toInstant(start), toInstant(end)];
  const first = from ?? (to ?? 0) - LONGEST_WITHOUT_END;
  const last = to ?? (from === undefined ? Infinity : from + LONGEST_WITHOUT_END);
  return startOf(call) < last && (toInstant(call.endDateTime) ?? Infinity) > first;
}

function isBefore({ start, end }: SoughtCall, kept: Instant): boolean {
  return (toInstant(start) ?? toInstant(end) ?? Infinity) < kept;
}

/** Of what is listed there, the calls of this room, into those of the list before. Throws what fails while there is none. */
async function callsIn(
  source: Pick<CallSource, 'calls'>,
  window: CallWindow,
  key: string,
  { calls, signal, mostPages }: Asking & { calls: Map<string, CallRecord>; mostPages: number },
): Promise<FoundCalls> {
  const newestFirst = () => [...calls.values()].sort((one, other) => startOf(other) - startOf(one));
  let pages = 0;
  try {
    for await (const page of source.calls(window, signal && { signal })) {
      pages += 1;
      if (pages > mostPages) return { calls: newestFirst(), incomplete: true };
      for (const call of page) {
        if (joinKeyOf(call.joinWebUrl) !== key) continue;
        const before = calls.get(call.id);
        if (!before || (call.version ?? 0) > (before.version ?? 0)) calls.set(call.id, call);
      }
    }
  } catch (error) {
    if (calls.size === 0 || !(signal?.aborted || isAppError(error))) throw error;
    return { calls: newestFirst(), incomplete: true };
  }
  return { calls: newestFirst() };
}

function startOf({ startDateTime, endDateTime }: CallRecord): Instant {
  return toInstant(startDateTime) ?? toInstant(endDateTime) ?? 0;
}

export interface CallReading extends Asking {
  progress?: Reading['progress'];
  /** Beside other work, until that is over: waited for before each page, of which none is held meanwhile. */
  giveWay?: ((signal?: AbortSignal) => Promise<'over' | 'idle'>) | undefined;
}

/**
 * Reads sessions of a call, with their segments, into what gathers them, page by page. Throws what fails before the first page; after that the answer is
 * partial. The caller has checked access.
 */
export async function readCall<Session>(
  sessions: (options: CallReadOptions) => AsyncIterable<Session[]>,
  into: { add(sessions: readonly Session[]): void },
  { signal, progress, giveWay, mostPages = Infinity }: CallReading = {},
): Promise<PartialCall> {
  let pages = 0;
  let sessionsRead = 0;
  try {
    const isBeside = (await giveWay?.(signal)) === 'idle';
    const options = { ...(signal && { signal }), ...(isBeside && { unhurried: true }) };
    for await (const page of sessions(options)) {
      if (pages >= mostPages) return { incomplete: true, sessionsRead };
      into.add(page);
      pages += 1;
      sessionsRead += page.length;
      // Sessions are not people.
      progress?.({ pages, people: 0 });
      if (isBeside) await giveWay?.(signal);
    }
    return {};
  } catch (error) {
    const because = signal?.aborted ? 'took-too-long' : isAppError(error) ? error.code : undefined;
    if (because === undefined || pages === 0) throw error;
    return { incomplete: true, sessionsRead, incompleteBecause: because };
  }
}
