import { signInCard, type SignInState } from '../../cards/sign-in';
import type { Command } from '../command';

/** Ends the asker's sign-in, and lets go of what was read with it. */
export const signOut: Command = {
  name: 'sign-out',
  aliases: ['sign out', 'sign me out', 'log out', 'logout'],
  usage: 'sign out',
  help: 'Rollcall forgets your sign-in.',
  example: 'sign out',
  featured: false,
  parse: () => ({}),
  async answer(_args, { signOut: end, card }) {
    end?.();
    const facts: { state: SignInState } = { state: end ? 'signed-out' : 'nobody' };
    return { card: signInCard(facts, card), facts };
  },
};
