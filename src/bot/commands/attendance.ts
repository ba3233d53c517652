import { attendanceCard } from '../../cards/attendance';
import type { AttendanceAnswer } from '../../domain/attendance';
import type { Args } from '../../domain/args';
import type { ExternalEventInformation } from '../../domain/event';
import { givingWayTo } from '../../idle';
import { LINE_WAIT } from '../../reading/call-quality-line';
import { within } from '../../within';
import { qualityOf } from '../call-quality';
import type { Command, Question } from '../command';
import { readFigures } from '../figures';
import { choiceAnswer } from '../problem-answer';
import { withoutAll } from '../page-words';
import { chooseReport, spanOf, type PlacedReport } from '../reports';
import { hasEarlier } from '../compare/series';
import { isMeeting, toRemembered, type Found } from '../which/subjects';
import { watchedFacts } from '../watch/watch-target';
import { findWhich } from '../which/which';

/** Who came: the figures of one report, without a name. */
export const attendance: Command = {
  name: 'attendance',
  aliases: ['report', 'who came to', 'who came', 'who attended', 'who joined'],
  usage: 'attendance [<which>] [all reports]',
  help: 'How many came, how long they stayed, and when the room was fullest.',
  example: 'attendance all-hands',
  featured: true,
  parse: withoutAll,
  async answer(args, question) {
    const which = await findWhich(args, question, 'past');
    if ('candidates' in which) return choiceAnswer(which, attendance.name, args, question);
    const facts: AttendanceAnswer = {
      ...(await readAttendance(which.found, args, question)),
      ...(await watchedFacts(which.found, question)),
    };
    return {
      card: attendanceCard(facts, question.card),
      facts,
      remember: { subject: toRemembered(which.found, facts.subject.sessionId) },
    };
  },
};

/** Who came to what was found, for whoever draws it. Throws AppError: the state where there is no report. */
export async function readAttendance(found: Found, args: Args, question: Question): Promise<AttendanceAnswer> {
  const chosen = await chooseReport(found, args, question);
  const { subject, report, otherReports, otherSessions } = chosen;
  const counting = readFigures(chosen.merged, question);
  const reading = qualityOf(found, chosen, question, givingWayTo(counting));
  const figures = await counting;
  const callQuality = reading && (await within(reading, LINE_WAIT))?.line;
  return {
    ...figures,
    ...(callQuality && { callQuality }),
    subject,
    report: { id: report.id, ...spanOf(chosen.merged) },
    otherReports: otherReports.map(({ id, start, end }) => ({ id, start, end })),
    reportListFull: chosen.reportListFull,
    otherSessions: otherSessions.map(({ id, subject: title = '', start }) => ({
      id,
      title,
      start: start?.at ?? null,
    })),
    externalEventInformation: externalOf(found, chosen.merged),
    ...(hasEarlier(chosen, found, question) && { hasEarlier: true }),
  };
}

/** What the reports, and a meeting itself, say of the event in other systems, each once. */
function externalOf(found: Found, merged: readonly PlacedReport[]): ExternalEventInformation[] {
  const all = merged.flatMap(({ report }) => report.externalEventInformation);
  if (isMeeting(found)) all.push(...(found.meeting.externalEventInformation ?? []));
  return [...new Map(all.map(one => [JSON.stringify([one.applicationId, one.externalEventId]), one])).values()];
}
