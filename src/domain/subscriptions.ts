import type { EventRef } from './sources';
import type { Instant } from './time';

/** What Graph is asked to tell: every event that is created in the tenant, or every attendance report of one event. */
export type Watched = { of: 'events' } | { of: 'reports'; event: EventRef };

/** A subscription that stands at Graph. Addresses and state are absent where Graph does not show them. */
export interface Subscription {
  id: string;
  watched: Watched;
  expires: Instant;
  notificationUrl?: string;
  lifecycleUrl?: string;
  clientState?: string;
}

/** How it is to be. The state has to follow from what is watched, so that one that is found has the same as one that is made. */
export interface WantedSubscription {
  watched: Watched;
  /** https, below PUBLIC_URL. */
  notificationUrl: string;
  lifecycleUrl: string;
  /** At most 128 characters. */
  clientState: string;
  /** At most a day from now. */
  expires: Instant;
}

/** What Graph knows of this app's subscriptions. Every function may throw AppError. */
export interface SubscriptionSource {
  /** All that Rollcall has a use for. */
  list(): Promise<Subscription[]>;
  /** Makes one, never blindly: the list is looked at before, and again when nobody told what became of the request. Throws subscription-taken, subscription-limit, notifications-unreachable. */
  create(wanted: WantedSubscription): Promise<Subscription>;
  /** A new end, which is a new authorisation too. Throws not-found when it is gone. */
  renew(id: string, expires: Instant): Promise<void>;
  /** Says that Rollcall may still read. Throws not-found when it is gone. */
  reauthorize(id: string): Promise<void>;
  /** Gone afterwards, also when it was gone before. */
  remove(id: string): Promise<void>;
}

/** One text for one thing watched, to compare and to keep it by. */
export function watchedKey(watched: Watched): string {
  return watched.of === 'events' ? 'events' : `reports ${watched.event.kind} ${watched.event.id}`;
}

/** Whether what stands does what is wanted: same addresses, and not somebody else's state. */
export function isAsWanted(
  standing: Subscription,
  wanted: Pick<WantedSubscription, 'watched' | 'notificationUrl' | 'lifecycleUrl' | 'clientState'>,
): boolean {
  return (
    watchedKey(standing.watched) === watchedKey(wanted.watched) &&
    standing.notificationUrl === wanted.notificationUrl &&
    standing.lifecycleUrl === wanted.lifecycleUrl &&
    (standing.clientState === undefined || standing.clientState === wanted.clientState)
  );
}
