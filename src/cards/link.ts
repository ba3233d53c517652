import template from '../../adaptiveCards/link.json';
import type { LinkTarget } from '../domain/link';
import { actionBar } from './action';
import type { Card, CardContext } from './card';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { createRenderer } from './render';

const render = createRenderer(template);
/** Longer ones would reach the chat cut short. */
const LONGEST_WORDS = 250;
/** What clients draw where a link was pasted. */
const UNFURLED_VERSION = '1.3';

/** What a link of ours shows to everybody who may not see where it leads: the same whether there is anything there or not. */
export function linkCard({ kind, id, session }: LinkTarget, context: CardContext): Card {
  const about = `${kind === 'meeting' || session !== undefined ? 'attendance' : 'event'} ${idWords(id, session)}`;
  const words = about.length <= LONGEST_WORDS ? about : 'events';
  const said = 'A Rollcall link. Rollcall shows where it leads to the people who run the event.';
  return render({
    speak: said,
    fallbackText: said,
    // Where figures only are shown the private chat says no less of an event than this card.
    actions: actionBar([privateChatAction('Open with Rollcall', words, { ...context, figuresOnly: false })]),
  });
}

/** The card as it may stand where a link was pasted: whatever is newer than that brings its own fallback. */
export function asUnfurled(card: Card): Card {
  return { ...card, version: UNFURLED_VERSION };
}
