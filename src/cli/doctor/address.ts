import type { ApplicationConfig, Config } from '../../config';
import { addressesAt } from '../../notifications/addresses';
import type { Check } from './check';

const what = 'Public address';

/** Whether Graph can tell Rollcall anything. */
export function checkAddress(config: Config): Check {
  const { publicUrl } = config;
  if (config.mode === 'application' && publicUrl !== undefined && !isSecretSet(config))
    return {
      what,
      state: 'note',
      found: `${publicUrl}, though Graph is not asked to send anything there: a managed identity has no secret to prove a notification by.`,
      fix: 'Set NOTIFICATION_SECRET. Until then Rollcall looks for reports itself: none is missed, some come later.',
    };
  if (publicUrl !== undefined && config.mode === 'application')
    return { what, state: 'ok', found: `Graph sends notifications to ${addressesAt(publicUrl).notificationUrl}.` };
  if (config.mode === 'sandbox')
    return {
      what,
      state: 'ok',
      found:
        config.graphRoot === undefined
          ? 'Nobody outside this machine can reach the sandbox. The built-in tenant is inside, and tells of reports.'
          : 'Nobody outside this machine can reach the sandbox: Rollcall looks for reports itself.',
    };
  return {
    what,
    state: 'note',
    found:
      'There is none. Rollcall looks for reports itself, 10 minutes to 24 hours after a session: none is missed, some come later.',
    fix: 'Set PUBLIC_URL to the https address of this Rollcall, so that Graph can tell at once.',
  };
}

function isSecretSet({ bot, notificationSecret }: ApplicationConfig): boolean {
  return bot.type === 'secret' || notificationSecret !== undefined;
}
