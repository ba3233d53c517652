import template from '../../adaptiveCards/private.json';
import { commandAction, actionBar, openAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { personText, plainText } from './person-text';
import { problemCard } from './problem';
import { createRenderer } from './render';

const render = createRenderer(template);
const LONGEST_WORDS = 300;

/** The answer where people may not be shown to a command that would: where to ask it instead, if anywhere. `command` is what to type there. */
export function privateCard(value: { command: string }, context: CardContext): Card {
  if (context.figuresOnly) return problemCard({ code: 'figures-only', details: {} }, context);
  return render({
    speak: 'That answer names people, so ask in your own chat with Rollcall.',
    fallbackText: `That answer names people. Ask in your own chat with Rollcall: ${plainText(value.command, LONGEST_WORDS)}`,
    command: personText(value.command, LONGEST_WORDS),
    actions: actionBar([
      privateChatAction('Open in private', value.command, context),
      commandAction({ title: 'Help', command: 'help', args: {} }),
    ]),
  });
}

/** An event, or one session of it, in words that find it again in another chat. */
export function idWords(id: string, session?: string): string {
  return session === undefined ? id : `${id} session ${session}`;
}

/** A link to the reader's own chat with the bot, the words already typed; nothing where the bot has no id, or would say no more there. */
export function privateChatAction(title: string, words: string, context: CardContext): CardElement | undefined {
  if (!context.botId || context.figuresOnly) return undefined;
  const message = encodeURIComponent(personText(words, LONGEST_WORDS));
  const bot = encodeURIComponent(context.botId).replaceAll('%3A', ':');
  return openAction(title, `https://teams.microsoft.com/l/chat/0/0?users=${bot}&message=${message}`);
}
