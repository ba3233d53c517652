import { createApp } from '../src/app';
import { readConfig } from '../src/config';
import { createLog } from '../src/log';
import { startConnector } from './support/connector';
import { newDataDir } from './support/data-dir';
import { message } from './support/door';

const MINUTE = 60_000;
const CHAT = { id: '19:demo@thread.v2', conversationType: 'groupChat' };

/** Asks the question again until it has an answer, for so many real milliseconds. */
async function until<T>(question: () => T | undefined | Promise<T | undefined>, ms: number): Promise<T | undefined> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return undefined;
}

/** The whole app on the pretend tenant, spoken to in a group chat of some organisation. */
async function startDemo(now: () => number) {
  const connector = await startConnector();
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '40', DATA_DIR: newDataDir() });
  const looked: { at: number; by: string; outcome: string; intended: number }[] = [];
  const log = createLog('debug', {
    write: line => {
      const { msg, ...facts } = JSON.parse(line);
      if (msg === 'looked for a report') looked.push({ ...facts, at: now() });
    },
  });
  const app = await createApp(config, { now, log });
  const { port } = await app.start();
  const speakOf = (sent: any): string | undefined => sent?.activity?.attachments?.[0]?.content?.speak;
  return {
    looked,
    say: async (text: string) => {
      const before = connector.sent.length;
      const activity = {
        ...message(`<at>Rollcall</at> ${text}`),
        conversation: CHAT,
        serviceUrl: connector.serviceUrl,
      };
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      expect(response.status).toBeLessThan(300);
      // On a slow machine it says that it is working on it first.
      const answer = () => {
        const last = speakOf(connector.sent.slice(before).at(-1));
        return last?.startsWith('Working on it') ? undefined : last;
      };
      return until(answer, 20_000);
    },
    /** What was said of the event in that chat, oldest first. */
    summaries: (title = 'Quarterly Results Live') => connector.sent.map(speakOf).filter(one => one?.includes(title)),
    /** The value of that metric, undefined while there is none. */
    metric: async (name: string) => {
      const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const value = new RegExp(`^rollcall_${name} (.+)$`, 'm').exec(page)?.[1];
      return value === undefined ? undefined : Number(value);
    },
    stop: async () => {
      await app.stop();
      await connector.close();
    },
  };
}

it('an event that is watched ends, and its summary comes by itself within a minute, once', async () => {
  let ahead = 0;
  const { say, summaries, stop } = await startDemo(() => Date.now() + ahead);
  try {
    expect(await say('watch quarterly results')).toMatch(/comes into this group chat by itself/);
    expect(await say('demo end quarterly results')).toMatch(/^The event has ended: Quarterly Results Live/);
    const asked = summaries().length;
    expect(await say('demo end quarterly results')).toMatch(/^Nothing of it is running/);
    // A minute passes at once.
    const told = summaries().length;
    expect(told).toBe(asked + 1);
    let posted: string | undefined;
    for (let tries = 0; tries < 12 && posted === undefined; tries += 1) {
      ahead += MINUTE / 12;
      posted = await until(() => summaries()[told], 1_500);
    }
    expect(posted).toMatch(/Quarterly Results Live/);
    expect(ahead).toBeLessThanOrEqual(MINUTE);
    ahead += 10 * MINUTE;
    await new Promise(resolve => setTimeout(resolve, 1_500));
    expect(summaries()).toHaveLength(told + 1);
  } finally {
    await stop();
  }
}, 60_000);

it('an event that nobody watched says so when it ends; watched then, its summary comes at once', async () => {
  let ahead = 0;
  const { say, summaries, stop } = await startDemo(() => Date.now() + ahead);
  try {
    expect(await say('demo end support desk')).toMatch(/here it is not watched yet/);
    ahead += 2 * MINUTE;
    expect(await say('watch support desk')).toMatch(/comes into this group chat by itself/);
    const told = summaries('Support Desk').length;
    expect(await until(() => summaries('Support Desk')[told], 15_000)).toMatch(/people came/);
  } finally {
    await stop();
  }
}, 60_000);

it('the tenant is asked to tell of what is watched within seconds, and its word brings the summary before any look is due', async () => {
  let now = Date.now();
  const { say, summaries, looked, metric, stop } = await startDemo(() => now);
  const subscribed = () => metric('subscription_life_seconds');
  try {
    await say('watch quarterly results');
    expect(await until(subscribed, 10_000)).toBeGreaterThan(0);
    await say('unwatch quarterly results');
    expect(await until(async () => (await subscribed()) === undefined || undefined, 10_000)).toBe(true);
    await say('watch quarterly results');
    expect(await until(subscribed, 10_000)).toBeGreaterThan(0);

    await say('demo end quarterly results');
    const told = summaries().length;
    const endedAt = now;
    // Looks come after 30 and 42 seconds, the report after 40.
    now = endedAt + 31_000;
    expect(await until(() => looked.find(({ at }) => at === now), 10_000)).toMatchObject({ outcome: 'no-report' });
    now = endedAt + 40_500;
    expect(await until(() => summaries()[told], 10_000)).toMatch(/Quarterly Results Live/);
    expect(looked.filter(({ intended }) => intended > 0)).toMatchObject([{ by: 'notification', intended: 1 }]);
  } finally {
    await stop();
  }
}, 60_000);
