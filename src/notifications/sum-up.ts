import type { AttendanceAnswer, Thresholds } from '../domain/attendance';
import { organizerIdOf } from '../domain/meeting';
import { LISTED_REPORTS, type AttendanceReport } from '../domain/attendance-record';
import { phaseOf, type EventRole } from '../domain/event';
import { seriesKeyOf } from '../domain/series';
import type { Session } from '../domain/session';
import type { ReportHome } from '../domain/sources';
import { eventSubject, meetingSubject, type Subject } from '../domain/subject';
import { toInstant, type Instant } from '../domain/time';
import { heldBefore, reportBefore, reportsToTell } from '../domain/summary-change';
import { givingWayTo } from '../idle';
import { inRoom, readCallQualityLine, type LineRead } from '../reading/call-quality-line';
import { countFigures } from '../reading/count-figures';
import type { TimeBefore } from '../reading/last-time';
import { newestFirst, reportsOf, spanOf } from '../reading/placed-reports';
import type { Reading } from '../reading/reading';
import type { Lines } from './call-quality';
import type { ReadFor } from './hints';
import { endOf } from './session-end';
import type { RunEvent, Runs } from './runs';
import type { Place, RunMeeting } from './whose';

/** What happened, by its reports; or why nothing can be told: it is gone, it ends later, or there is no report yet. */
export type SummedUp =
  | {
      is: 'told';
      attendance: AttendanceAnswer;
      report: AttendanceReport;
      /** The session or report before it, of the same event or meeting. */
      before?: TimeBefore;
      /** How the calls were; still being read, perhaps. Never rejects. */
      line?: Promise<LineRead>;
    }
  | { is: 'missing' }
  | { is: 'moved'; endAt: Instant }
  | { is: 'no-report' };

export interface SumUpOptions {
  runs: Runs;
  now: () => Instant;
  /** Sessions that need not be read again. */
  read?: ReadFor;
  /** Absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  signal?: AbortSignal;
  /** Of a meeting: this one of its reports, instead of the newest by `endAt`. */
  reportId?: string;
  /** Where lines on calls are kept; absent: there are none. */
  lines?: Lines;
}

/** What reports are of, and what there is beside it. */
interface Held {
  subject: Subject;
  otherSessions: Session[];
  /** Reports that ended before are of a rehearsal, or of the meeting a week ago. */
  from: Instant | undefined;
  room: { joinWebUrl?: string | undefined; organizerId?: string | undefined };
}

/** A report ends when the last person has left; that the meeting ended may be told a little later. */
export const REPORT_ENDS_BEFORE = 60 * 60_000;

/** Counts everything that was reported of a session, or of a meeting that ended at `endAt`, by the right of one who runs it. Throws AppError. */
export async function sumUp(
  { run, asker }: Place,
  home: ReportHome,
  endAt: Instant,
  { runs, now, read, thresholds, signal, reportId, lines }: SumUpOptions,
): Promise<SummedUp> {
  const reading: Reading = {
    source: runs.source(asker),
    progress: () => undefined,
    ...(thresholds && { thresholds }),
    ...(signal && { signal }),
  };
  const held =
    'event' in run
      ? await ofSession(run, home, reading, now(), read?.get(asker.personId)?.sessions)
      : ofMeeting(run, endAt, now());
  if (!held) return { is: 'missing' };
  const end = 'event' in run ? endOf(held.subject) : endAt;
  if (end !== undefined && end !== endAt) return { is: 'moved', endAt: end };
  const reports = newestFirst(await reportsOf(home, reading));
  // A meeting's reports are of many days; a session's are all its own, whatever its times say.
  const chosen =
    'event' in run
      ? reportsToTell(reports, held.from)
      : reports.filter(one => (reportId === undefined ? isAfter(one, held.from) : one.id === reportId)).slice(0, 1);
  const [report] = chosen;
  if (!report) return { is: 'no-report' };
  const merged = chosen.map(one => ({ home, report: one }));
  const counting = countFigures(merged, reading);
  const giveWay = givingWayTo(counting);
  const room = lines && inRoom(held.room, chosen);
  const line =
    room && readCallQualityLine(room, { ...reading, tenantId: asker.tenantId, now: now(), giveWay, ...lines });
  const figures = await counting;
  const attendance: AttendanceAnswer = {
    ...figures,
    subject: held.subject,
    report: { id: report.id, ...spanOf(merged) },
    // What a meeting comes to later is no news of this time.
    otherReports: ('event' in run ? reports : reports.slice(reports.indexOf(report)))
      .filter(one => !chosen.includes(one))
      .map(({ id, start, end: to }) => ({ id, start, end: to })),
    reportListFull: reports.length >= LISTED_REPORTS,
    otherSessions: held.otherSessions.map(({ id, subject = '', start }) => ({
      id,
      title: subject,
      start: start?.at ?? null,
    })),
    externalEventInformation: [],
    ...((await cameRoundBefore(run, held, reports, report, { asker, runs, now })) && { hasEarlier: true }),
  };
  const before = timeBefore(run, held, home, reports, report, now());
  return { is: 'told', attendance, report, ...(before && { before }), ...(line && { line }) };
}

