import template from '../../adaptiveCards/attendance.json';
import type { AttendanceAnswer } from '../domain/attendance';
import { actionBar, commandAction, explainAction, toggleAction } from './action';
import { attendanceFigures, shareSentence, staySentence } from './attendance-figures';
import { attendanceAlerts, attendanceNotes, isNewest, reportLine } from './attendance-notes';
import { sentenceRuns, wayRuns } from './attendance-links';
import { callLineNames, callQualityLine } from './call-quality-line';
import type { Card, CardContext, CardElement } from './card';
import { curveChart, curveWords } from './chart';
import { copyLink, copyLinkRun } from './copy-link';
import { externalLines, type DetailLine } from './detail-lines';
import { attendanceFigureNames, definitions, registrationFigureNames, type DefinitionName } from './definitions';
import { capitalised, counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { FEW, isReadByOne, mayShowPeople, toldTo } from './privacy';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { attendanceRegistration } from './registration-line';
import { createRenderer } from './render';
import { roleCounts } from './role';
import { eventArgs, reportArgs, subjectArgs, subjectHead } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';
import { watchRun } from './watch-link';

const render = createRenderer(template);
/** Longer ones are cut: the whole is in the button's data. */
const LONGEST_ID = 160;

/** Who came: the figures, the room over time, and what is missing or uncertain. Names nobody, in any place. */
export function attendanceCard(value: AttendanceAnswer, context: CardContext): Card {
  const format = formatFor(context);
  const head = subjectHead(value.subject, context);
  const told = toldTo(value, context);
  // Of a few, nothing more is told than that they came.
  const came = typeof told.attended === 'number' && told.attended > 0;
  const said = came
    ? `${head.spoken}. ${counted(format, value.attended, 'person', 'people')} came. ${curveWords(value, context)}.`
    : `${head.spoken}. ${told.attended === 0 ? 'Nobody' : `${capitalised(FEW)} people`} came.`;
  const roles = roleCounts(told.byRole, format);
  const details = attendanceDetails(value, context);
  // Several reports counted as one have no link: theirs leads to what they are of.
  const link = copyLink(value.subject, context, value.reports > 1 ? undefined : value.report.id);
  const partial = value.incomplete ? ' These figures are incomplete.' : '';
  return render({
    speak: said + partial,
    fallbackText: `${said}${partial} ${plainText(roles, 300)}`.trim(),
    head,
    came,
    alerts: attendanceAlerts(value, told, context),
    figures: attendanceFigures(value, told, context),
    chart: came ? (curveChart(value, context) ?? null) : null,
    sentence: sentenceRuns(value, told, context),
    registration: attendanceRegistration(value, context),
    callQuality: came ? callQualityLine(value.callQuality, value.subject, context) : null,
    share: came && told.times ? shareSentence(value, context) : null,
    stay: staySentence(value, told, context),
    roles: capitalised(roles) || null,
    reportLine: reportLine(value, told, context),
    links: wayRuns(value, context),
    notes: attendanceNotes(value, told, context),
    feet: joinedRuns(
      [...detailsRun(details), ...copyLinkRun(link), ...watchRun(value.subject, value.watched)],
      textRun(' · ', { size: 'Small' }),
    ),
    details,
    link,
    definitions: definitions(definedFigures(value, came), context),
    actions: actionBar(attendanceActions(value, context)),
  });
}

function attendanceDetails(value: AttendanceAnswer, context: CardContext): DetailLine[] {
  if (!isReadByOne(context)) return [];
  const { subject, report, reports } = value;
  const ids = [
    { label: subject.kind === 'meeting' ? 'Meeting id' : 'Event id', value: personText(subject.id, LONGEST_ID) },
    { label: 'Session id', value: personText(subject.sessionId, LONGEST_ID) },
    { label: reports > 1 ? 'Newest report' : 'Report id', value: personText(report.id, LONGEST_ID) },
  ];
  return [...ids.filter(({ value: id }) => id !== ''), ...externalLines(value.externalEventInformation)];
}

function detailsRun(details: readonly DetailLine[]): TextRun[] {
  const selectAction = toggleAction('Details', ['details']);
  return details.length > 0 ? [textRun('Details', { size: 'Small', selectAction })] : [];
}

/** The figures that stand on the card, or could. */
function definedFigures({ reports, registration, callQuality }: AttendanceAnswer, came: boolean): DefinitionName[] {
  return [
    ...(came ? attendanceFigureNames : (['attended'] as const)),
    ...(registration ? registrationFigureNames : []),
    ...(came && callQuality ? callLineNames : []),
    ...(reports > 1 ? (['merged'] as const) : []),
  ];
}

function attendanceActions(value: AttendanceAnswer, context: CardContext): CardElement[] {
  const { subject } = value;
  const about = idWords(subject.id, value.otherSessions.length > 0 ? subject.sessionId : undefined);
  const session = subjectArgs(subject);
  const report = reportArgs(value);
  const sessions = commandAction({ title: 'Sessions', command: 'sessions', args: eventArgs(subject) });
  const settings = commandAction({ title: 'Session settings', command: 'session', args: session });
  const again = commandAction({
    title: value.incomplete ? 'Read again' : 'Refresh',
    command: 'attendance',
    // The newest report may have a newer one by then; an older one was chosen.
    args: isNewest(value) && value.reports === 1 ? session : report,
  });
  const named = mayShowPeople(context)
    ? commandAction({ title: 'Participants', command: 'participants', args: report })
    : privateChatAction('Open in private', `attendance ${about}`, context);
  const compared = commandAction({
    title: 'Compare with last time',
    command: 'compare',
    args: subject.kind === 'meeting' ? report : session,
  });
  const ways = [...(value.hasEarlier ? [compared] : []), ...(subject.kind === 'meeting' ? [] : [sessions])];
  return [
    ...(value.incomplete ? [again] : []),
    ...(named && value.attended > 0 ? [named] : []),
    ...ways,
    ...(value.incomplete ? [] : [again]),
    ...(mayShowPeople(context) && value.attended > 0
      ? [commandAction({ title: 'Export', command: 'export', args: report, mode: 'secondary' })]
      : []),
    explainAction('How is this counted?', ['counted']),
    ...(subject.kind === 'meeting' || subject.sessionId === undefined ? [] : [settings]),
  ];
}
