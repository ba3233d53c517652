import { isProblem } from '../domain/errors';
import type { Question, Remembered } from './command';
import { isRightKept } from './which/my-events';
import { findWhich } from './which/which';

/** Stands before everything that is shown from memory: access as Graph told it at most five minutes ago, else asked anew. Throws AppError: not-found. */
export async function checkKeptRight(question: Question, { kind, id }: Pick<Remembered, 'kind' | 'id'>): Promise<void> {
  if (!isRightKept(question, { kind, id })) await findWhich({ kind, id }, question);
}

/** Whether the asker may still have what was made of it before. Throws AppError where that can't be known. */
export async function hasKeptRight(question: Question, about: Pick<Remembered, 'kind' | 'id'>): Promise<boolean> {
  try {
    await checkKeptRight(question, about);
    return true;
  } catch (error) {
    if (isProblem(error, 'not-found')) return false;
    throw error;
  }
}
