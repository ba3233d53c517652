import type { Card, CardElement } from './card';

/** A button inside a dialog: what was filled in comes back beside its data. */
export function dialogAction(
  title: string,
  data: object,
  shown: { style?: 'positive'; mode?: 'secondary'; associatedInputs?: 'auto' | 'none'; tooltip?: string } = {},
): CardElement {
  return { type: 'Action.Submit', title, ...shown, data };
}

/** What every button of a dialog carries beside its own data: which dialog it is of, and on which drawing of it. */
export interface DialogStamp {
  dialog: string;
  press: string;
}

/** Files come by a message that asks for consent, which a dialog has none of. */
const NOT_INSIDE: ReadonlySet<string> = new Set(['export']);

/** Whether a command can be asked from within a dialog. */
export function isInsideDialogs(command: string): boolean {
  return !NOT_INSIDE.has(command);
}

/**
 * Any card as a dialog shows it: dialogs know no Action.Execute and never refresh by themselves, so every button and every tap is sent as Action.Submit,
 * with the verb of a command where it had one.
 */
export function dialogCard(card: Card, stamp: DialogStamp): Card {
  const { refresh: _gone, ...rest } = card;
  return inside(rest, stamp) as Card;
}

function inside(part: unknown, stamp: DialogStamp): unknown {
  if (Array.isArray(part)) return part.filter(one => !isLeftOut(one)).map(one => inside(one, stamp));
  if (typeof part !== 'object' || part === null) return part;
  const action = part as CardElement;
  if (action.type === 'Action.Execute') {
    const { verb, data, fallback: _gone, ...shown } = action;
    return { ...shown, type: 'Action.Submit', data: { ...(data as object), verb, ...stamp } };
  }
  if (action.type === 'Action.Submit') return { ...action, data: { ...(action.data as object), ...stamp } };
  const kept = Object.entries(action).filter(([, one]) => !isLeftOut(one));
  return Object.fromEntries(kept.map(([name, one]) => [name, inside(one, stamp)]));
}

function isLeftOut(part: unknown): boolean {
  const { type, verb } = (part ?? {}) as Partial<CardElement>;
  return type === 'Action.Execute' && typeof verb === 'string' && !isInsideDialogs(verb);
}
