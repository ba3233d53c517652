import type { Subscription } from '@microsoft/microsoft-graph-types';
import type { Wire } from '../wire/wire';
import type { WantedSubscription } from './wanted';

/** A subscription that stands; moments in milliseconds. */
export interface TenantSubscription extends WantedSubscription {
  id: string;
  /** Until then Graph believes that the app may still read; after it nothing is delivered. */
  authorizedUntil: number;
  creatorId: string;
}

/** All subscriptions of the tenant's one app. Those that have expired are gone. */
export interface SubscriptionList {
  standing(now: number): TenantSubscription[];
  find(id: string, now: number): TenantSubscription | undefined;
  add(subscription: TenantSubscription): void;
  remove(id: string): void;
}

export function createSubscriptionList(): SubscriptionList {
  const all = new Map<string, TenantSubscription>();
  const standing = (now: number): TenantSubscription[] => [...all.values()].filter(one => one.expires > now);
  return {
    standing,
    find: (id, now) => standing(now).find(one => one.id === id.toLowerCase()),
    add: subscription => all.set(subscription.id, subscription),
    remove: id => all.delete(id),
  };
}

/** The app that every token belongs to. */
const APPLICATION_ID = '6f1d3a52-9c47-4d0e-8b35-2a7e90c4d1f8';

/** What Graph shows of it. The client state comes back to nobody but whoever has just made it. */
export function toWireSubscription(
  one: TenantSubscription,
  clientState: string | null = null,
): Wire<Subscription, { notificationContentType: null }> {
  return {
    id: one.id,
    resource: one.resource,
    applicationId: APPLICATION_ID,
    changeType: one.changeType,
    clientState,
    notificationUrl: one.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: one.lifecycleNotificationUrl,
    expirationDateTime: new Date(one.expires).toISOString(),
    creatorId: one.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: 'v1_2',
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
    notificationContentType: null,
  };
}
