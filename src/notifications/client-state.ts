import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { watchedKey, type Watched } from '../domain/subscriptions';

/**
 * The state that a subscription is made with. It follows from what is watched, so that one whose creation nobody told of is known again, and bears a seal,
 * so that what is forged is known without a look into the store. 66 characters.
 */
export function toClientState(secret: string, tenantId: string, watched: Watched): string {
  const state = sign(secret, JSON.stringify([tenantId.toLowerCase(), watchedKey(watched)]));
  return `${state}.${sealOf(secret, state)}`;
}

/** Whether this secret made the state, for whichever subscription. */
export function isSealed(secret: string, given: string | undefined): boolean {
  const [state = ''] = (given ?? '').split('.', 1);
  return isClientState(`${state}.${sealOf(secret, state)}`, given);
}

const SEAL = 22;

function sealOf(secret: string, state: string): string {
  return sign(secret, JSON.stringify(['seal', state])).slice(0, SEAL);
}

function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** Whether an item carries the state that its subscription was made with. Takes the same time wherever the two differ, and for any length. */
export function isClientState(expected: string, given: string | undefined): boolean {
  const same = timingSafeEqual(digest(expected), digest(given ?? ''));
  return same && expected !== '' && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
