import template from '../../adaptiveCards/call.json';
import type { CallAnswer } from '../domain/calls';
import { actionBar, commandAction, explainAction, toggleAction } from './action';
import { callFigures, failedText, kindChart, spokenFigures, unjudgedText, worstLines } from './call-figures';
import { untoldText } from './call-groups';
import { streamRuleNames } from './call-definitions';
import { callArgs, callHead } from './call-head';
import { callAlerts, isYoung } from './call-notes';
import type { Card, CardContext, CardElement } from './card';
import { definitions, type DefinitionName } from './definitions';
import type { DetailLine } from './detail-lines';
import { formatFor } from './format';
import { personText, plainText } from './person-text';
import { isReadByOne, mayShowPeople } from './privacy';
import { privateChatAction } from './private-chat';
import { createRenderer } from './render';
import { carriesPasscode } from './session-values';
import { subjectArgs } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';

const render = createRenderer(template);
const MOST_LINKS = 4;
const defined: DefinitionName[] = [
  'people',
  'sessions',
  'poor-streams',
  'failed',
  ...streamRuleNames,
  'by-network',
  'by-platform',
];

/** One call: how many, how long, how good, and where it was worst. Names nobody where others read along. */
export function callCard(value: CallAnswer, context: CardContext): Card {
  const { quality } = value;
  const head = callHead(value, context);
  const untold = untoldText(quality, context);
  const isTold = untold === null;
  const unjudged = unjudgedText(quality, context);
  const worst = isTold ? worstLines(value, context) : [];
  const details = callDetails(value, context);
  const said = isTold
    ? [`${head.spoken}. ${spokenFigures(value, context)}`, unjudged, ...worst.map(({ words }) => plainText(words, 200))]
    : [`${head.spoken}. ${untold}`];
  const partial = quality.incomplete ? ' These figures are incomplete.' : '';
  return render({
    speak: said.filter(Boolean).slice(0, 2).join(' ') + partial,
    fallbackText: said.filter(Boolean).join(' ') + partial,
    head,
    alerts: callAlerts(value, context),
    any: isTold,
    figures: isTold ? callFigures(value, context) : [],
    failed: isTold ? failedText(quality, context) : null,
    chart: isTold ? kindChart(quality, context) : null,
    worst: worst.map(({ inlines }) => ({ inlines })),
    unjudged: isTold ? unjudged || null : null,
    notes: isTold ? notesOf(value, context) : [],
    others: otherCalls(value, context),
    feet:
      details.length > 0
        ? [textRun('Details', { size: 'Small', selectAction: toggleAction('Details', ['details']) })]
        : [],
    details,
    definitions: definitions(defined, context),
    actions: actionBar(callActions(value, isTold, context)),
  });
}

function notesOf(
  { call, quality, participants, othersIncomplete }: CallAnswer,
  context: CardContext,
): { text: string }[] {
  const format = formatFor(context);
  const notes: string[] = [];
  if (participants !== null && participants !== quality.people && quality.people > 0 && !quality.incomplete)
    notes.push(
      `Microsoft’s list of participants names ${format.number(participants)}; sessions are of ${format.number(quality.people)} different people, and those are counted here.`,
    );
  if (call.endDateTime !== null && isYoung(call, context))
    notes.push('The record is young: Microsoft may add to it for some hours.');
  if (othersIncomplete)
    notes.push('Not all calls of that time could be looked at: there may be others of the same event.');
  return notes.map(text => ({ text }));
}

/** Lines that lead to the other calls of the same event. */
function otherCalls(value: CallAnswer, context: CardContext): { inlines: TextRun[] }[] {
  const { others } = value;
  if (others.length === 0) return [];
  const format = formatFor(context);
  const small = { size: 'Small' } as const;
  const shown = others.slice(0, MOST_LINKS).map(({ id, startDateTime: at }) =>
    textRun(at === null ? 'without a time' : `${format.shortDay(at)}, ${format.clock(at)}`, {
      ...small,
      selectAction: commandAction({ title: 'That call', command: 'call', args: { ...callArgs(value), call: id } }),
    }),
  );
  const left = others.length - shown.length;
  return [
    {
      inlines: [
        textRun(`Other calls of it (${format.zone}): `, { ...small, isSubtle: true }),
        ...joinedRuns(shown, textRun(' · ', small)),
        ...(left > 0 ? [textRun(` · ${format.number(left)} more`, { ...small, isSubtle: true })] : []),
      ],
    },
  ];
}

const LONGEST_ID = 200;

function callDetails({ call, subject }: CallAnswer, context: CardContext): DetailLine[] {
  if (!isReadByOne(context)) return [];
  const hidesLink = context.place === 'shared' && call.joinWebUrl !== undefined && carriesPasscode(call.joinWebUrl);
  const lines: DetailLine[] = [
    { label: 'Call id', value: personText(call.id, LONGEST_ID) },
    { label: 'Version of the record', value: call.version === null ? '' : formatFor(context).number(call.version) },
    { label: 'Type in Graph', value: personText(call.type) },
    { label: 'Last changed', value: personText(call.lastModifiedDateTime) },
    { label: 'Join link', value: hidesLink ? '' : personText(call.joinWebUrl, 300) },
    { label: subject?.kind === 'meeting' ? 'Meeting id' : 'Event id', value: personText(subject?.id, LONGEST_ID) },
  ];
  return lines.filter(({ value }) => value !== '');
}

function callActions(value: CallAnswer, isTold: boolean, context: CardContext): (CardElement | undefined)[] {
  const { call, subject, quality } = value;
  const args = callArgs(value);
  const isNamed = mayShowPeople(context);
  const to = (title: string, command: string, more: object = {}) =>
    commandAction({ title, command, args: { ...args, ...more } });
  const sessions = isNamed
    ? to('Sessions', 'call-sessions')
    : privateChatAction('Open in private', `call ${call.id}`, context);
  return [
    quality.incomplete ? to('Read again', 'call') : undefined,
    quality.sessions > 0 ? sessions : to('Refresh', 'call'),
    isTold ? to('Quality', 'quality') : undefined,
    isNamed && quality.failed > 0 ? to('Failed sessions', 'call-sessions', { sessionFilter: 'failed' }) : undefined,
    subject ? commandAction({ title: 'Attendance', command: 'attendance', args: subjectArgs(subject) }) : undefined,
    isNamed && quality.sessions > 0 && !(quality.incomplete && quality.failed > 0 && subject)
      ? commandAction({ title: 'Export', command: 'call-export', args, mode: 'secondary' })
      : undefined,
    explainAction('How is this counted?', ['counted']),
  ];
}
