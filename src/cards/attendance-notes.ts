import type { AttendanceAnswer } from '../domain/attendance';
import { LISTED_REPORTS } from '../domain/attendance-record';
import { toInstant } from '../domain/time';
import { isFew, type ToldAttendance } from '../domain/small-groups';
import type { CardContext } from './card';
import { capitalised, formatFor } from './format';
import { FEW, toldWords } from './privacy';
import { shortReason } from './short-reason';
import { registrationNotes } from './registration-line';
import { spanText } from './when';

/** What must be read before the figures: nobody came, or not everything could be read. */
export function attendanceAlerts(
  value: AttendanceAnswer,
  told: ToldAttendance,
  context: CardContext,
): { text: string; style: string }[] {
  const alerts: { text: string; style: string }[] = [];
  if (value.incomplete) {
    // The number of records would tell that of people.
    const records = toldWords(told.attended === 'few' ? 'few' : (value.recordsRead ?? 0), context, recordWords);
    alerts.push({
      text: `**Incomplete.** ${capitalised(records ?? '')} read before ${shortReason(value.incompleteBecause)}. The figures are of those alone; read again to go on.`,
      style: 'warning',
    });
  } else if (told.attended === 'few') {
    alerts.push({ text: `**${capitalised(FEW)} people came.** ${fewReason(context)}`, style: 'emphasis' });
  } else if (value.attended === 0) {
    alerts.push({
      text: '**Nobody came.** There is a report, and it lists no one. If people did join, ask again in an hour: a report can still grow.',
      style: 'emphasis',
    });
  }
  return alerts;
}

const recordWords = { one: 'record was', many: 'records were' };

function fewReason({ place }: CardContext): string {
  return place === 'shared'
    ? 'Figures of so few would tell of single people, so there are none here.'
    : 'Figures of so few would tell of single people, and your organisation shows figures only.';
}

/** Which report this is, of how many, and when it was. */
export function reportLine(value: AttendanceAnswer, told: ToldAttendance, context: CardContext): string {
  const { report, otherReports } = value;
  const format = formatFor(context);
  // A report of a few begins and ends with single people.
  const isSpanTold = told.attended !== 'few' && (told.times || !isFew(value.attended));
  const span = report.start && isSpanTold ? `: ${spanText(report.start, report.end, context)} (your time)` : '';
  if (value.reports > 1) return `${format.number(value.reports)} reports counted as one${span}.`;
  if (otherReports.length === 0) return `The only report${span}.`;
  const all = otherReports.length + 1;
  if (!report.end) return `One of ${format.number(all)} reports${span}.`;
  const rank = isNewest(value)
    ? `Newest of ${format.number(all)} reports`
    : `Report ${format.number(newerReports(value) + 1)} of ${format.number(all)}, newest first`;
  return `${rank}${span}.`;
}

/** False when the report is known to be older than another: somebody chose it. */
export function isNewest(value: AttendanceAnswer): boolean {
  return value.otherReports.length === 0 || (value.report.end !== null && newerReports(value) === 0);
}

function newerReports({ report, otherReports }: AttendanceAnswer): number {
  const ended = (at: string | null): number => toInstant(at) ?? -Infinity;
  return otherReports.filter(other => ended(other.end) > ended(report.end)).length;
}

/** What is uncertain, each in a sentence. */
export function attendanceNotes(
  value: AttendanceAnswer,
  told: ToldAttendance,
  context: CardContext,
): { text: string }[] {
  const format = formatFor(context);
  const notes: string[] = [];
  const untimed = toldWords(told.timeUnknown, context, { one: 'person', many: 'people', none: '' });
  if (untimed)
    notes.push(
      `For ${untimed} Graph gives no time in the event: counted as having come, left out of every time and share.`,
    );
  if (
    value.reportedTotal !== null &&
    value.reportedTotal !== value.attended &&
    told.attended !== 'few' &&
    !value.incomplete
  )
    notes.push(
      `Graph's own total is ${format.number(value.reportedTotal)}; its records name ${format.number(value.attended)} different people, and those are counted here.`,
    );
  if (value.reportListFull)
    notes.push(`Graph lists the newest ${LISTED_REPORTS} reports only, so older ones may exist that nobody can reach.`);
  notes.push(...registrationNotes(value));
  return notes.map(text => ({ text }));
}
