import { CALL_RECORDS_KEPT, type CallRecord } from '../domain/call-record';
import { createQualityCount } from '../domain/call-quality-count';
import { toQualityLine } from '../domain/call-quality-line';
import type { CallQualityLine } from '../domain/calls';
import { isAppError } from '../domain/errors';
import type { CallSource } from '../domain/sources';
import { toInstant, type Instant, type Iso } from '../domain/time';
import type { Window } from '../domain/window';
import { findCalls, readCall, type CallReading, type SoughtCall } from './calls';

/** Reports of one room: the calls that went on in their time are those that are told of. */
export interface ReportsOfRoom extends Pick<SoughtCall, 'joinWebUrl' | 'organizerId'> {
  windows: readonly { start: Iso | null; end: Iso | null }[];
}

/** The same, from what is known of a session or meeting; undefined where nobody knows how people join it. */
export function inRoom(
  { joinWebUrl, organizerId }: { joinWebUrl?: string | undefined; organizerId?: string | undefined },
  reports: readonly { start: Iso | null; end: Iso | null }[],
): ReportsOfRoom | undefined {
  if (joinWebUrl === undefined) return undefined;
  const windows = reports.map(({ start, end }) => ({ start, end }));
  return { joinWebUrl, ...(organizerId !== undefined && { organizerId }), windows };
}

/** `isWhole`: another reading of the same records would tell the same. */
export interface LineRead {
  line?: CallQualityLine;
  isWhole: boolean;
}

/** Lines that were read, by whose right need not be said: they name nobody. As `bot/recent` keeps them. */
export interface KeptLines {
  get(owner: string, key: string): unknown;
  set(owner: string, key: string, value: unknown, weight: number, keptMs: number): void;
}

export interface LineReading {
  source: Pick<CallSource, 'calls' | 'judgedSessions'>;
  tenantId: string;
  now: Instant;
  kept: KeptLines;
  signal?: AbortSignal;
  /** What takes longer is given up, in milliseconds. */
  longestMs?: number;
  /** Waited for before each page of sessions: what somebody waits for comes first. */
  giveWay?: CallReading['giveWay'];
  /** Told of faults of our own. */
  failed?: ((error: unknown) => void) | undefined;
}

/** So long an answer or a post waits for a line, in milliseconds, when everything else is there. */
export const LINE_WAIT = 1_000;
/** A line that is waited for no longer is read on for the next answer. */
const LONGEST_LINE = 30_000;
/** What is read for one line: pages of a list of calls, and pages of 60 sessions. */
const MOST_LIST_PAGES = 5;
export const MOST_SESSION_PAGES = 20;
/** The call is known for so long before its record is asked for again: versions come for hours. */
const CALLS_KEPT = 10 * 60_000;
/** What was counted of one version of a record stays so. */
const LINE_KEPT = 24 * 3_600_000;
/** A right that was missing may have been granted since. */
const REFUSAL_KEPT = 10 * 60_000;
/** After other trouble it is left alone for so long. */
const TROUBLE_KEPT = 60_000;
/** Graph gives an app 40 lists of calls in 20 seconds, and pauses it for everything beyond: what would be more waits for the next answer or look. */
const MOST_LINES = 8;
const IN_WHICH = 20_000;
const LINE_BYTES = 500;
const BEGUN = 'call quality begun';
const REFUSED = 'call quality refused';
const refusals: readonly string[] = ['permission-missing', 'cloud-without-api'];

/**
 * How the audio of these reports' calls was, where call records may be read and there are any. Never rejects: trouble of any kind is no line. Asked again
 * meanwhile, it is read once. The caller has checked access to the reports.
 */
