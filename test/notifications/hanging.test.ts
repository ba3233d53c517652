import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { thorough } from '../support/thorough';
import { MINUTE, startTown, until, withJobs, type Town } from './town';

/** Far beyond what a look may take here, and far below what a Graph that hangs would take. */
const SOON = 6_000;

onEachStore(opened => {
  let town: Town;
  afterEach(() => town.close());

  async function ended(options: Parameters<typeof startTown>[1]) {
    town = await startTown(opened, options);
    const results = await eventNamed(town.sandbox, 'Quarterly Results Live');
    await town.watch('event', results.id);
    town.sandbox.endEvent(results.id);
    return results.id as string;
  }
  const until10 = async () => {
    await town.finding.sweepNow();
    town.clock.now += 10 * MINUTE;
  };

  const parts = ['the event', 'sessions', 'attendanceReports', 'attendanceRecords'];
  // The cases below are slow at the others.
  it.each(thorough ? parts : parts.slice(0, 2))(
    'a Graph that hangs at %s ends the look, and the next one loses nothing',
    async part => {
      const id = await ended({ answerMs: 150 });
      await until10();
      const path = part === 'the event' ? id : part;
      town.sandbox.faults.add({
        path: new RegExp(`/${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\?|$)`),
        fault: 'hang',
      });
      const began = Date.now();
      expect(await town.lookAtDue()).toEqual(['graph-unavailable']);
      expect(Date.now() - began).toBeLessThan(SOON);
      expect(await town.intended()).toEqual([]);
      town.sandbox.faults.clear();
      expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 1 }]);
    },
    20_000,
  );

  it('a Graph that answers ever so slowly is not waited for longer than the job may take', async () => {
    await ended({ lookMs: 300 });
    await until10();
    town.sandbox.faults.add({ path: 'attendanceRecords', fault: { delayMs: 15_000 } });
    const began = Date.now();
    expect(await town.lookAtDue()).toEqual(['internal']);
    expect(Date.now() - began).toBeLessThan(SOON);
    town.sandbox.faults.clear();
    await town.close();
    town = await startTown(opened);
  }, 20_000);

  it('is asked again by itself', async () => {
    await ended({ answerMs: 200, sweepMs: 3_000_000 });
    town.clock.now += 12 * MINUTE;
    // Oftener than one look asks.
    town.sandbox.faults.add({ path: 'attendanceReports', times: 7, fault: 'hang' });
    await town.finding.start();
    await until(async () => {
      // A look that failed waits by the town's clock.
      town.clock.now += 100;
      return (await town.intended()).length === 1;
    });
    expect(town.sandbox.requests.filter(({ path }) => path.includes('attendanceReports')).length).toBeGreaterThan(7);
  }, 30_000);
}, withJobs);
