import type { Args } from '../domain/args';
import { LISTED_REPORTS, type AttendanceReport } from '../domain/attendance-record';
import { AppError, isProblem } from '../domain/errors';
import { phaseOf } from '../domain/event';
import type { Session } from '../domain/session';
import type { ReportHome } from '../domain/sources';
import type { Subject } from '../domain/subject';
import { newestFirst, reportsOf, type PlacedReport } from '../reading/placed-reports';
import type { Question } from './command';
import { unpublished, withoutReport } from './report-state';
import { startOf } from './which/my-events';
import {
  eventSubject,
  isMeeting,
  meetingSubject,
  type Found,
  type FoundEvent,
  type FoundMeeting,
} from './which/subjects';

export { newestFirst, reportsOf, shownBy, spanOf, type PlacedReport } from '../reading/placed-reports';

/** A report, what it is of, and what else there would be. */
export interface ChosenReport extends PlacedReport {
  subject: Subject;
  /** The report alone, or where all were asked for every one, newest first, of which `report` is the first. */
  merged: PlacedReport[];
  /** Newest first. */
  otherReports: AttendanceReport[];
  reportListFull: boolean;
  /** The one session it is of; absent for a meeting, and for all sessions of an event. */
  session?: Session;
  otherSessions: Session[];
}

type Home = Pick<ChosenReport, 'subject' | 'home' | 'session' | 'otherSessions'>;

/** Where reports and calls of an event's session are looked for. */
type SessionHome = Home & { session: Session };

/**
 * The report that was asked for; else the newest report, by end, of the session asked for, else of the newest session that ended; or all reports of what
 * was asked for. Throws AppError with the state where there is none.
 */
export async function chooseReport(found: Found, args: Args, question: Question): Promise<ChosenReport> {
  const home = isMeeting(found) ? meetingHome(found, question) : await sessionHome(found, question);
  const { now } = question.card;
  if (args.all) return allReports(home, found, question);
  const reports = newestFirst(await reportsOf(home.home, question));
  const reportListFull = reports.length >= LISTED_REPORTS;
  const asked = args.report ?? found.reportId;
  const listed = asked === undefined ? reports[0] : reports.find(one => one.id === asked);
  // A whole list decides what belongs here: a report of others may not be reached through one's own event, whatever Graph would give.
  if (!listed && asked !== undefined && !reportListFull) throw new AppError('not-found');
  const report = listed ?? (asked === undefined ? undefined : await unlistedReport(home.home, asked, question));
  if (!report) throw withoutReport(home.subject, now);
  const otherReports = reports.filter(one => one.id !== report.id);
  return { ...home, report, merged: [{ home: home.home, report }], otherReports, reportListFull };
}

/** Graph may still give one that its list is too short for. */
async function unlistedReport(home: ReportHome, id: string, { source }: Question): Promise<AttendanceReport> {
  try {
    return await source.report(home, id);
  } catch (error) {
    throw isProblem(error, 'not-found') ? new AppError('report-unlisted', {}, { cause: error }) : error;
  }
}

/** Of a session or meeting that was named, else of every session of the event. */
async function allReports(home: Home, found: Found, question: Question): Promise<ChosenReport> {
  const { now } = question.card;
  const wholeEvent =
    !isMeeting(found) && found.sessionId === undefined && home.otherSessions.length > 0 ? found : undefined;
  const homes: ReportHome[] = [home.home];
  if (wholeEvent) {
    const { kind, id } = wholeEvent.event;
    for (const session of home.otherSessions) homes.push({ of: 'session', event: { kind, id }, sessionId: session.id });
  }
  const lists = await Promise.all(homes.map(one => reportsOf(one, question)));
  const placed = lists.flatMap((reports, index) =>
    reports.map(report => ({ report, home: homes[index] ?? home.home })),
  );
  const merged = newestFirst(placed, one => one.report);
  const [newest] = merged;
  if (!newest) throw withoutReport(home.subject, now);
  const of: Home = wholeEvent ? { subject: eventSubject(wholeEvent, now), home: home.home, otherSessions: [] } : home;
  return {
    ...of,
    ...newest,
    merged,
    otherReports: [],
    reportListFull: lists.some(reports => reports.length >= LISTED_REPORTS),
  };
}

/** In place of a report's id: all of them. */
export const ALL_REPORTS = 'all reports';

/** Where a meeting's reports hang. Throws channel-meeting. */
export function meetingHome(found: FoundMeeting, question: Question): Home {
  const { meeting } = found;
  const subject = meetingSubject(found, question.card.now);
  if (meeting.isChannelMeeting) throw new AppError('channel-meeting', { title: subject.title });
  return { subject, home: { of: 'meeting', userId: meeting.userId, meetingId: meeting.id }, otherSessions: [] };
}

/** Where the reports of the session hang that was named, or else of the one that ended last. Throws no-sessions, event-draft, event-canceled. */
export async function sessionHome(found: FoundEvent, question: Question): Promise<SessionHome> {
  const { event, sessionId } = found;
  const { now } = question.card;
  const ref = { kind: event.kind, id: event.id };
  const sessions = await question.source.sessions(ref);
  const chosen = sessionId === undefined ? sessionToShow(sessions, now) : sessions.find(one => one.id === sessionId);
  if (!chosen) {
    if (sessionId !== undefined) throw new AppError('not-found');
    throw new AppError(unpublished(event.status) ?? 'no-sessions', { title: event.title });
  }
  return {
    session: chosen,
    subject: eventSubject(found, now, chosen, sessions.length),
    home: { of: 'session', event: ref, sessionId: chosen.id },
    otherSessions: sessions.filter(one => one !== chosen).sort((a, b) => startOf(b) - startOf(a)),
  };
}

/** The session that ended last; none ended: one that is running, then the next to come. */
function sessionToShow(sessions: readonly Session[], now: number): Session | undefined {
  const inPhase = (phase: string) => sessions.filter(session => phaseOf(session, now) === phase);
  const byEnd = (a: Session, b: Session) => endOf(b) - endOf(a) || startOf(b) - startOf(a);
  const [ended] = inPhase('ended').sort(byEnd);
  const [running] = inPhase('running').sort((a, b) => startOf(b) - startOf(a));
  const [coming] = inPhase('coming').sort((a, b) => startOf(a) - startOf(b));
  return ended ?? running ?? coming ?? sessions[0];
}

function endOf({ start, end }: Session): number {
  return Date.parse((end ?? start)?.at ?? '') || 0;
}
