import { AsyncLocalStorage } from 'node:async_hooks';

/** One request to the channel, never repeated, and what came of it. */
export interface Attempt {
  /** Milliseconds for the whole answer. */
  timeOutMs: number;
  /** Nothing leaves after this time, in milliseconds. */
  notAfter: number;
  now: () => number;
  /** The request is on its way. */
  onLeave?: () => void;
  /** Filled in as it happens; `left` stays false where no request went out. */
  seen: { left: boolean; status?: number; retryAfter?: string; body?: string; error?: unknown };
}

const running = new AsyncLocalStorage<Attempt>();

/** The attempt that the code below belongs to, if any. */
export const currentAttempt = (): Attempt | undefined => running.getStore();

/** Runs `send`, which is to make one request: a second one throws, as does one that is too late. What was seen stands in `attempt`. */
export async function withOneAttempt(attempt: Attempt, send: () => Promise<unknown>): Promise<void> {
  await running.run(attempt, send);
}

interface Answered {
  status: number;
  headers: { get(name: string): string | undefined };
  bodyAsText?: string | null;
}

/** Sends it once. The SDK's signature is on it already: a token that could not be had is a request that never left. */
export async function sendOnce<Response extends Answered>(
  attempt: Attempt,
  send: (timeOutMs: number) => Promise<Response>,
): Promise<Response> {
  if (attempt.seen.left) throw new Error('a second request in one attempt');
  if (attempt.now() > attempt.notAfter) throw new Error('too late to send');
  attempt.seen.left = true;
  try {
    const sending = send(attempt.timeOutMs);
    if (attempt.onLeave) setImmediate(attempt.onLeave);
    const response = await sending;
    const retryAfter = response.headers.get('retry-after');
    attempt.seen.status = response.status;
    if (retryAfter !== undefined) attempt.seen.retryAfter = retryAfter;
    if (response.bodyAsText != null) attempt.seen.body = response.bodyAsText;
    return response;
  } catch (error) {
    attempt.seen.error = error;
    throw error;
  }
}
