import { randomUUID } from 'node:crypto';
import type { Config } from '../../config';
import { addressesAt } from '../../notifications/addresses';
import { askHttps, type Answer } from './ask-https';
import type { Check } from './check';
import type { RealConfig } from './real-config';

const what = 'Public address';

/** Whether Teams and Graph reach a Rollcall at PUBLIC_URL: it has to run for that. */
export async function checkAddress(config: RealConfig, ca?: string): Promise<Check[]> {
  const { publicUrl } = config;
  if (publicUrl === undefined)
    return [
      {
        what,
        state: 'note',
        found:
          'There is none. Rollcall looks for reports itself, 10 minutes to 24 hours after a session: none is missed, some come later.',
        fix: 'Set PUBLIC_URL to the https address of this Rollcall, so that Graph can tell at once.',
      },
    ];
  const health = await checkHealth(new URL('/healthz', publicUrl).href, ca);
  if (health.state !== 'ok') return [health];
  if (!isSecretSet(config))
    return [
      health,
      {
        what: 'Notifications',
        state: 'note',
        found: 'Graph is not asked to send any: a managed identity has no secret to prove a notification by.',
        fix: 'Set NOTIFICATION_SECRET. Until then Rollcall looks for reports itself: none is missed, some come later.',
      },
    ];
  return [health, await checkHandshakes(publicUrl, ca)];
}

async function checkHealth(url: string, ca?: string): Promise<Check> {
  let answer: Answer;
  try {
    answer = await askHttps(url, { method: 'GET', ...(ca !== undefined && { ca }) });
  } catch (error) {
    return {
      what,
      state: 'broken',
      found: `${url} does not answer${codeOf(error)}.`,
      fix: 'Start Rollcall, then look again. Teams reaches it by https alone: check the name, the port, the firewall, and that the certificate comes from a known authority.',
    };
  }
  if (answer.status === 200 && /^\{"status":"ok"\}$/.test(answer.text))
    return { what, state: 'ok', found: `Rollcall answers at ${url}.` };
  return {
    what,
    state: 'broken',
    found: `${url} answers ${answer.status}, and not as Rollcall does.`,
    fix: 'Check that PUBLIC_URL leads to this Rollcall, and that the proxy before it hands on every path, without a page or a sign-in of its own.',
  };
}

/** As Graph does before it takes an address: it wants back what it sent. */
async function checkHandshakes(publicUrl: string, ca?: string): Promise<Check> {
  const { notificationUrl, lifecycleUrl } = addressesAt(publicUrl);
  for (const url of [notificationUrl, lifecycleUrl]) {
    const token = `Validation: Rollcall's doctor + ${randomUUID()} = é`;
    const asked = `${url}?validationToken=${encodeURIComponent(token)}`;
    const answer = await askHttps(asked, { method: 'POST', ...(ca !== undefined && { ca }) }).catch(() => undefined);
    if (answer?.status !== 200 || answer.text !== token || !answer.type.startsWith('text/plain'))
      return {
        what: 'Notifications',
        state: 'broken',
        found: `${url} does not give back what Graph would send it (${answer?.status ?? 'no answer'}).`,
        fix: 'Run Rollcall with this PUBLIC_URL, and let the proxy hand on the query and the answer unchanged, as text/plain and without a sign-in.',
      };
  }
  return { what: 'Notifications', state: 'ok', found: `Graph can send them to ${notificationUrl}.` };
}

/** Of the sandbox nobody outside can be told, so nothing is asked for. */
export function sandboxAddress(config: Extract<Config, { mode: 'sandbox' }>): Check {
  return {
    what,
    state: 'ok',
    found:
      config.graphRoot === undefined
        ? 'Nobody outside this machine can reach the sandbox. The built-in tenant is inside, and tells of reports.'
        : 'Nobody outside this machine can reach the sandbox: Rollcall looks for reports itself.',
  };
}

function isSecretSet({ bot, notificationSecret }: RealConfig): boolean {
  return bot.type === 'secret' || notificationSecret !== undefined;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? ` (${code})` : '';
}
