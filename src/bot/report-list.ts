import { LISTED_REPORTS, type AttendanceReport } from '../domain/attendance-record';
import { AppError, isAppError } from '../domain/errors';
import type { ListedReport, ReportLine, ReportsAnswer } from '../domain/report-list';
import type { Session } from '../domain/session';
import type { ReportHome } from '../domain/sources';
import type { Subject } from '../domain/subject';
import { secondsBetween } from '../domain/time';
import type { Question } from './command';
import { GONE_AFTER, unpublished, withoutReport } from './report-state';
import { meetingHome, newestFirst, reportsOf } from './reports';
import { startOf } from './which/my-events';
import { eventSubject, isMeeting, type Found, type FoundEvent } from './which/subjects';

/** All reports of what was found, on one page. */
export type ReportList = Omit<ReportsAnswer, 'page' | 'pages' | 'matching'>;

/** A place that reports hang on, with its list or what kept it from being read. */
interface Shelf {
  subject: Subject;
  session?: Session;
  reports: AttendanceReport[];
  error?: AppError;
}

/** The reports of a session or meeting, or of every session of an event. Throws AppError with the state where a single one has none. */
export async function listReports(found: Found, question: Question): Promise<ReportList> {
  const { now } = question.card;
  if (isMeeting(found)) {
    const { subject, home } = meetingHome(found, question);
    return toList(subject, [{ subject, reports: await reportsOf(home, question) }], 0, now);
  }
  const { event } = found;
  const all = await question.source.sessions({ kind: event.kind, id: event.id });
  const chosen = found.sessionId === undefined ? all : all.filter(({ id }) => id === found.sessionId);
  if (chosen.length === 0) {
    if (found.sessionId !== undefined) throw new AppError('not-found');
    throw new AppError(unpublished(event.status) ?? 'no-sessions', { title: event.title });
  }
  const shelves = await Promise.all(
    [...chosen].sort((a, b) => startOf(b) - startOf(a)).map(one => readShelf(found, one, all.length, question)),
  );
  const [first] = shelves;
  const subject = first && shelves.length === 1 ? first.subject : eventSubject(found, now);
  return toList(subject, shelves, all.length - chosen.length, now);
}

async function readShelf(found: FoundEvent, session: Session, sessions: number, question: Question): Promise<Shelf> {
  const { kind, id } = found.event;
  const home: ReportHome = { of: 'session', event: { kind, id }, sessionId: session.id };
  const shelf = { subject: eventSubject(found, question.card.now, session, sessions), session };
  try {
    return { ...shelf, reports: await reportsOf(home, question) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...shelf, reports: [], error };
  }
}

/** Where nothing at all could be read there is no list. */
function toList(subject: Subject, shelves: readonly Shelf[], otherSessions: number, now: number): ReportList {
  const [only] = shelves;
  const error = shelves.every(shelf => shelf.error) ? only?.error : undefined;
  if (error) throw error;
  if (only && shelves.length === 1 && only.reports.length === 0) throw withoutReport(subject, now);
  const lines = shelves.flatMap(shelf => linesOf(shelf, now));
  return {
    subject,
    lines: lines.map((line, index) => ({ number: index + 1, ...line })),
    reports: lines.filter(({ report }) => report !== null).length,
    sessions: only?.session ? shelves.length : 0,
    otherSessions,
    listFull: shelves.some(({ reports }) => reports.length >= LISTED_REPORTS),
    reachesBackAYear: shelves.some(
      shelf => shelf.subject.start && now - Date.parse(shelf.subject.start.at) > GONE_AFTER,
    ),
  };
}

function linesOf({ subject, session, reports, error }: Shelf, now: number): Omit<ReportLine, 'number'>[] {
  const of = session && {
    session: { id: session.id, title: session.subject ?? '', start: session.start ?? null, phase: subject.phase },
  };
  if (reports.length === 0) return [{ ...of, report: null, state: (error ?? withoutReport(subject, now)).code }];
  return newestFirst(reports).map((report, index) => ({
    ...of,
    report: toListed(report, index === 0 && reports.length > 1),
    state: null,
  }));
}

function toListed({ id, start, end, reportedTotal }: AttendanceReport, isNewest: boolean): ListedReport {
  return { id, start, end, seconds: secondsBetween(start, end), reportedTotal, isNewest };
}
