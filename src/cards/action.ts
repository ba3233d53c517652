import type { Args } from '../domain/args';
import type { CardElement } from './card';

/** Teams draws at most six buttons on a card, and beside each other only the primary ones. */
const MOST_ACTIONS = 6;
const MOST_PRIMARY = 3;

export interface CommandButton {
  title: string;
  command: string;
  args: Args;
  mode?: 'primary' | 'secondary';
  tooltip?: string;
  associatedInputs?: 'auto' | 'none';
}

/** A button, or a tap, that asks a command again with ready-made arguments. */
export function commandAction({ command, args, ...shown }: CommandButton): CardElement {
  return {
    type: 'Action.Execute',
    ...shown,
    verb: command,
    data: { args },
    fallback: { type: 'Action.Submit', ...shown, data: { verb: command, args } },
  };
}

/** Shows or hides parts of the card, without asking anybody. */
export function toggleAction(title: string, targetElements: string[]): CardElement {
  return { type: 'Action.ToggleVisibility', title, targetElements };
}

/** The same as a button in the menu: what it opens explains, and is rarely what a reader came for. */
export function explainAction(title: string, targetElements: string[]): CardElement {
  return { ...toggleAction(title, targetElements), mode: 'secondary' };
}

/** A button that opens a page; undefined for anything but an https address. */
export function openAction(title: string, url: string | undefined): CardElement | undefined {
  const address = safeUrl(url);
  return address === undefined ? undefined : { type: 'Action.OpenUrl', title, url: address };
}

/** The address as a browser would write it, or undefined when it is no https address or longer than any real one. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || url.length > LONGEST_URL || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.username || parsed.password) return undefined;
  return parsed.href.replaceAll('${', '%24%7B');
}

const LONGEST_URL = 1000;

/** The buttons of a card, most wanted first: three in sight, the rest behind the menu, six at most. */
export function actionBar(actions: (CardElement | undefined)[]): CardElement[] {
  return actions
    .filter(action => action !== undefined)
    .slice(0, MOST_ACTIONS)
    .map((action, index) => (index < MOST_PRIMARY ? action : secondary(action)));
}

function secondary(action: CardElement): CardElement {
  const fallback = action.fallback;
  const moved: CardElement = { ...action, mode: 'secondary' };
  if (typeof fallback === 'object') moved.fallback = { ...fallback, mode: 'secondary' };
  return moved;
}
