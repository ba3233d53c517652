import template from '../../adaptiveCards/call-sessions.json';
import type { CallSessionLine, CallSessionsAnswer } from '../domain/calls';
import { secondsBetween } from '../domain/time';
import { isYoung } from './call-notes';
import { actionBar, commandAction, explainAction } from './action';
import { streamRuleNames } from './call-definitions';
import { callArgs, callHead } from './call-head';
import {
  failedState,
  identityName,
  lineStart,
  modalityList,
  modalityWord,
  networkWord,
  platformWord,
  verdictStates,
  withoutArticle,
} from './call-words';
import type { Card, CardContext, CardElement } from './card';
import { definitions } from './definitions';
import { counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { createRenderer, withRowsThatFit } from './render';
import { shortReason } from './short-reason';
import type { State } from './state';
import { timeMacro } from './when';

const render = createRenderer(template);

/** A page of sessions, two lines each. In a shared place it is the card that leads to the private chat. */
export function callSessionsCard(value: CallSessionsAnswer, context: CardContext): Card {
  if (!mayShowPeople(context)) return privateCard({ command: `call sessions ${value.call.id}` }, context);
  const head = callHead(value, context);
  const line = countLine(value, context);
  const args = callArgs(value);
  return withRowsThatFit(value.sessions, sessions => {
    const left = value.sessions.length - sessions.length;
    return render({
      speak: `${head.spoken}. ${line}.`,
      fallbackText: `${head.spoken}. ${line}. ${sessions.map(session => `${session.number}. ${plainText(nameOf(session), 60)}`).join(', ')}`,
      head,
      line: left > 0 ? `${line} · ${left} more did not fit here; say their number: call session 12` : line,
      filter: value.filter,
      filters: filterChoices(value),
      filterActions: [commandAction({ title: 'Show', command: 'call-sessions', args, associatedInputs: 'auto' })],
      notes: partNotes(value, context),
      sessions: sessions.map((session, index) => sessionRow(session, value, index > 0, context)),
      empty: emptyText(value, context),
      definitions: definitions(['sessions', 'failed', 'poor-sessions', ...streamRuleNames], context),
      actions: actionBar(sessionsActions(value)),
    });
  });
}

function nameOf({ caller, callee }: CallSessionLine): string {
  if (caller && callee) return `${identityName(caller)} and ${identityName(callee)}`;
  return identityName(caller ?? callee);
}

function sessionRow(session: CallSessionLine, value: CallSessionsAnswer, separated: boolean, context: CardContext) {
  const format = formatFor(context);
  const { number, startDateTime, endDateTime } = session;
  const seconds = secondsBetween(startDateTime, endDateTime);
  return {
    separated,
    number: format.number(number),
    name: nameOf(session),
    line: [
      session.platform === undefined ? '' : platformWord(session.platform),
      session.connectionType === undefined ? '' : networkWord(session.connectionType),
      modalityList(session.modalities),
    ]
      .filter(Boolean)
      .map(withoutArticle)
      .map((words, index) => (index === 0 ? lineStart(words) : words))
      .join(' · '),
    time: [
      startDateTime === null ? 'time unknown' : timeMacro(startDateTime),
      seconds === null ? '' : format.duration(seconds),
    ]
      .filter(Boolean)
      .join(' · '),
    state: stateOf(session, context),
    tap: commandAction({
      title: `Open session ${format.number(number)}`,
      command: 'call-session',
      args: { ...callArgs(value), callSession: session.id },
      associatedInputs: 'none',
    }),
  };
}

/** Good is the rule, and so without a badge. */
function stateOf({ failureInfo, streams }: CallSessionLine, context: CardContext): State | null {
  if (failureInfo) return failedState;
  if (streams.poor > 0) return { ...verdictStates.poor, text: `${formatFor(context).number(streams.poor)} poor` };
  return streams.good === 0 ? verdictStates.unclassified : null;
}

function filterText(filter: string): string {
  if (filter === 'all') return 'All sessions';
  if (filter === 'failed') return 'Failed';
  return filter === 'poor' ? 'With poor streams' : `With ${modalityWord(filter)}`;
}

/** What may be a filter goes into a button: words alone. */
const WORD = /^[a-z]\w{0,40}$/i;

function filterChoices({ filter, modalities }: CallSessionsAnswer): { title: string; value: string }[] {
  const words = [...new Set(['all', 'failed', 'poor', ...modalities, filter])].filter(one => WORD.test(one));
  return words.map(value => ({
    title: filterText(value),
    value,
  }));
}

function countLine(value: CallSessionsAnswer, context: CardContext): string {
  const format = formatFor(context);
  const all = counted(format, value.total, 'session', 'sessions');
  const some = value.matching === value.total ? all : `${format.number(value.matching)} of ${all}`;
  const filter = value.filter === 'all' ? 'failed first' : filterText(value.filter).toLowerCase();
  return [some, filter, pageText(value, format)].filter(Boolean).join(' · ');
}

function emptyText(
  { call, sessions, total, filter, page, incomplete }: CallSessionsAnswer,
  context: CardContext,
): string | null {
  if (sessions.length > 0) return null;
  if (total === 0)
    return `The record lists no session.${isYoung(call, context) ? ' Its first version can be short: ask again in an hour.' : ''}`;
  if (page > 1) return 'Nothing on this page. Look at the first one.';
  if (incomplete) return 'None of the sessions that were read.';
  if (filter === 'failed') return 'No session failed.';
  return filter === 'poor' ? 'No session had a poor stream.' : 'No session is of that kind. Look at all of them.';
}

function partNotes(value: CallSessionsAnswer, context: CardContext): { text: string }[] {
  if (!value.incomplete) return [];
  const read = counted(formatFor(context), value.sessionsRead ?? value.total, 'session was', 'sessions were');
  return [
    {
      text: `Incomplete: ${read} read before ${shortReason(value.incompleteBecause)}. Sessions are missing here; read again to go on.`,
    },
  ];
}

/** With "Show" and the explanation that makes six. */
const MOST_WAYS = 4;

function sessionsActions(value: CallSessionsAnswer): CardElement[] {
  const args = callArgs(value);
  const { filter } = value;
  const to = (title: string, command: string, more: object = {}) =>
    commandAction({ title, command, args, associatedInputs: 'none', ...more });
  const ways = [
    ...(value.incomplete ? [to('Read again', 'call-sessions')] : []),
    ...pageActions(value, 'call-sessions', { ...args, ...(filter !== 'all' && { sessionFilter: filter }) }, 'none'),
    ...(filter === 'all' ? [] : [to('All sessions', 'call-sessions')]),
    to('Call', 'call'),
    to('Export', 'call-export', { mode: 'secondary' }),
  ];
  return [...ways.slice(0, MOST_WAYS), explainAction('How is this counted?', ['counted'])];
}
