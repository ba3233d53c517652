import { createLog } from '../src/log';
import { startGroupChat } from './support/group-chat';
import { until } from './support/until';

const MINUTE = 60_000;

/** That chat, with what Rollcall looked for there. */
async function startDemo(now: () => number) {
  const looked: { at: number; by: string; outcome: string; intended: number }[] = [];
  const log = createLog('debug', {
    write: line => {
      const { msg, ...facts } = JSON.parse(line);
      if (msg === 'looked for a report') looked.push({ ...facts, at: now() });
    },
  });
  const { url, say, cards, stop } = await startGroupChat(now, log);
  return {
    ...{ looked, stop },
    say: async (text: string) => (await say(text))?.speak as string | undefined,
    /** What was said of the event in that chat, oldest first. */
    summaries: (title = 'Quarterly Results Live') =>
      cards().flatMap(({ speak }) => (String(speak).includes(title) ? [speak as string] : [])),
    /** The value of that metric, undefined while there is none. */
    metric: async (name: string) => {
      const page = await (await fetch(`${url}/metrics`)).text();
      const value = new RegExp(`^rollcall_${name} (.+)$`, 'm').exec(page)?.[1];
      return value === undefined ? undefined : Number(value);
    },
  };
}

it('an event that is watched ends, and its summary comes by itself within a minute, once', async () => {
  let ahead = 0;
  const { say, summaries, looked, stop } = await startDemo(() => Date.now() + ahead);
  try {
    expect(await say('watch quarterly results')).toMatch(/comes into this group chat by itself/);
    expect(await say('demo end quarterly results')).toMatch(/^The event has ended: Quarterly Results Live/);
    const asked = summaries().length;
    expect(await say('demo end quarterly results')).toMatch(/^Nothing of it is running/);
    const told = summaries().length;
    expect(told).toBe(asked + 1);
    const looks = (count: number) => () => (looked.length < count ? undefined : looked);
    // Half of a minute passes at once: its report takes 40 seconds.
    ahead = MINUTE / 2 + 1_000;
    expect(await until(looks(1), 10_000)).toMatchObject([{ outcome: 'no-report' }]);
    expect(summaries()).toHaveLength(told);
    ahead = MINUTE;
    expect(await until(() => summaries()[told], 10_000)).toMatch(/Quarterly Results Live/);
    const before = looked.length;
    ahead += 10 * MINUTE;
    expect(await until(looks(before + 1), 10_000)).toHaveLength(before + 1);
    await new Promise(resolve => setTimeout(resolve, 250));
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
