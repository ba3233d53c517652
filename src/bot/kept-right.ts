import type { Question, Remembered } from './command';
import { isRightKept } from './which/right';
import { findWhich } from './which/which';

/** Stands before everything that is shown from memory: access as Graph told it at most five minutes ago, else asked anew. Throws AppError: not-found. */
export async function checkKeptRight(question: Question, { kind, id }: Pick<Remembered, 'kind' | 'id'>): Promise<void> {
  if (!isRightKept(question, { kind, id })) await findWhich({ kind, id }, question);
}
