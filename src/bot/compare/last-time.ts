import type { Attendance, AttendanceAnswer } from '../../domain/attendance';
import { isAppError } from '../../domain/errors';
import type { EventRef } from '../../domain/sources';
import { changeSince, eventBefore, heldBefore, reportsToTell, type SummaryChange } from '../../domain/summary-change';
import { toInstant, type EventTime } from '../../domain/time';
import type { PartialRead } from '../../domain/partial-read';
import { countPeople, readLastTime, type TimeBefore } from '../../reading/last-time';
import type { Question } from '../command';
import { keptFigures } from '../figures';
import { shownBy, type PlacedReport } from '../reports';
import { keptMyEvents } from '../which/my-events';
import type { MyEvent } from '../../domain/my-events';
import { ownerOf } from '../recent';

/**
 * The change against the time before, for a summary of one session; undefined where there was none before, or none that can be compared with it. The
 * caller has checked access.
 */
export async function changeSinceLastTime(
  mine: MyEvent,
  attendance: AttendanceAnswer,
  question: Question,
): Promise<SummaryChange | undefined> {
  if (!isAllOfASession(attendance)) return undefined;
  try {
    const before = await timeBefore(mine, attendance, question);
    const lastTime = before && (await readLastTime(before, question, merged => count(merged, question)));
    return lastTime && changeSince(lastTime, attendance);
  } catch (error) {
    // The figures stand without it.
    if (isAppError(error) && !question.signal?.aborted) return undefined;
    throw error;
  }
}

/** Several sessions at once, or one report of several, are not compared with one session. */
function isAllOfASession({ subject, reports, report, otherReports }: AttendanceAnswer): boolean {
  if (subject.kind === 'meeting' || subject.sessionId === undefined || reports > 1) return false;
  const told = reportsToTell([report, ...otherReports], toInstant(subject.start?.at));
  return told.length === 1 && told[0] === report;
}

async function timeBefore(
  { event }: MyEvent,
  { subject }: AttendanceAnswer,
  question: Question,
): Promise<TimeBefore | undefined> {
  const { source, card } = question;
  const ref = { kind: event.kind, id: event.id };
  const [session, ...others] = await source.sessions(ref);
  if (session && others.length > 0) {
    const earlier = heldBefore([session, ...others], toInstant(subject.start?.at), card.now);
    return earlier && placed(ref, earlier);
  }
  const { events, unread } = await keptMyEvents(question);
  // A list with gaps does not say which was the last.
  if (unread.length > 0) return undefined;
  const before = eventBefore(
    events.map(one => one.event),
    event,
    card.now,
  );
  if (!before) return undefined;
  const [only, another] = await source.sessions({ kind: before.kind, id: before.id });
  // One of several is less than the whole event.
  if (!only || another) return undefined;
  return placed({ kind: before.kind, id: before.id }, { id: only.id, start: only.start ?? before.start });
}

function placed(event: EventRef, { id, start }: { id: string; start?: EventTime | undefined }): TimeBefore {
  return { home: { of: 'session', event, sessionId: id }, ...(start && { start }) };
}

interface KeptCount {
  /** What each report showed when it was read. */
  seen: string;
  figures: Attendance;
}

const COUNT_BYTES = 8_000;

/** Figures that were kept for whatever question, or else counted without registrations and kept for the next look at the preview. */
async function count(merged: readonly PlacedReport[], question: Question): Promise<Attendance & PartialRead> {
  const owner = ownerOf(question);
  const key = JSON.stringify(['people', merged.map(({ home, report }) => [home, report.id])]);
  const kept = question.recent.get(owner, key) as KeptCount | undefined;
  const known = keptFigures(merged, question) ?? (kept?.seen === shownBy(merged) ? kept.figures : undefined);
  if (known) return known;
  const figures = await countPeople(merged, question);
  const value: KeptCount = { seen: shownBy(merged), figures };
  if (!figures.incomplete) question.recent.set(owner, key, value, COUNT_BYTES);
  return figures;
}
