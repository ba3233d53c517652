import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { watchedKey, type Watched } from '../domain/subscriptions';

/** The state that a subscription is made with. It follows from what is watched, so that one whose creation nobody told of is known again. 43 characters. */
export function toClientState(secret: string, tenantId: string, watched: Watched): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([tenantId.toLowerCase(), watchedKey(watched)]))
    .digest('base64url');
}

/** Whether an item carries the state that its subscription was made with. Takes the same time wherever the two differ, and for any length. */
export function isClientState(expected: string, given: string | undefined): boolean {
  const same = timingSafeEqual(digest(expected), digest(given ?? ''));
  return same && expected !== '' && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
