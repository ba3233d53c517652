import { openAction } from './action';
import type { CardContext, CardElement } from './card';
import { personText } from './person-text';

const LONGEST_WORDS = 300;

/** A link to the reader's own chat with the bot, the words already typed; nothing where the bot has no id, or would say no more there. */
export function privateChatAction(title: string, words: string, context: CardContext): CardElement | undefined {
  if (!context.botId || context.figuresOnly) return undefined;
  const message = encodeURIComponent(personText(words, LONGEST_WORDS));
  const bot = encodeURIComponent(context.botId).replaceAll('%3A', ':');
  return openAction(title, `https://teams.microsoft.com/l/chat/0/0?users=${bot}&message=${message}`);
}
