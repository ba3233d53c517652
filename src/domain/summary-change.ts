import type { Attendance, AttendanceAnswer } from './attendance';
import { LISTED_REPORTS, type AttendanceReport } from './attendance-record';
import { countChange } from './comparison';
import { phaseOf, type VirtualEvent } from './event';
import { seriesKeyOf } from './series';
import { toInstant, type EventTime, type Instant, type Iso } from './time';

/** How many came the time before. Nothing here names anybody, or says what it was called. */
export interface LastTime {
  /** Of the session, or of the report of a meeting. */
  id: string;
  start: Iso | null;
  attended: number;
}

/** From the time before to this one: how many more or fewer people came. */
export interface SummaryChange {
  difference: number;
  /** Of those who came the time before; null where nobody did. */
  relative: number | null;
  lastTime: LastTime;
}

type Counted = Pick<Attendance, 'attended' | 'reportedTotal' | 'incomplete'> &
  Partial<Pick<AttendanceAnswer, 'reportListFull' | 'subject'>>;

/** The change, or undefined where this is not known to be everybody who came. */
export function changeSince(lastTime: LastTime, attendance: Counted): SummaryChange | undefined {
  return isOfEverybody(attendance) ? { ...countChange(lastTime.attended, attendance.attended), lastTime } : undefined;
}

/** The time before, from what was counted of it; undefined where that is not known to be everybody who came. */
export function toLastTime(
  id: string,
  counted: Counted,
  report: { start: Iso | null },
  planned?: EventTime,
): LastTime | undefined {
  // Doors open before the day begins, and a clock time without its zone is of no day.
  const start = planned?.exact ? planned.at : report.start;
  return isOfEverybody(counted) ? { id, start, attended: counted.attended } : undefined;
}

/** A part of the records, reports that may be missing from a list that was full, a report that has a total and no records yet: none is all who came. */
function isOfEverybody({ attended, reportedTotal, incomplete, reportListFull, subject }: Counted): boolean {
  return !incomplete && (attended > 0 || reportedTotal === 0) && !(reportListFull && subject?.kind !== 'meeting');
}

/** What is told of a session: its reports but for rehearsals, which ended before it began; all where no other is there. */
export function reportsToTell<Report extends { end: Iso | null }>(
  reports: readonly Report[],
  start: Instant | undefined,
): Report[] {
  const told = reports.filter(one => start === undefined || (toInstant(one.end) ?? Infinity) > start);
  return told.length > 0 ? told : [...reports];
}

interface Held {
  id: string;
  status?: string;
  start?: EventTime;
  end?: EventTime;
}

/** The last that began before `start` and is over; undefined where there is none. */
export function heldBefore<One extends Held>(
  all: readonly One[],
  start: Instant | undefined,
  now: Instant,
): One | undefined {
  const from = (one: One): Instant => toInstant(one.start?.at) ?? Infinity;
  const before = all.filter(one => from(one) < (start ?? -Infinity) && phaseOf(one, now) === 'ended');
  return before.sort((one, other) => from(one) - from(other) || (one.id < other.id ? -1 : 1)).at(-1);
}

/** The event before this one in its series: of equal titles but for numbers and dates. */
export function eventBefore(
  events: readonly VirtualEvent[],
  { id, title, start }: VirtualEvent,
  now: Instant,
): VirtualEvent | undefined {
  const key = seriesKeyOf(title);
  const series = key === '' ? [] : events.filter(one => one.id !== id && seriesKeyOf(one.title) === key);
  return heldBefore(series, toInstant(start?.at), now);
}

/** Whoever comes back within so long comes back to the same meeting, and makes another report of it. */
const SAME_TIME = 60 * 60_000;

/**
 * A meeting's report of the time before; undefined where there is none, and where one of the two times has several reports, since none is then of
 * everybody. `newestFirst` is all that Graph lists.
 */
export function reportBefore(
  newestFirst: readonly AttendanceReport[],
  report: AttendanceReport,
): AttendanceReport | undefined {
  const place = newestFirst.indexOf(report);
  const [earlier, earliest] = newestFirst.slice(place + 1);
  const later = newestFirst[place - 1];
  if (place < 0 || !earlier) return undefined;
  // The oldest of a full list may have others behind it.
  if (!earliest && newestFirst.length >= LISTED_REPORTS) return undefined;
  const alone =
    areApart(earlier, report) && (!earliest || areApart(earliest, earlier)) && (!later || areApart(report, later));
  return alone ? earlier : undefined;
}

function areApart(one: AttendanceReport, next: AttendanceReport): boolean {
  const [end, start] = [toInstant(one.end), toInstant(next.start)];
  return end !== undefined && start !== undefined && start - end > SAME_TIME;
}
