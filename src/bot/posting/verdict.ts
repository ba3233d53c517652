import type { Attempt } from '../door/one-attempt';
import { waitAsked } from '../door/send-retry';

/** What became of one request to put a card somewhere. */
export type Posted =
  /** `activityId` is '' where the channel told none. */
  | { is: 'sent'; activityId: string }
  /** Certainly not there; `waitMs` where the channel said how long to wait. `asked`: all of this tenant is to wait. */
  | { is: 'later'; waitMs?: number; asked?: true; reason: string }
  | { is: 'gone' }
  | { is: 'refused'; reason: string }
  | { is: 'uncertain'; reason: string };

/** Codes of a 403 after which nothing can be sent there any more. */
const goneCodes = [
  'ConversationBlockedByUser',
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'MessageWritesBlocked',
];
/** The connection was never made, so nothing was sent over it. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * Reads one attempt. An update of a message that is not there any more is refused as `removed`: somebody took it away, and it stays away; the
 * conversation goes on. `now` in milliseconds, for a Retry-After that is a date.
 */
export function verdictOf(
  { left, status, retryAfter, body = '', error }: Attempt['seen'],
  isUpdate: boolean,
  now: number,
): Posted {
  if (!left) return { is: 'later', reason: 'not-sent' };
  if (status === undefined)
    return unconnected.includes(codeOf(error))
      ? { is: 'later', reason: 'unreachable' }
      : { is: 'uncertain', reason: 'no-answer' };
  const says = (code: string): boolean => body.includes(`"${code}"`);
  if (status >= 200 && status < 300) return { is: 'sent', activityId: idIn(body) };
  if (status === 429 || status === 412) {
    const waitMs = waitAsked(retryAfter, now);
    return {
      is: 'later',
      reason: 'throttled',
      ...(waitMs !== undefined && { waitMs }),
      ...(status === 429 && { asked: true }),
    };
  }
  // Our own credentials: whoever runs Rollcall can mend them, and nothing is lost until then.
  if (status === 401) return { is: 'later', reason: 'not-signed-in' };
  if (status === 403 && goneCodes.some(says)) return { is: 'gone' };
  if (status === 404)
    return isUpdate && !says('ConversationNotFound') ? { is: 'refused', reason: 'removed' } : { is: 'gone' };
  return status === 408 || status >= 500 || status < 400
    ? { is: 'uncertain', reason: `answered-${status}` }
    : { is: 'refused', reason: `answered-${status}` };
}

function idIn(body: string): string {
  try {
    const { id } = (JSON.parse(body) ?? {}) as { id?: unknown };
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
