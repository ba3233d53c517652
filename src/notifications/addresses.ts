import type { WantedSubscription } from '../domain/subscriptions';

/** Where Graph tells of changes, and where of the subscriptions themselves. */
export const NOTIFICATIONS_PATH = '/api/notifications';
export const LIFECYCLE_PATH = '/api/notifications/lifecycle';

/** The same below PUBLIC_URL. */
export function addressesAt(publicUrl: string): Pick<WantedSubscription, 'notificationUrl' | 'lifecycleUrl'> {
  return {
    notificationUrl: new URL(NOTIFICATIONS_PATH, publicUrl).href,
    lifecycleUrl: new URL(LIFECYCLE_PATH, publicUrl).href,
  };
}