export function readCallQualityLine(reports: ReportsOfRoom, reading: LineReading): Promise<LineRead> {
  const { tenantId, now, kept } = reading;
  const owner = `tenant ${tenantId.toLowerCase()}`;
  if (kept.get(owner, REFUSED) !== undefined || windowsOf(reports, now).length === 0)
    return Promise.resolve({ isWhole: true });
  const key = JSON.stringify(['call quality', reports]);
  const before = kept.get(owner, key) as Promise<LineRead> | undefined;
  if (before) return before;
  const begun = ((kept.get(owner, BEGUN) as Instant[] | undefined) ?? []).filter(at => at > now - IN_WHICH);
  if (begun.length >= MOST_LINES) return Promise.resolve({ isWhole: false });
  kept.set(owner, BEGUN, [...begun, now], LINE_BYTES, IN_WHICH);
  const { longestMs = LONGEST_LINE, failed } = reading;
  const soon = AbortSignal.timeout(longestMs);
  const signal = reading.signal ? AbortSignal.any([reading.signal, soon]) : soon;
  const keepFor = (ms: number) => {
    // Whoever asked is gone; the next one asks anew.
    kept.set(owner, key, line, LINE_BYTES, reading.signal?.aborted ? 0 : ms);
  };
  const line = readLine(reports, { ...reading, signal }, owner).then(
    read => {
      keepFor(read.isWhole ? CALLS_KEPT : TROUBLE_KEPT);
      return read;
    },
    (error: unknown): LineRead => {
      const code = isAppError(error) ? error.code : undefined;
      const isGone = code === 'call-gone';
      if (code === undefined && !signal.aborted) failed?.(error);
      if (code !== undefined && refusals.includes(code)) kept.set(owner, REFUSED, true, LINE_BYTES, REFUSAL_KEPT);
      keepFor(isGone ? CALLS_KEPT : TROUBLE_KEPT);
      return { isWhole: isGone };
    },
  );
  keepFor(longestMs);
  return line;
}

async function readLine(
  reports: ReportsOfRoom,
  { source, now, kept, giveWay, signal }: LineReading & { signal: AbortSignal },
  owner: string,
): Promise<LineRead> {
  const windows = windowsOf(reports, now);
  const { joinWebUrl, organizerId } = reports;
  const sought = { joinWebUrl, ...(organizerId !== undefined && { organizerId }), ...spanOf(windows) };
  const found = await findCalls(source, sought, { now, signal, mostPages: MOST_LIST_PAGES });
  const calls = found.calls.filter(call => isTold(call, windows)).sort((one, other) => lengthOf(other) - lengthOf(one));
  const [longest] = calls;
  if (!longest) return { isWhole: true };
  const key = JSON.stringify(['call quality', calls.map(({ id, version }) => [id, version]), windows.length]);
  const before = kept.get(owner, key) as LineRead | undefined;
  if (before) return before;
  const count = createQualityCount('groupCall');
  let isWhole = !found.incomplete;
  let incomplete = !isWhole || windows.length < reports.windows.length;
  let left = MOST_SESSION_PAGES;
  for (const { id } of calls) {
    const mostPages = left;
    const progress = ({ pages }: { pages: number }) => {
      left = mostPages - pages;
    };
    const read = await readCall(options => source.judgedSessions(id, options), count, {
      signal,
      progress,
      mostPages,
      giveWay,
    });
    incomplete ||= read.incomplete === true;
    isWhole &&= read.incompleteBecause === undefined;
  }
  const quality = { ...count.finish(), ...(incomplete && { incomplete, sessionsRead: count.sessions }) };
  const line = toQualityLine(longest.id, quality);
  const read: LineRead = { ...(line && { line }), isWhole };
  if (isWhole) kept.set(owner, key, read, LINE_BYTES, LINE_KEPT);
  return read;
}

/** When the reports were whose calls Graph may still know of. */
function windowsOf({ windows }: ReportsOfRoom, now: Instant): Window[] {
  return windows.flatMap(one => {
    const [start, end] = [toInstant(one.start), toInstant(one.end)];
    return start === undefined || end === undefined || start < now - CALL_RECORDS_KEPT ? [] : [{ start, end }];
  });
}

function spanOf(windows: readonly Window[]): { start: Iso; end: Iso } {
  const start = Math.min(...windows.map(one => one.start));
  const end = Math.max(...windows.map(one => one.end));
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

/** A group call that went on in the time of one of the reports: the rehearsal before and the call of another day did not. */
function isTold({ type, startDateTime, endDateTime }: CallRecord, windows: readonly Window[]): boolean {
  const [from, to] = [toInstant(startDateTime), toInstant(endDateTime)];
  if (type !== 'groupCall' || from === undefined || to === undefined) return false;
  return windows.some(({ start, end }) => from < end && to > start);
}

function lengthOf({ startDateTime, endDateTime }: CallRecord): number {
  return (toInstant(endDateTime) ?? 0) - (toInstant(startDateTime) ?? 0);
}
