import { readFileSync } from 'node:fs';
import { drawMessage } from '../../src/bot/posting/message';
import { look } from '../../src/notifications/look';
import { createRuns } from '../../src/notifications/runs';
import { onEachStore } from '../store/stores';
import { MINUTE, startTown, withJobs } from '../notifications/town';
import { eventNamed } from '../sandbox/asking';
import { startChat, type Chat } from './chat';

const thresholds = { graceMs: 20 * 60_000, briefMs: 30 * 60_000, completedShare: 0.5 };
let usual: Chat;
let own: Chat;
beforeAll(async () => {
  usual = await startChat();
  own = await startChat({ thresholds });
});
afterAll(async () => {
  await usual.close();
  await own.close();
});

const words = 'all-hands';
const both = async (text: string) => [await usual.say(text), await own.say(text)] as const;

it('figures are counted by what is configured, and the card says so', async () => {
  const [first, second] = await both(`attendance ${words}`);
  expect(second.facts.brief).toBeGreaterThan(first.facts.brief);
  expect(second.facts.completed).toBeGreaterThan(first.facts.completed);
  expect(second.facts.late).toBeLessThan(first.facts.late);
  const card = JSON.stringify(second.card);
  for (const told of ['stayed under 30 minutes', 'more than 20 min after', 'at least 50 %', 'under 30 min'])
    expect(card).toContain(told);
  expect(card).not.toMatch(/under 5 min|95 %/);
  expect(JSON.stringify(first.card)).toContain('stayed under 5 minutes');
});

it('lists of people fit these figures', async () => {
  const { facts } = await own.say(`attendance ${words}`);
  for (const [filter, figure] of [
    ['brief', 'brief'],
    ['late', 'late'],
    ['left early', 'leftEarly'],
  ])
    expect((await own.say(`participants ${words} ${filter!}`)).facts.matching).toBe(facts[figure!]);
});

it('files hold these figures and say how they were made', async () => {
  const { facts } = await own.say(`attendance ${words}`);
  const { files = [] } = await own.say(`export ${words}`);
  const [people = '', , summary = ''] = files.map(({ path }) => readFileSync(path, 'utf8'));
  expect(summary).toContain(`"Brief",${facts.brief},"people","In the event for under 30 minutes."`);
  expect(summary).toContain(`"Completed",${facts.completed},"people","There for at least 50 % of the event."`);
  expect(summary).toContain('more than 20 minutes after the start');
  expect(summary).not.toMatch(/5 minutes|95 %/);
  const lines = people.trim().split('\r\n');
  const [head, ...rows] = lines.map(line => line.split(','));
  const brief = head!.findIndex(name => name.includes('Brief'));
  expect(rows.filter(row => row[brief]!.includes('yes'))).toHaveLength(facts.brief);
});

onEachStore(opened => {
  it('what is posted by itself is counted and told by them too', async () => {
    const town = await startTown(opened);
    try {
      const results = await eventNamed(town.sandbox, 'Quarterly Results Live');
      await town.watch('event', results.id);
      town.sandbox.endEvent(results.id);
      await town.finding.sweepNow();
      town.clock.now += 10 * MINUTE;
      const runs = createRuns({ sourceFor: town.sourceFor, now: () => town.clock.now });
      const options = { store: opened.store, runs, now: () => town.clock.now };
      const [due] = await town.due();
      const told = async () => (await town.intended()).at(-1)!.summary.attendance;
      await look(due!, options);
      const before = await told();
      await look(due!, { ...options, thresholds });
      expect((await town.intended()).map(one => one.revision)).toEqual([1, 2]);
      expect((await told()).brief).toBeGreaterThan(before.brief);
      const [row] = await town.run(tx => tx.outbox.inState(town.tenant, 'pending', 1));
      const place = await town.run(tx => tx.conversations.find(town.tenant, row!.conversationId));
      const card = drawMessage(row!, place!, { figuresOnly: false, now: town.clock.now, thresholds });
      expect(JSON.stringify(card)).toContain('at least 50 %');
    } finally {
      await town.close();
    }
  });
}, withJobs);
