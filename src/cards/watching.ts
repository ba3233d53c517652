import template from '../../adaptiveCards/watching.json';
import type { WatchingAnswer, WatchLine, WatchPlace } from '../domain/watch';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { capitalised, counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { personText, plainText } from './person-text';
import { privateChatAction } from './private-chat';
import { createRenderer, withRowsThatFit } from './render';
import { kindText } from './state';
import { eventArgs } from './subject-head';
import { textRun } from './text-run';
import { nameless } from './watch';

const render = createRenderer(template);

/** What is watched here, and in somebody's own chat what they watch anywhere; each row with Unwatch. Names nobody. */
export function watchingCard(value: WatchingAnswer, context: CardContext): Card {
  const format = formatFor(context);
  const count = value.matching === 0 ? 'Nothing yet' : counted(format, value.matching, 'watch', 'watches');
  const line = [count, pageText(value, format)].filter(Boolean).join(' · ');
  const notes = notesOf(value, context);
  return withRowsThatFit(value.watches, watches => {
    const spoken = watches.map(one => `${one.number}. ${plainText(titleOf(one, context), 60)} (${scopeWords(one)})`);
    const said = [`Watched: ${line}`, ...spoken, ...notes].join('. ');
    return render({
      speak: `${said}.`.replaceAll('..', '.'),
      fallbackText: `${said}.`.replaceAll('..', '.'),
      line,
      rows: watches.map((one, index) => toRow(one, index, context)),
      notes: notes.map(text => ({ text })),
      hint:
        value.matching > 0
          ? 'Unwatch ends one, and so does its number: unwatch 1.'
          : 'Say watch and the name of an event, or watch next: its summary then comes here by itself.',
      actions: actionBar(watchingActions(value, context)),
    });
  });
}

interface Row {
  number: string;
  title: string;
  line: string;
  separated: boolean;
  tap: CardElement | null;
  end: object[];
}

function toRow(one: WatchLine, index: number, context: CardContext): Row {
  const number = formatFor(context).number(one.number);
  const { subject, watched } = one;
  const command = subject?.kind === 'meeting' ? 'attendance' : 'event';
  const selectAction = commandAction({ title: `Unwatch number ${number}`, command: 'unwatch', args: { watched } });
  return {
    number,
    title: titleOf(one, context),
    line: [capitalised(scopeWords(one)), placeText(one), one.isGone && 'nothing can be posted there now']
      .filter(Boolean)
      .join(' · '),
    separated: index > 0,
    tap: subject ? commandAction({ title: `Open number ${number}`, command, args: eventArgs(subject) }) : null,
    end: [textRun('Unwatch', { size: 'Small', selectAction })],
  };
}

function titleOf({ scope, subject }: WatchLine, context: CardContext): string {
  if (subject) return personText(subject.title) || `Untitled ${kindText(subject.kind).toLowerCase()}`;
  return scope === 'all' ? nameless(scope, context) : `${nameless(scope, context)} that you do not run any more`;
}

function scopeWords({ scope, subject }: WatchLine): string {
  if (scope === 'all') return 'those to come as well';
  if (scope === 'series') return 'the whole series';
  if (!subject) return 'each session';
  return subject.kind === 'meeting' ? 'meeting, each time' : `${kindText(subject.kind).toLowerCase()}, each session`;
}

const elsewhere: Record<WatchPlace, string> = {
  personal: 'in your own chat',
  groupChat: 'in a group chat',
  channel: 'in a channel',
};

function placeText({ isHere, place }: WatchLine): string {
  return isHere ? 'here' : elsewhere[place];
}

function notesOf({ others, elsewhere: away }: WatchingAnswer, context: CardContext): string[] {
  const format = formatFor(context);
  return [
    ...(others > 0
      ? [`${counted(format, others, 'more watch was', 'more watches were')} set up here for events that others run.`]
      : []),
    ...(away > 0
      ? [`${counted(format, away, 'watch', 'watches')} of yours in other places: ask in your own chat with Rollcall.`]
      : []),
  ];
}

function watchingActions(value: WatchingAnswer, context: CardContext): (CardElement | undefined)[] {
  const all = commandAction({ title: 'Watch all my events', command: 'watch', args: { scope: 'all' } });
  return [
    ...pageActions(value, 'watching', {}),
    value.watches.some(({ scope, isHere }) => scope === 'all' && isHere) ? undefined : all,
    commandAction({ title: 'My events', command: 'events', args: {} }),
    value.elsewhere > 0 ? privateChatAction('Open in private', 'watching', context) : undefined,
    commandAction({ title: 'Help', command: 'help', args: {} }),
  ];
}
