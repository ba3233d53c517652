import { seriesKeyOf } from '../../src/domain/series';
import { allEvents, eventNamed } from '../sandbox/asking';
import { onEachStore, START } from '../store/stores';
import { HOUR, MINUTE, startTown, withJobs, type Town } from './town';

const DAY = 24 * HOUR;

onEachStore(opened => {
  let town: Town;
  let results: { id: string; path: string; displayName: string };
  beforeEach(async () => {
    town = await startTown(opened);
    results = await eventNamed(town.sandbox, 'Quarterly Results Live');
  });
  afterEach(() => town.close());

  /** Sessions that are known, whenever they are due. */
  const known = async () => {
    const before = town.clock.now;
    town.clock.now += 60 * DAY;
    const due = await town.due();
    town.clock.now = before;
    return due;
  };
  const lookThrough = async (ms: number, step: number) => {
    for (let passed = 0; passed < ms; passed += step) {
      town.clock.now += step;
      await town.lookAtDue();
    }
  };

  it('knows beforehand what ends before the next round, however long that is', async () => {
    await town.watch('event', results.id);
    await town.finding.sweepNow();
    expect(await known()).toEqual([]);
    await town.close();
    town = await startTown(opened, { sweepMs: 3 * HOUR });
    await town.watch('event', results.id);
    await town.finding.sweepNow();
    const [session, ...more] = await known();
    expect(more).toEqual([]);
    expect(session!.endAt).toBeGreaterThan(START + HOUR);
    expect(session!.nextLookAt).toBe(session!.endAt + 10 * MINUTE);
  });

  it('does not flood a new watch with what is long over: a day back and no more', async () => {
    await town.watch('all');
    await town.finding.sweepNow();
    const ends = (await known()).map(one => one.endAt);
    expect(ends.length).toBeGreaterThan(0);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(START - DAY);
    expect(Math.max(...ends)).toBeLessThanOrEqual(START + HOUR);
    const all = await allEvents(town.sandbox);
    const monthBack = all.filter(({ endDateTime }) => {
      const end = Date.parse(`${endDateTime?.dateTime}Z`);
      return end < START - DAY && end > START - 30 * DAY;
    });
    expect(monthBack.length).toBeGreaterThan(0);
  });

  it('finds after weeks of being down what ended meanwhile, each once', async () => {
    await town.watch('all');
    await town.finding.sweepNow();
    await lookThrough(2 * DAY, 6 * HOUR);
    const before = await town.intended();
    const ended = town.sandbox.endEvent(results.id);
    // It ended by its time two days ago.
    expect(ended).toBeUndefined();
    town.clock.now += 20 * DAY;
    await town.finding.sweepNow();
    await lookThrough(2 * DAY, 6 * HOUR);
    const keys = (await town.intended()).map(one => `${one.sessionId} ${one.conversationId} ${one.revision}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(before.length);
  });

  it('watches a series by its title, and nothing else', async () => {
    await town.watch('series', seriesKeyOf(results.displayName));
    town.sandbox.endEvent(results.id);
    await town.finding.sweepNow();
    expect((await known()).map(one => one.eventId)).toEqual([results.id]);
    town.clock.now += 10 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 1 }]);
  });

  it('changes nothing when it is done again', async () => {
    await town.watch('event', results.id);
    town.sandbox.endEvent(results.id);
    await town.finding.sweepNow();
    town.clock.now += 4 * HOUR;
    await town.lookAtDue();
    await town.finding.sweepNow();
    await town.finding.sweepNow();
    expect(await town.due()).toEqual([]);
    expect(await town.intended()).toHaveLength(1);
  });

  it.each([['/getByUserIdAndRole'], ['/$batch']])(
    'passes nobody over whose events could not be read (%s)',
    async path => {
      await town.watch('event', results.id);
      town.sandbox.endEvent(results.id);
      town.sandbox.faults.add({ path, fault: { status: 503 } });
      expect(await town.finding.sweepNow()).toMatchObject({ people: expect.any(Number), sessions: 0 });
      expect(await known()).toEqual([]);
      town.sandbox.faults.clear();
      // Two days later it is still found: the mark did not move.
      town.clock.now += 2 * DAY;
      await town.finding.sweepNow();
      expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 1 }]);
    },
  );

  it('leaves alone people of whose meetings alone it is told', async () => {
    await town.watch('event', '["meeting","somebody","something"]');
    await town.finding.sweepNow();
    expect(town.sandbox.requests.filter(one => one.path.includes('getByUserIdAndRole'))).toEqual([]);
  });
}, withJobs);
