import { createApp } from '../src/app';
import { readConfig } from '../src/config';
import { silentLog } from '../src/log';
import { textBlocks } from './support/card-checks';
import { startConnector } from './support/connector';
import { newDataDir } from './support/data-dir';
import { message } from './support/door';

const MINUTE = 60_000;
const CHAT = { id: '19:series@thread.v2', conversationType: 'groupChat' };
/** Two of the bootcamp's three days are over for more than a day: a new watch posts neither. */
const AFTERNOON = Date.UTC(2026, 10, 21, 15);
/** In the third. */
const NEXT_MORNING = Date.UTC(2026, 10, 22, 8, 30);

/** Asks the question again until it has an answer, for so many real milliseconds. */
async function until<T>(question: () => T | undefined, ms: number): Promise<T | undefined> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = question();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return undefined;
}

it('the session of a series ends, and the card that comes by itself tells the change against the one before', async () => {
  const connector = await startConnector();
  const began = Date.now();
  let from = AFTERNOON;
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '40', DATA_DIR: newDataDir() });
  const app = await createApp(config, { now: () => from + Date.now() - began, log: silentLog });
  const { port } = await app.start();
  const cards = () => connector.sent.map(one => one.activity.attachments?.[0]?.content as any).filter(Boolean);
  const say = async (text: string, place: object = CHAT) => {
    const before = cards().length;
    const activity = { ...message(`<at>Rollcall</at> ${text}`), conversation: place, serviceUrl: connector.serviceUrl };
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBeLessThan(300);
    // On a slow machine it says that it is working on it first.
    const answer = () => {
      const last = cards().slice(before).at(-1);
      return (last?.speak as string | undefined)?.startsWith('Working on it') ? undefined : last;
    };
    return until(answer, 20_000);
  };

  try {
    expect((await say('watch bootcamp')).speak).toMatch(/comes into this group chat by itself/);
    from = NEXT_MORNING;
    expect((await say('demo end bootcamp')).speak).toMatch(/^The event has ended: Data Platform Bootcamp/);
    const told = cards().length;
    // Its report takes 40 seconds, which pass at once.
    from += MINUTE;
    const posted = await until(() => cards()[told], 10_000);
    expect(posted.speak).toMatch(/Data Platform Bootcamp, Day 3: Dashboards/);
    const [, came, size, direction] =
      /\. (\d+) people came: (\d+) (more|fewer) than on [A-Z][a-z]{2}, .*2026 \([−+][\d.]+ %\)\./.exec(posted.speak) ??
      [];
    // What the day before came to, asked for by words.
    const dayTwo = await say('attendance day 2');
    const [, before] = /\. (\d+) people came/.exec(dayTwo.speak) ?? [];
    expect(Number(came) - Number(before)).toBe(direction === 'more' ? Number(size) : -Number(size));
    expect(textBlocks(posted)).toContainEqual(
      expect.stringMatching(
        /^\d+ (more|fewer) (people|person) than on \{\{DATE\(2026-11-20T\d\d:\d\d:00Z, SHORT\)\}\} /,
      ),
    );
  } finally {
    await app.stop();
    await connector.close();
  }
}, 60_000);