function isAfter({ end }: AttendanceReport, from: Instant = -Infinity): boolean {
  return (toInstant(end) ?? Infinity) > from;
}

function timeBefore(
  run: RunEvent | RunMeeting,
  { otherSessions, from }: Held,
  home: ReportHome,
  reports: readonly AttendanceReport[],
  report: AttendanceReport,
  now: Instant,
): TimeBefore | undefined {
  if (!('event' in run) || home.of === 'meeting') {
    const earlier = reportBefore(reports, report);
    return earlier && { home, report: earlier };
  }
  const earlier = heldBefore(otherSessions, from, now);
  return earlier && { home: { ...home, sessionId: earlier.id }, ...(earlier.start && { start: earlier.start }) };
}

async function ofSession(
  run: RunEvent,
  home: ReportHome,
  { source }: Reading,
  now: Instant,
  read: readonly Session[] | undefined,
): Promise<Held | undefined> {
  if (home.of !== 'session' || run.event.status === 'canceled') return undefined;
  const sessions = read ?? (await source.sessions(home.event));
  const session = sessions.find(one => one.id === home.sessionId);
  if (!session) return undefined;
  return {
    subject: eventSubject(run, now, session, sessions.length),
    otherSessions: sessions.filter(one => one !== session),
    from: toInstant(session.start?.at),
    room: { ...session, organizerId: run.event.organizer?.id },
  };
}

function ofMeeting(run: RunMeeting, endAt: Instant, now: Instant): Held | undefined {
  if (run.meeting.isChannelMeeting) return undefined;
  const { meeting } = run;
  const room = { ...meeting, organizerId: organizerIdOf(meeting) };
  return { subject: meetingSubject(run, now), otherSessions: [], from: endAt - REPORT_ENDS_BEFORE, room };
}

/** Whether there is something before it to compare it with. */
async function cameRoundBefore(
  run: RunEvent | RunMeeting,
  { subject, otherSessions }: Held,
  reports: readonly AttendanceReport[],
  report: AttendanceReport,
  { asker, runs, now }: Pick<Place, 'asker'> & Pick<SumUpOptions, 'runs' | 'now'>,
): Promise<boolean> {
  if (!('event' in run)) return newestFirst(reports).at(-1) !== report;
  const start = startOf(subject);
  const over = otherSessions.filter(one => phaseOf(one, now()) === 'ended');
  if (over.length > 0) return over.some(one => startOf(one) < start);
  const key = seriesKeyOf(run.event.title);
  return (await runs.recent(asker)).events.some(
    ({ event }) =>
      phaseOf(event, now()) === 'ended' && seriesKeyOf(event.title) === key && startOf(event) < startOf(run.event),
  );
}

function startOf({ start, end }: Pick<Session, 'start' | 'end'>): Instant {
  return toInstant((start ?? end)?.at) ?? 0;
}

/** The same, as somebody in another part runs it. */
export function asRunBy(attendance: AttendanceAnswer, role: EventRole): AttendanceAnswer {
  return { ...attendance, subject: { ...attendance.subject, role } };
}
