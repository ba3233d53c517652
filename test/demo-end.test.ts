import { createApp } from '../src/app';
import { readConfig } from '../src/config';
import { silentLog } from '../src/log';
import { startConnector } from './support/connector';
import { newDataDir } from './support/data-dir';
import { message } from './support/door';

const MINUTE = 60_000;
const CHAT = { id: '19:demo@thread.v2', conversationType: 'groupChat' };

/** Asks the question again until it has an answer, for so many real milliseconds. */
async function until<T>(question: () => T | undefined, ms: number): Promise<T | undefined> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = question();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return undefined;
}

it('an event that is watched ends, and its summary comes by itself within a minute, once', async () => {
  const connector = await startConnector();
  let ahead = 0;
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '40', DATA_DIR: newDataDir() });
  const app = await createApp(config, { now: () => Date.now() + ahead, log: silentLog });
  const { port } = await app.start();
  const say = async (text: string) => {
    const before = connector.sent.length;
    const activity = { ...message(`<at>Rollcall</at> ${text}`), conversation: CHAT, serviceUrl: connector.serviceUrl };
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBeLessThan(300);
    return until(() => speakOf(connector.sent.slice(before).at(-1)), 10_000);
  };
  const speakOf = (sent: any): string | undefined => sent?.activity?.attachments?.[0]?.content?.speak;
  const summaries = () => connector.sent.map(speakOf).filter(speak => speak?.includes('Quarterly Results Live'));

  try {
    expect(await say('watch quarterly results')).toMatch(/comes into this group chat by itself/);
    expect(await say('demo end quarterly results')).toMatch(/^The event has ended: Quarterly Results Live/);
    const asked = summaries().length;
    expect(await say('demo end quarterly results')).toMatch(/^This event is not running/);
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
    await app.stop();
    await connector.close();
  }
}, 60_000);
