import template from '../../adaptiveCards/calls.json';
import type { Args } from '../domain/args';
import { CALL_RECORDS_KEPT } from '../domain/call-record';
import type { CallLine, CallsAnswer } from '../domain/calls';
import { secondsBetween, toInstant, type Iso } from '../domain/time';
import { actionBar, commandAction } from './action';
import { spanOf } from './call-head';
import { callTypeWord, identityName, modalityList } from './call-words';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { leftOutHint } from './list-row';
import { pageActions, pageText } from './paging';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { createRenderer, withRowsThatFit } from './render';
import { shortReason } from './short-reason';
import { dateMacro, dayKey, timeMacro, whenInList } from './when';

const render = createRenderer(template);
const DAY = 24 * 3_600_000;
/** A call that began in a time that ended so long ago has its record by now, unless it was very long. */
const LATE = 6 * 3_600_000;

/** A page of calls, two lines each, newest first. Names people, so in a shared place it is the card that leads to the private chat. */
export function callsCard(value: CallsAnswer, context: CardContext): Card {
  if (!mayShowPeople(context)) return privateCard({ command: 'calls' }, context);
  const day = onlyDay(value, context);
  const title = titleOf(value);
  const line = countLine(value, day, context);
  return withRowsThatFit(value.calls, calls => {
    const empty = emptyText(value, context);
    const notes = [...partNotes(value, context), ...keptNotes(value, context)];
    const said = [
      `${plainText(title)}, ${spokenWindow(value, day, context)}: ${countText(value, context)}`,
      calls.length > 0 ? spokenCalls(calls, context) : (empty ?? ''),
      ...notes.map(({ text }) => text),
    ].filter(Boolean);
    return render({
      speak: said.join('. '),
      fallbackText: said.join('. '),
      title,
      line,
      rows: calls.map((call, index) => callRow(call, index > 0, day !== undefined, context)),
      empty,
      notes,
      hint: calls.length > 0 ? leftOutHint(value.calls.length, calls.length, pressHint(calls, context)) : null,
      actions: actionBar(callsActions(value, day, context)),
    });
  });
}

function titleOf({ scope, person }: CallsAnswer): string {
  if (person?.isAsker) return 'Your calls';
  if (person) return `Calls with ${personText(person.displayName, 60) || 'an unnamed person'}`;
  return scope === 'all' ? 'All calls' : 'Calls of your events and meetings';
}

function countText({ total, incomplete }: CallsAnswer, context: CardContext): string {
  if (total === 0) return incomplete ? 'none so far' : 'none';
  const count = counted(formatFor(context), total, 'call', 'calls');
  return incomplete ? `${count} so far` : count;
}

function countLine(value: CallsAnswer, day: string | undefined, context: CardContext): string {
  const whose = value.person ? (value.scope === 'all' ? '' : 'of your events and meetings') : '';
  const days = `${dateMacro(value.window.start)} to ${dateMacro(lastOf(value))}`;
  const when = isLastDay(value) ? LAST_DAY : day === undefined ? days : dateMacro(value.window.start);
  const page = pageText(value, formatFor(context));
  return [when, whose, countText(value, context), page, 'dates in your time'].filter(Boolean).join(' · ');
}

function spokenWindow(value: CallsAnswer, day: string | undefined, context: CardContext): string {
  if (isLastDay(value)) return LAST_DAY.toLowerCase();
  const format = formatFor(context);
  const first = format.day(value.window.start);
  return day === undefined ? `${first} to ${format.day(lastOf(value))} (${format.zone})` : `${first} (${format.zone})`;
}

function spokenCalls(calls: readonly CallLine[], context: CardContext): string {
  return calls
    .slice(0, 5)
    .map(call => `${formatFor(context).number(call.number)}. ${plainText(callTitle(call), 60)}`)
    .join(', ');
}

const LAST_DAY = 'The last 24 hours';

/** Nothing was asked for. */
function isLastDay({ day, window }: CallsAnswer): boolean {
  return day === undefined && (toInstant(window.end) ?? 0) - (toInstant(window.start) ?? 0) <= DAY;
}

/** The window ends before its end. */
function lastOf({ window }: CallsAnswer): Iso {
  return new Date((toInstant(window.end) ?? 0) - 1).toISOString();
}

