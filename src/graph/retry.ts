export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** How one try ended. `unreadable`: an answer that is no JSON. `refused`: the connection never stood, so nothing was executed. */
export type Outcome =
  | { kind: 'status'; status: number; retryAfter?: string | undefined; date?: string | undefined }
  | { kind: 'refused' | 'reset' | 'timeout' | 'unreadable' | 'too-large' };

export interface RetryLimits {
  /** Tries of one question, the first included. */
  tries: number;
  /** Milliseconds for all tries and the waits between them. */
  totalMs: number;
  /** Back-off before the second try is at most this, and doubles. */
  backOffMs: number;
  longestBackOffMs: number;
}

export const RETRY_LIMITS: RetryLimits = { tries: 5, totalMs: 60_000, backOffMs: 500, longestBackOffMs: 8_000 };

export interface Tried {
  outcome: Outcome;
  /** A `$batch` of GETs is a GET; a POST makes something. */
  method: 'GET' | 'POST';
  /** Tries made so far. */
  tries: number;
  /** Milliseconds spent so far. */
  elapsedMs: number;
  /** The clock, in milliseconds. */
  now: number;
  /** 0 to 1. */
  random: number;
  limits?: RetryLimits;
}

/** `waitMs` and try again, or give up; `retryAfterMs` is what Graph asked for, where it asked. */
export type Decision =
  | { retry: true; waitMs: number; retryAfterMs?: number | undefined }
  | { retry: false; retryAfterMs?: number | undefined };

const repeatableForGet = new Set([429, 500, 502, 503, 504, 509]);

/** Whether and when to try again. Retry-After is kept to the second, never cut short; without it, full-jitter back-off. */
export function decideRetry(tried: Tried): Decision {
  const { outcome, limits = RETRY_LIMITS } = tried;
  const retryAfterMs = outcome.kind === 'status' ? toRetryAfterMs(outcome, tried.now) : undefined;
  if (!isRepeatable(outcome, tried.method)) return { retry: false };
  if (tried.tries >= limits.tries) return { retry: false, retryAfterMs };
  const ceiling = Math.min(limits.longestBackOffMs, limits.backOffMs * 2 ** (tried.tries - 1));
  const waitMs = retryAfterMs ?? tried.random * ceiling;
  if (tried.elapsedMs + waitMs >= limits.totalMs) return { retry: false, retryAfterMs };
  return { retry: true, waitMs, retryAfterMs };
}

function isRepeatable(outcome: Outcome, method: 'GET' | 'POST'): boolean {
  switch (outcome.kind) {
    case 'refused':
      return true;
    case 'reset':
    case 'timeout':
    case 'unreadable':
      return method === 'GET';
    case 'too-large':
      return false;
    case 'status':
      // Of all refusals only this one says that nothing was done.
      return method === 'GET' ? repeatableForGet.has(outcome.status) : outcome.status === 429;
  }
}

/** Retry-After as milliseconds from now; undefined when absent, unreadable or past. A date is measured against the server's own clock. */
export function toRetryAfterMs(answer: { retryAfter?: string | undefined; date?: string | undefined }, now: number) {
  const text = answer.retryAfter?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text)) * 1000 || undefined;
  if (!/[a-z]{3}.*\d{1,2}:\d{2}/i.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const serverNow = answer.date ? Date.parse(answer.date) : NaN;
  const wait = at - (Number.isNaN(serverNow) ? now : serverNow);
  return wait > 0 ? wait : undefined;
}
