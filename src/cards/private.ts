import template from '../../adaptiveCards/private.json';
import { commandAction, actionBar } from './action';
import type { Card, CardContext } from './card';
import { personText, plainText } from './person-text';
import { privateChatAction } from './private-chat';
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
