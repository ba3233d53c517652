import { setTimeout as delay } from 'node:timers/promises';
import { thorough } from '../../support/thorough';
import { firstRun, query, startComposeBox, titles, type ComposeBox } from './compose-box';

let box: ComposeBox;
beforeEach(async () => {
  box = await startComposeBox();
});
afterEach(() => box.close());

const TEAMS_WAITS = 5_000;

async function timed<Result>(run: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const since = performance.now();
  const result = await run();
  return { result, ms: performance.now() - since };
}

describe('a slow Graph', () => {
  it('nothing kept: "type again", in time, and the next key stroke finds it', async () => {
    box.sandbox.faults.add({ path: '$batch', times: 1, fault: { delayMs: 2_000 } });
    const { result, ms } = await timed(() => box.search('searchEvents', firstRun));
    expect(ms).toBeLessThan(TEAMS_WAITS / 2);
    expect(result).toEqual({ type: 'message', text: 'Still reading your events. Type again for more.' });
    await delay(250);
    expect(titles(await box.search('searchEvents', query('spring')))).toContain('Spring Product Briefing');
    expect(box.sandbox.requests.filter(one => one.path.includes('$batch'))).toHaveLength(1);
  });

  it('something kept: that, at once', async () => {
    await box.search('searchEvents', firstRun);
    await box.quiet();
    box.moveClock(4 * 60_000);
    box.sandbox.faults.add({ fault: { delayMs: 3_000 } });
    const { result, ms } = await timed(() => box.search('searchEvents', query('spring')));
    expect(ms).toBeLessThan(1_000);
    expect(titles(result)).toContain('Spring Product Briefing');
  });

  it('a part of the sessions: these, and a row "type again for more"', async () => {
    await box.search('searchEvents', firstRun);
    await box.quiet();
    box.sandbox.faults.add({ path: '$batch', after: 1, fault: { delayMs: 2_500 } });
    const { result, ms } = await timed(() => box.search('searchSessions', query('day')));
    expect(ms).toBeLessThan(TEAMS_WAITS / 2);
    expect(titles(result).at(-1)).toBe('Type again for more');
    expect(titles(result).length).toBeGreaterThan(1);
    expect(result.attachments!.at(-1).preview.content).not.toHaveProperty('tap');
    expect(result.attachments!.at(-1).content.type).toBe('AdaptiveCard');
  });

  it('a picked row is drawn from the list where its event does not come in time', async () => {
    const reply = await box.search('searchEvents', query('spring product briefing'));
    box.sandbox.faults.add({ fault: { delayMs: 4_000 } });
    const { result, ms } = await timed(() => box.pick(reply.attachments![0].preview.content.tap.value));
    expect(ms).toBeLessThan(TEAMS_WAITS / 2);
    expect(result.speak).toMatch(/^Spring Product Briefing, .* ended\.$/);
  });
});

describe('a Graph that fails', () => {
  it.each([503, 429, 401])(
    'with %d: a sentence, and nothing asked again for each key stroke',
    async status => {
      box.sandbox.faults.add({ fault: { status, retryAfter: 1 } });
      let reply = await box.search('searchEvents', firstRun);
      // The client has its own patience before it gives up.
      for (let stroke = 0; stroke < 20 && reply.text?.startsWith('Still reading'); stroke += 1)
        reply = await box.search('searchEvents', firstRun);
      expect(reply).toMatchObject({ type: 'message', text: expect.not.stringMatching(/^Still reading/) });
      const { paths } = await box.requestsOf(async () => {
        for (const words of ['s', 'sp', 'spr']) await box.search('searchEvents', query(words));
      });
      expect(paths).toEqual([]);
      box.sandbox.faults.clear();
      box.moveClock(6_000);
      expect(titles(await box.search('searchEvents', query('spring')))).toContain('Spring Product Briefing');
    },
    30_000,
  );

  it('what is kept stays, with a row that says so', async () => {
    await box.search('searchEvents', firstRun);
    await box.quiet();
    box.moveClock(2 * 60_000);
    box.sandbox.faults.add({ fault: { status: 403 } });
    await box.search('searchEvents', query('spring product'));
    await box.quiet();
    const reply = await box.search('searchEvents', query('spring product'));
    expect(titles(reply)).toContain('Spring Product Briefing');
    expect(titles(reply).at(-1)).toBe('Type again for more');
    expect(reply.attachments!.at(-1).preview.content.text).toMatch(/^These may be older: /);
  });
});

/** Pages of attendance records. */
const pages = thorough ? 40 : 20;

describe(`${pages * 500} people`, () => {
  it('are read on while somebody types, once, and found then', async () => {
    await box.close();
    box = await startComposeBox({ attendees: pages * 500, latencyMs: 100 });
    const named = { name: 'event', value: 'tidewater all-hands' };
    const { result, ms } = await timed(() => box.search('searchPeople', [...query('sofia'), named]));
    expect(ms).toBeLessThan(TEAMS_WAITS / 2);
    expect(result).toEqual({
      type: 'message',
      text: 'Still reading who came to Tidewater All-Hands: Where We Stand. Type again for more.',
    });
    let reply = result;
    for (let stroke = 0; stroke < 20 && reply.type === 'message'; stroke += 1) {
      await delay(300);
      reply = await box.search('searchPeople', [...query('sofia'), named]);
    }
    expect(titles(reply)[0]).toMatch(/^Sofia/);
    expect(box.sandbox.requests.filter(one => one.path.includes('attendanceRecords')).length).toBeLessThanOrEqual(
      pages + 1,
    );
    const typed = await timed(() => box.search('searchPeople', [...query('sofia mar'), named]));
    expect(typed.ms).toBeLessThan(1_000);
  }, 30_000);
});

it('a row of what was deleted since becomes a card that says so', async () => {
  const reply = await box.search('searchEvents', query('spring product briefing'));
  const { value } = reply.attachments![0].preview.content.tap;
  box.sandbox.faults.add({ path: value.args.id, fault: { status: 404 } });
  const card = await box.pick(value);
  expect(card.speak).toMatch(/^Not found/);
  expect(JSON.stringify(card)).not.toContain('Spring');
});

it('people of an event that is no longer theirs are not shown on', async () => {
  const parameters = [...query('sofia'), { name: 'event', value: 'spring product briefing' }];
  const before = await box.search('searchPeople', parameters);
  expect(titles(before)[0]).toBe('Sofia Marchetti');
  box.moveClock(2 * 60_000);
  box.sandbox.faults.add({ path: /attendanceReports|\/sessions/, fault: { status: 404 } });
  box.sandbox.faults.add({ path: before.attachments![0].preview.content.tap.value.args.id, fault: { status: 404 } });
  await box.search('searchPeople', parameters);
  await box.quiet();
  const after = await box.search('searchPeople', parameters);
  expect(after).toMatchObject({ type: 'message', text: expect.stringMatching(/not found/i) });
});
