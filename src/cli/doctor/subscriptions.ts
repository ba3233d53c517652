import { isAppError } from '../../domain/errors';
import { addressesAt } from '../../notifications/addresses';
import type { Sources } from '../../sources';
import { inTime, type Check } from './check';

const what = 'Subscriptions';

/** Whether Graph lets the app have subscriptions, and whom those that stand are told to. */
export async function checkSubscriptions(
  { subscriptions }: Pick<Sources, 'subscriptions'>,
  publicUrl: string,
): Promise<Check> {
  try {
    const standing = await inTime(subscriptions.list());
    const ours = addressesAt(publicUrl).notificationUrl;
    const elsewhere = standing.filter(one => one.notificationUrl !== ours).length;
    if (elsewhere === 0)
      return { what, state: 'ok', found: `Graph lets Rollcall subscribe. Standing: ${standing.length}.` };
    return {
      what,
      state: 'note',
      found: `Graph tells another address than PUBLIC_URL: ${elsewhere} of ${standing.length} subscriptions of this app.`,
      fix: 'They end by themselves within a day. If another Rollcall uses the same app, give each its own.',
    };
  } catch (error) {
    return {
      what,
      state: 'broken',
      found: `Graph does not let Rollcall see its subscriptions (${isAppError(error) ? error.code : 'internal'}).`,
      fix: 'They take VirtualEvent.Read.All and the consent of an administrator; docs/errors.md says what this code means.',
    };
  }
}
