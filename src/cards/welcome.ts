import template from '../../adaptiveCards/welcome.json';
import type { Args } from '../domain/args';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { personText } from './person-text';
import { mayShowPeople } from './privacy';
import { createRenderer } from './render';

const render = createRenderer(template);

/** The first three things to ask, each working as typed and as pressed. */
const tries: { title: string; words: string; help: string; command: string; args: Args }[] = [
  {
    title: 'My events',
    words: 'events',
    help: 'Your webinars and town halls, running and coming first.',
    command: 'events',
    args: {},
  },
  {
    title: 'Who came',
    words: 'attendance',
    help: 'Pick an event: how many came, how long they stayed, and when the room was fullest.',
    command: 'attendance',
    args: {},
  },
  { title: 'Help', words: 'help', help: 'Everything you can ask, with examples.', command: 'help', args: {} },
];

/** What the bot does, who installed it, and three things to try. */
export function welcomeCard(value: { installedBy?: string }, context: CardContext): Card {
  return render({
    speak: 'Rollcall tells you who came to your webinars, town halls and meetings. Try: events, attendance, or help.',
    fallbackText: 'Rollcall tells you who came to your events. Try: events · attendance · help',
    installedBy: mayShowPeople(context) ? personText(value.installedBy) || null : null,
    tries: tries.map(({ words, help, command, args, title }) => ({
      words,
      help,
      tap: commandAction({ title, command, args }),
    })),
    place: placeText(context),
    actions: actionBar(tries.map(({ title, command, args }) => commandAction({ title, command, args }))),
  });
}

const FIGURES_ONLY = 'Rollcall shows figures only in your organisation, never names';

function placeText(context: CardContext): string {
  if (context.figuresOnly)
    return context.place === 'personal'
      ? `${FIGURES_ONLY}.`
      : `Here begin with @Rollcall, such as @Rollcall events. ${FIGURES_ONLY}.`;
  return context.place === 'personal'
    ? 'In group chats and channels Rollcall shows figures only, never names.'
    : 'Here begin with @Rollcall, such as @Rollcall events. Rollcall shows figures only; names are for your own chat with it.';
}
