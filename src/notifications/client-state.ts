import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an item carries the state that its subscription was made with. Takes the same time wherever the two differ, and for any length. */
export function isClientState(expected: string, given: string | undefined): boolean {
  const same = timingSafeEqual(digest(expected), digest(given ?? ''));
  return same && expected !== '' && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
