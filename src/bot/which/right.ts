import { RIGHT_HOLDS, type Right } from '../../domain/access';
import type { Question, Remembered } from '../command';
import { ownerOf } from '../recent';

type About = Pick<Remembered, 'kind' | 'id'>;

const RIGHT_BYTES = 200;

/**
 * Called before Graph is asked; what it gives, once access is clear, keeps the right to what was kept for as long as it holds from then. Not a reader's:
 * their group was perhaps asked for minutes before.
 */
export function askingRight({ recent, asker }: Question): (about: About, role: Right) => void {
  const from = performance.now();
  return (about, role) => {
    if (role === 'reader') return;
    recent.set(ownerOf({ asker }), keyOf(about), true, RIGHT_BYTES, RIGHT_HOLDS - (performance.now() - from));
  };
}

/** Whether Graph said so of this one event or meeting, and that still holds. */
export function wasRightAsked(question: Question, about: About): boolean {
  return question.recent.get(ownerOf(question), keyOf(about)) !== undefined;
}

function keyOf({ kind, id }: About): string {
  return JSON.stringify(['right', kind, id]);
}
