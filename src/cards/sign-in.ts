import template from '../../adaptiveCards/sign-in.json';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { createRenderer } from './render';

/** `elsewhere`: signed in at another instance than the one that was asked; `nobody`: nobody signs in here. */
export type SignInState = 'signed-out' | 'elsewhere' | 'nobody';

const render = createRenderer(template);

const words: Record<SignInState, { heading: string; line: string }> = {
  'signed-out': {
    heading: 'You are signed out',
    line: 'Rollcall has forgotten your sign-in, and what it read with it. What you ask next signs you in again, which Teams may do by itself.',
  },
  elsewhere: {
    heading: 'You are signed in',
    line: 'Rollcall no longer has what you asked before. Please ask it once more.',
  },
  nobody: {
    heading: 'Nobody signs in here',
    line: 'This Rollcall reads with rights of its own, and shows you what you organise or co-organise. There is no sign-in of yours to forget.',
  },
};

/** What became of somebody's sign-in. */
export function signInCard({ state }: { state: SignInState }, _context: CardContext): Card {
  const { heading, line } = words[state];
  return render({
    speak: `${heading}. ${line}`,
    fallbackText: `${heading}. ${line}`,
    heading,
    line,
    actions: actionBar([
      commandAction({ title: 'Help', command: 'help', args: {} }),
      state === 'signed-out' ? undefined : commandAction({ title: 'My events', command: 'events', args: {} }),
    ]),
  });
}
