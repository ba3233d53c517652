/** What came of sending something to a channel. */
export type SendOutcome = { status: number; retryAfter?: string | undefined } | { failed: true };

/** Sends that the channel asks to repeat. 403 and 404 are final: the conversation is gone. */
const repeatable = new Set([412, 429, 502, 503, 504]);
export const MOST_RETRIES = 3;
/** A channel that wants a longer pause gets none: the answer would come to nobody. */
export const LONGEST_WAIT = 30_000;
const FIRST_WAIT = 500;

/** Milliseconds to wait before the same is sent again, or undefined to give up. A lost connection is repeated for an update alone: a message might stand there twice. */
export function sendRetry(
  outcome: SendOutcome,
  { method, retries, now, random }: { method: string; retries: number; now: number; random: number },
): number | undefined {
  if (retries >= MOST_RETRIES) return undefined;
  const backOff = Math.ceil(FIRST_WAIT * 2 ** retries * (0.5 + random / 2));
  if ('failed' in outcome) return method === 'PUT' ? backOff : undefined;
  if (!repeatable.has(outcome.status)) return undefined;
  const asked = waitAsked(outcome.retryAfter, now);
  const wait = asked ?? backOff;
  return wait <= LONGEST_WAIT ? wait : undefined;
}

/** Milliseconds that a Retry-After asks for: seconds, or a date. Undefined for anything else. */
export function waitAsked(retryAfter: string | undefined, now: number): number | undefined {
  const value = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
