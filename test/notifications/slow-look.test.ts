import { AppError } from '../../src/domain/errors';
import type { EventSource } from '../../src/domain/sources';
import type { ReadFor } from '../../src/notifications/hints';
import { look } from '../../src/notifications/look';
import { createRuns } from '../../src/notifications/runs';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { HOUR, MINUTE, startTown, withJobs, type Town } from './town';

onEachStore(opened => {
  let town: Town;
  afterEach(() => town.close());

  /** A look at the one session that is due, during which, once its report was read, something happens. */
  async function lookWhile(
    happens: () => Promise<unknown>,
    { read, mayRead = () => true }: { read?: ReadFor; mayRead?: () => boolean } = {},
  ) {
    const [due] = await town.due();
    let isOver = false;
    const runs = createRuns({
      now: () => town.clock.now,
      sourceFor: (asker, options): EventSource => {
        const source = town.sourceFor(asker, options);
        return {
          ...source,
          event: async (...ref) => {
            if (!mayRead()) throw new AppError('not-found');
            return source.event(...ref);
          },
          async *records(...ref) {
            const pages = [];
            for await (const page of source.records(...ref)) pages.push(page);
            if (!isOver) {
              isOver = true;
              await happens();
            }
            yield* pages;
          },
        };
      },
    });
    return look(due!, { store: opened.store, runs, now: () => town.clock.now, ...(read && { read }) });
  }
  async function endedAndWatched() {
    town = await startTown(opened);
    const event = await eventNamed(town.sandbox, 'Quarterly Results Live');
    await town.watch('event', event.id);
    const ended = town.sandbox.endEvent(event.id, { people: 40 })!;
    await town.finding.sweepNow();
    return { event, ended };
  }
  const shown = async () => (await town.intended()).at(-1)!.summary.attendance.reportedTotal;

  it('a look that takes longer than to the last one does not take its place', async () => {
    const { event } = await endedAndWatched();
    town.clock.now += 24 * HOUR - MINUTE;
    await lookWhile(async () => {
      town.sandbox.growReport(event.id, { by: 'larger', people: 9 });
      town.clock.now += 2 * MINUTE;
    });
    town.clock.now += MINUTE;
    await town.lookAtDue();
    expect(await shown()).toBe(49);
  });

  it('of two looks at once, what was read first never stands in the end', async () => {
    const { event } = await endedAndWatched();
    town.clock.now += 10 * MINUTE;
    await lookWhile(async () => {
      town.sandbox.growReport(event.id, { by: 'larger', people: 9 });
      await town.lookAtDue();
    });
    expect(await shown()).toBe(49);
  });

  it('one that begins anew asks anew whose right it is, whatever was read just before the first', async () => {
    const { event } = await endedAndWatched();
    town.clock.now += 10 * MINUTE;
    const asker = { tenantId: town.tenant, personId: town.sandbox.demoOrganizerId };
    const runs = createRuns({ now: () => town.clock.now, sourceFor: town.sourceFor });
    const ref = { kind: 'townhall', id: event.id } as const;
    const run = (await runs.find(asker, ref))!;
    const sessions = await runs.source(asker).sessions(ref);
    let isTheirs = true;
    const looked = await lookWhile(
      async () => {
        await town.lookAtDue();
        town.sandbox.growReport(event.id, { by: 'larger', people: 9 });
        isTheirs = false;
      },
      { read: new Map([[asker.personId, { run, sessions }]]), mayRead: () => isTheirs },
    );
    expect(looked).toEqual({ outcome: 'nobody', intended: 0 });
    expect(await shown()).toBe(40);
  });
}, withJobs);