function callRow(call: CallLine, separated: boolean, isOfOneDay: boolean, context: CardContext) {
  const format = formatFor(context);
  const { startDateTime, endDateTime } = call;
  const seconds = secondsBetween(startDateTime, endDateTime);
  const number = format.number(call.number);
  const when =
    startDateTime === null
      ? 'time unknown'
      : isOfOneDay
        ? [startDateTime, endDateTime]
            .filter(at => at !== null)
            .map(timeMacro)
            .join(' to ')
        : whenInList(spanOf(call), context);
  return {
    number,
    separated,
    title: callTitle(call),
    line: [
      seconds === null ? when : `${when} (${format.duration(seconds)})`,
      call.title || call.organizer ? callTypeWord(call.type) : '',
      modalityList(call.modalities),
    ]
      .filter(Boolean)
      .join(' · '),
    tap: commandAction({
      title: `Open number ${number}`,
      command: 'call',
      args: { call: call.id, ...call.found },
    }),
  };
}

function callTitle({ title, organizer, type }: CallLine): string {
  const own = personText(title);
  if (own) return own;
  return organizer ? `Call of ${identityName(organizer)}` : callTypeWord(type);
}

function pressHint([first]: readonly CallLine[], context: CardContext): string {
  return `Press a call, or say its number: call ${formatFor(context).number(first?.number ?? 1)}.`;
}

function emptyText(value: CallsAnswer, context: CardContext): string | null {
  if (value.calls.length > 0) return null;
  if (value.total > 0) return 'Nothing on this page. Look at the first one.';
  if (value.incomplete) return 'No call was found in what could be read.';
  const isLate = (toInstant(value.window.end) ?? 0) > context.now - LATE;
  const late = isLate ? ' A call is listed up to an hour after its end, so ask again then.' : ' Try another day.';
  if (value.scope === 'all') return `Microsoft has no record of a call that began then.${late}`;
  return `None of your events and meetings that I looked at had a call then.${late} Any meeting can be asked for by its join link.`;
}

function partNotes(value: CallsAnswer, context: CardContext): { text: string }[] {
  if (!value.incomplete) return [];
  const read =
    value.callsRead === undefined
      ? 'only some calls were looked at'
      : `${counted(formatFor(context), value.callsRead, 'call was', 'calls were')} found`;
  return [{ text: `Incomplete: ${read} before ${shortReason(value.incompleteBecause)}. Calls are missing here.` }];
}

/** Days were asked for of which Graph has nothing any more, or not all. */
function keptNotes({ day }: CallsAnswer, context: CardContext): { text: string }[] {
  const [first] = day?.split('/') ?? [];
  const edge = dayKey(context.now - CALL_RECORDS_KEPT, context);
  if (first === undefined || edge === undefined || first > edge) return [];
  return [{ text: 'Microsoft keeps calls for 30 days: earlier ones are gone.' }];
}

/** The day of the window in the reader's zone, as `2026-11-12`; undefined where it reaches over several. */
function onlyDay(value: CallsAnswer, context: CardContext): string | undefined {
  const first = dayKey(toInstant(value.window.start), context);
  return first === dayKey(toInstant(lastOf(value)), context) ? first : undefined;
}

function callsActions(value: CallsAnswer, day: string | undefined, context: CardContext): CardElement[] {
  const whose: Args = value.person ? { participant: value.person.id } : {};
  const here: Args = { ...whose, ...(value.day !== undefined && { day: value.day }) };
  const toDay = (title: string, instant: number): CardElement[] => {
    const key = dayKey(instant, context);
    const isKept = instant > context.now - CALL_RECORDS_KEPT && instant <= context.now;
    return key === undefined || !isKept
      ? []
      : [commandAction({ title, command: 'calls', args: { ...whose, day: key } })];
  };
  const [start, end] = [toInstant(value.window.start) ?? 0, toInstant(value.window.end) ?? 0];
  const days =
    day === undefined
      ? [...toDay('Today', context.now), ...toDay('Yesterday', context.now - DAY)]
      : [...toDay('Previous day', start - 1), ...toDay('Next day', end)];
  return [
    ...(value.incomplete ? [commandAction({ title: 'Read again', command: 'calls', args: here })] : []),
    ...pageActions(value, 'calls', here),
    ...days,
    ...(value.person
      ? [
          commandAction({
            title: 'All calls',
            command: 'calls',
            args: value.day === undefined ? {} : { day: value.day },
          }),
        ]
      : []),
    ...(value.total === 0 ? [commandAction({ title: 'My events', command: 'events', args: {} })] : []),
    commandAction({ title: 'Help', command: 'help', args: {} }),
  ];
}
