import type { AttendanceReport } from '../../domain/attendance-record';
import { phaseOf } from '../../domain/event';
import { bestMatches } from '../../domain/name-match';
import { seriesKeyOf } from '../../domain/series';
import type { Session } from '../../domain/session';
import { toInstant } from '../../domain/time';
import type { Question } from '../command';
import { meetingHome, newestFirst, reportsOf, type ChosenReport } from '../reports';
import { keptMyEvents, myEventsIfKept, readMyEvents, startOf } from '../which/my-events';
import type { MyEvent, MyEvents } from '../../domain/my-events';
import { isMeeting, type Found, type FoundEvent } from '../which/subjects';
import { withoutKind, withoutLead } from '../which/which-name';

/**
 * What came round before and again, oldest first, over by now: the reports of a meeting, the sessions of an event that has several, else the events whose
 * titles differ in numbers and dates alone. What was found is among them, unless it is still to end. Nothing that the asker may not read is in it.
 */
export async function seriesOf(found: Found, question: Question): Promise<Found[]> {
  if (isMeeting(found)) {
    const reports = newestFirst(await reportsOf(meetingHome(found, question).home, question));
    return reports.reverse().map(report => ({ ...found, reportId: report.id }));
  }
  const sessions = await sessionsOver(found, question);
  if (sessions.length > 1) return sessions.map(session => ({ ...found, sessionId: session.id }));
  return eventsOfSeries(found, await keptMyEvents(question), question);
}

/** The one of the series before the one that was found, the newest of it unless its session or report was named. */
export async function earlierOf(found: Found, question: Question): Promise<Found | undefined> {
  const series = await seriesOf(found, question);
  const place = series.findLastIndex(one => isSame(one, found));
  if (place >= 0) return series[place - 1];
  if (isMeeting(found)) return undefined;
  // Still to come, or running: the last of those that are over.
  return series.findLast(one => !isMeeting(one) && startOf(one.event) <= startOf(found.event));
}

/** Events whose titles differ from this one's in numbers and dates alone, and that are over; oldest first. */
function eventsOfSeries({ event }: MyEvent, { events }: MyEvents, { card }: Question): MyEvent[] {
  const key = seriesKeyOf(event.title);
  return inTime(events.filter(one => phaseOf(one.event, card.now) === 'ended' && seriesKeyOf(one.event.title) === key));
}

/** The same of the events that were read in the last five minutes, without asking Graph; undefined where that tells nothing. */
export function keptSeriesOf(found: Found, question: Question): MyEvent[] | undefined {
  const kept = myEventsIfKept(question);
  return isMeeting(found) || !kept ? undefined : eventsOfSeries(found, kept, question);
}

/** Whether `earlierOf` would find one, as far as that is known without asking Graph more. */
export function hasEarlier(chosen: ChosenReport, found: Found, question: Question): boolean {
  const { subject, report, merged, otherReports, otherSessions } = chosen;
  if (merged.length > 1) return false;
  if (isMeeting(found)) return otherReports.some(one => endOf(one) < endOf(report));
  const over = otherSessions.filter(session => phaseOf(session, question.card.now) === 'ended');
  if (over.length > 0) return over.some(session => startOf(session) < startOf(subject));
  const [oldest] = keptSeriesOf(found, question) ?? [];
  return oldest !== undefined && startOf(oldest.event) < startOf(found.event);
}

function endOf({ start, end }: AttendanceReport): number {
  return toInstant(end) ?? toInstant(start) ?? 0;
}

/** Events that are over and that a phrase such as "customer webinars" or "webinars" tells, oldest first. */
export async function eventsCalled(phrase: string, question: Question): Promise<MyEvent[]> {
  const { events } = await readMyEvents(question);
  const over = events.filter(({ event }) => phaseOf(event, question.card.now) === 'ended');
  const { words, kind } = withoutKind(withoutLead(phrase));
  const ofKind = kind ? over.filter(({ event }) => event.kind === kind) : over;
  if (!words) return inTime(ofKind);
  // "customer webinars" may be part of the titles: then it is no kind.
  const called = [phrase, phrase.replace(/s$/i, '')].map(one => bestMatches(one, over, titleOf).items);
  const [best = []] = [...called, bestMatches(words, ofKind, titleOf).items].filter(items => items.length > 0);
  return inTime(best);
}

async function sessionsOver({ event }: FoundEvent, { source, card }: Question): Promise<Session[]> {
  const sessions = await source.sessions({ kind: event.kind, id: event.id });
  const over = sessions.filter(session => phaseOf(session, card.now) === 'ended');
  return over.sort((one, other) => startOf(one) - startOf(other));
}

/** A session or report that only one of the two names does not tell them apart. */
function isSame(one: Found, found: Found): boolean {
  if (isMeeting(one) || isMeeting(found)) return one.reportId === (found.reportId ?? one.reportId);
  return one.event.id === found.event.id && (one.sessionId ?? found.sessionId) === (found.sessionId ?? one.sessionId);
}

function inTime(events: readonly MyEvent[]): MyEvent[] {
  return [...events].sort((one, other) => startOf(one.event) - startOf(other.event));
}

function titleOf({ event }: MyEvent): string {
  return event.title;
}
