import template from '../../adaptiveCards/summary.json';
import type { AttendanceAnswer } from '../domain/attendance';
import type { Summary, SummaryPart } from '../domain/summary';
import { actionBar, commandAction, explainAction } from './action';
import { attendanceFigures, shareSentence, staySentence } from './attendance-figures';
import { attendanceAlerts, attendanceNotes, reportLine } from './attendance-notes';
import { callLineNames, callQualityLine } from './call-quality-line';
import type { Card, CardContext, CardElement } from './card';
import { curveChart, curveWords } from './chart';
import { copyLink, copyLinkAction } from './copy-link';
import { definitions, type DefinitionName } from './definitions';
import { capitalised, counted, formatFor } from './format';
import { FEW, toldTo } from './privacy';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { attendanceRegistration } from './registration-line';
import { createRenderer } from './render';
import { reportArgs, subjectArgs, subjectHead } from './subject-head';
import { changeWords } from './summary-change';

const render = createRenderer(template);

/** What happened at an event in one look, to be posted to others: names nobody. Every button is answered for whoever presses it. */
export function summaryCard({ attendance, parts, change: since }: Summary, context: CardContext): Card {
  const format = formatFor(context);
  const head = subjectHead(attendance.subject, context);
  const told = toldTo(attendance, context);
  // Of a few, nothing more is told than that they came.
  const came = typeof told.attended === 'number' && told.attended > 0;
  const has = (part: SummaryPart): boolean => parts.includes(part) && partsToShow(attendance, context).includes(part);
  const count = came
    ? `${counted(format, attendance.attended, 'person', 'people')} came`
    : `${told.attended === 0 ? 'Nobody' : `${capitalised(FEW)} people`} came`;
  const curve = came && parts.includes('curve') ? ` ${curveWords(attendance, context)}.` : '';
  const link = copyLink(attendance.subject, context, attendance.reports > 1 ? undefined : attendance.report.id);
  const partial = attendance.incomplete ? ' These figures are incomplete.' : '';
  const change = parts.includes('figures') ? changeWords(attendance, since, context) : undefined;
  const callQuality = came ? callQualityLine(attendance.callQuality, attendance.subject, context) : null;
  const said = `${head.spoken}. ${count}${change ? `: ${change.spoken}` : ''}.${curve}${partial}`;
  return render({
    speak: said,
    fallbackText: said,
    head,
    alerts: attendanceAlerts(attendance, told, context),
    // Without figures the count alone says what happened.
    count: came && !has('figures') ? count : null,
    figures: has('figures') ? attendanceFigures(attendance, told, context) : [],
    figured: has('figures'),
    change: change ? `${capitalised(change.line)}.` : null,
    share: has('figures') && told.times ? shareSentence(attendance, context) : null,
    chart: has('curve') ? (curveChart(attendance, context) ?? null) : null,
    registration: has('registrations') ? attendanceRegistration(attendance, context) : null,
    callQuality,
    stay: has('stay') ? staySentence(attendance, told, context) : null,
    foot: `${reportLine(attendance, told, context)} Counted by Rollcall; nobody is named.`,
    notes: attendanceNotes(attendance, told, context),
    definitions: definitions(
      [...defined(has), ...(callQuality ? callLineNames : []), ...(change ? (['change'] as const) : [])],
      context,
    ),
    link,
    actions: actionBar([...summaryActions(attendance, has('registrations'), context), copyLinkAction(link)]),
  });
}

/** The parts that this attendance has for these readers. */
export function partsToShow(attendance: AttendanceAnswer, context: CardContext): SummaryPart[] {
  const { attended } = toldTo(attendance, context);
  if (typeof attended !== 'number' || attended === 0) return [];
  return [
    'figures',
    ...(curveChart(attendance, context) ? (['curve'] as const) : []),
    ...(attendanceRegistration(attendance, context) ? (['registrations'] as const) : []),
    'stay',
  ];
}

function defined(has: (part: SummaryPart) => boolean): DefinitionName[] {
  return [
    'attended',
    ...(has('figures') ? (['peak', 'average', 'share-of-event'] as const) : []),
    ...(has('curve') ? (['curve'] as const) : []),
    ...(has('registrations') ? (['registered', 'matched', 'no-shows', 'walk-ins'] as const) : []),
    ...(has('stay') ? (['stayed-to-the-end', 'completed'] as const) : []),
  ];
}

/** Names are a private matter of whoever asks for them, so those buttons lead to the presser's own chat with Rollcall. */
function summaryActions(
  value: AttendanceAnswer,
  isRegistered: boolean,
  context: CardContext,
): (CardElement | undefined)[] {
  const { subject } = value;
  const about = idWords(subject.id, value.otherSessions.length > 0 ? subject.sessionId : undefined);
  const report = reportArgs(value);
  const anybody = value.attended > 0;
  const compared = subject.kind === 'meeting' ? report : subjectArgs(subject);
  return [
    anybody ? privateChatAction('Participants', `participants ${about}`, context) : undefined,
    isRegistered ? privateChatAction('No-shows', `no-shows ${about}`, context) : undefined,
    value.hasEarlier
      ? commandAction({ title: 'Compare with last time', command: 'compare', args: compared })
      : undefined,
    anybody ? privateChatAction('Export', `export ${about}`, context) : undefined,
    // Gives way where all the others are there: Teams draws six.
    isRegistered && value.hasEarlier
      ? undefined
      : commandAction({ title: 'All figures', command: 'attendance', args: report }),
    explainAction('How is this counted?', ['counted']),
  ];
}
