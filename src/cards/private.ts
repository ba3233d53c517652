import template from '../../adaptiveCards/private.json';
import { commandAction, actionBar, openAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { personText, plainText } from './person-text';
import { createRenderer } from './render';

const render = createRenderer(template);
const LONGEST_WORDS = 300;

/** The answer in a group chat or channel to a command that would name people: where to ask it instead. `command` is what to type there. */
export function privateCard(value: { command: string }, context: CardContext): Card {
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

/** A link to the reader's own chat with the bot, the words already typed; nothing where the bot has no id. */
export function privateChatAction(title: string, words: string, context: CardContext): CardElement | undefined {
  if (!context.botId) return undefined;
  const message = encodeURIComponent(personText(words, LONGEST_WORDS));
  const bot = encodeURIComponent(context.botId).replaceAll('%3A', ':');
  return openAction(title, `https://teams.microsoft.com/l/chat/0/0?users=${bot}&message=${message}`);
}
