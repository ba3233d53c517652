import { commandAction } from './action';
import type { CardElement } from './card';

/** Posts it once more; `key` as of `Post`. */
export function resendAction(key: string): CardElement {
  return commandAction({ title: 'Send it again', command: 'posts', args: { post: key, verdict: 'resend' } });
}

/** Posts newer figures beside the message that they can't change. */
export function anewAction(key: string): CardElement {
  return commandAction({ title: 'Post as a new message', command: 'posts', args: { post: key, verdict: 'anew' } });
}

/** The two words that an owner may have on a summary that may or may not be there. */
export function postVerdictActions(key: string): CardElement[] {
  const there = commandAction({ title: 'It is there', command: 'posts', args: { post: key, verdict: 'there' } });
  return [resendAction(key), there];
}
