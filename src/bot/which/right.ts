import { RIGHT_HOLDS, type Right } from '../../domain/access';
import type { Question, Remembered } from '../command';
import { myEventsIfKept, ownerOf } from './my-events';

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

/** Whether Graph said so lately that the asker runs it that what was kept of it may be shown. */
export function isRightKept(question: Question, about: About): boolean {
  if (question.recent.get(ownerOf(question), keyOf(about)) !== undefined) return true;
  const listed = myEventsIfKept(question)?.events ?? [];
  return listed.some(({ event }) => event.id === about.id && event.kind === about.kind);
}

function keyOf({ kind, id }: About): string {
  return JSON.stringify(['right', kind, id]);
}
