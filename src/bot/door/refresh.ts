import { ownViewCommands } from '../own-view';
import { isObject } from './activity';

/** The question behind a reader's own view of a card, which came from a client and is trusted in nothing. */
export interface OwnQuestion {
  verb: string;
  data: object;
}

/** Whether a client asks for its reader's own view, by itself or because "Refresh" was chosen in the message's menu; `value` is the invoke's. */
export function isRefresh(value: unknown): boolean {
  if (!isObject(value)) return false;
  const data = isObject(value.action) ? value.action.data : undefined;
  return value.trigger === 'automatic' || (isObject(data) && data.own === true);
}

/** What is asked then; undefined for what has no own view. */
export function toOwnQuestion(verb: string, data: unknown): OwnQuestion | undefined {
  // A tampered verb shall start nothing else by itself.
  if (!ownViewCommands.some(one => one === verb) || !isObject(data)) return undefined;
  const { own: _, ...rest } = data;
  return { verb, data: rest };
}
