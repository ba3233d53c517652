import type { Conversation } from '../../store/conversations';
import { NO_MESSAGE_ID } from '../../store/outbox-row';
import type { Card } from '../../cards/card';
import type { RollcallAdapter } from '../adapter';
import type { ServiceUrlRule } from '../door/clouds';
import { SEND_TIME_OUT } from '../door/connectors';
import { withOneAttempt, type Attempt } from '../door/one-attempt';
import { toOutlet } from '../send';
import { verdictOf, type Posted } from './verdict';

export interface PostOptions {
  /** The message that it takes the place of; absent: a new one. */
  replaces?: string;
  /** No request leaves after this time, in milliseconds. */
  notAfter: number;
  /** The request is on its way; not called where none leaves. */
  onLeave?: () => void;
}

/** Puts a card into a conversation that nobody just spoke in, with exactly one request at most. Never throws. */
export type Post = (place: Conversation, card: Card, options: PostOptions) => Promise<Posted>;

export interface PostingAdapter {
  adapter: RollcallAdapter;
  /** Addresses are checked once more: what is stored may be older than the rule. */
  serviceUrl: ServiceUrlRule;
  now: () => number;
  /** Of one request, in milliseconds. */
  timeOutMs?: number;
}

const CHANNEL = 'msteams';

export function createPost({ adapter, serviceUrl, now, timeOutMs = SEND_TIME_OUT }: PostingAdapter): Post {
  return async (place, card, { replaces, notAfter, onLeave }) => {
    if (!serviceUrl(place.serviceUrl)) return { is: 'refused', reason: 'address' };
    // A message whose id the channel never told can't be changed.
    if (replaces === '') return { is: 'refused', reason: NO_MESSAGE_ID };
    const attempt: Attempt = { timeOutMs, notAfter, now, ...(onLeave && { onLeave }), seen: { left: false } };
    await withOneAttempt(attempt, () =>
      adapter.unasked(toReference(place), async context => {
        const outlet = toOutlet(context);
        // The SDK throws for what the attempt has seen already.
        await (replaces === undefined ? outlet.send(card) : outlet.update(replaces, card)).catch(() => undefined);
      }),
    ).catch(() => undefined);
    const posted = verdictOf(attempt.seen, replaces !== undefined, now());
    return posted.is === 'sent' && replaces !== undefined ? { is: 'sent', activityId: replaces } : posted;
  };
}

function toReference({ tenant, id, serviceUrl, type, botId }: Conversation) {
  return {
    channelId: CHANNEL,
    serviceUrl,
    bot: { id: botId, name: '' },
    conversation: { id, name: '', isGroup: type !== 'personal', conversationType: type, tenantId: tenant },
  };
}
