import type { Announcer } from './announce';
import type { SubscriptionList } from './subscription';

/** What stands behind `/subscriptions`. */
export interface SubscriptionDesk {
  list: SubscriptionList;
  announcer: Announcer;
  /** A different one each time. */
  nextId: () => string;
  now: () => number;
  /** How long an address may take for the handshake, in real milliseconds. */
  answerWithinMs: number;
}
