import type { Card, CardElement } from './card';

/** A card whose buttons for one command stay with the dialog that shows it: without a verb, what is pressed comes to the dialog itself. */
export function withOwnButtons(card: Card, command: string): Card {
  return owned(card, command) as Card;
}

function owned(part: unknown, command: string): unknown {
  if (Array.isArray(part)) return part.map(one => owned(one, command));
  if (typeof part !== 'object' || part === null) return part;
  const action = part as CardElement;
  if (action.type === 'Action.Execute' && action.verb === command) {
    const { verb: _verb, fallback: _fallback, ...shown } = action;
    return { ...shown, type: 'Action.Submit' };
  }
  return Object.fromEntries(Object.entries(action).map(([name, one]) => [name, owned(one, command)]));
}
