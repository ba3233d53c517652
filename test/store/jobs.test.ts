import { setTimeout as sleep } from 'node:timers/promises';
import { onEachStore } from './stores';

const until = async (isTrue: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> => {
  const end = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('it did not come');
    await sleep(20);
  }
};

onEachStore(
  opened => {
    // Jobs go by the real clock: PostgreSQL has its own.
    beforeEach(() => {
      Object.defineProperty(opened.clock, 'now', { get: Date.now, configurable: true });
    });

    it('are there with the rows of their transaction, or not at all', async () => {
      const { store } = opened;
      const tenant = opened.tenant();
      await expect(
        store.transaction(async tx => {
          await tx.marks.advance(tenant, 'm', 1);
          await tx.jobs.add('read', { id: 'lost' });
          throw new Error('on purpose');
        }),
      ).rejects.toThrow('on purpose');
      expect(await store.transaction(tx => tx.marks.get(tenant, 'm'))).toBeUndefined();
      expect(await store.jobs.count('read')).toEqual({ waiting: 0, running: 0, dead: 0 });
      await store.transaction(async tx => {
        await tx.marks.advance(tenant, 'm', 1);
        await tx.jobs.add('read', { id: 'kept' });
      });
      expect(await store.transaction(tx => tx.marks.get(tenant, 'm'))).toBe(1);
      expect(await store.jobs.count('read')).toMatchObject({ waiting: 1 });
    });

    it('run soon, at most so many at once, each once when nothing goes wrong', async () => {
      const { store } = opened;
      const done: unknown[] = [];
      let running = 0;
      let most = 0;
      await store.jobs.work(
        'read',
        async data => {
          most = Math.max(most, ++running);
          await sleep(30);
          running--;
          done.push(data.id);
        },
        { concurrency: 3 },
      );
      await until(() => done.length === 1);
      const added = Date.now();
      await store.transaction(async tx => {
        for (let n = 0; n < 20; n++) await tx.jobs.add('read', { id: n });
      });
      await until(() => done.length > 1);
      expect(Date.now() - added).toBeLessThan(2_000);
      await until(async () => (await store.jobs.count('read')).waiting === 0 && running === 0);
      expect(new Set(done).size).toBe(21);
      expect(done).toHaveLength(21);
      expect(most).toBe(3);
    });

    it('wait for their time, and for the earliest that was asked for; the same key waits once', async () => {
      const { store } = opened;
      const later = Date.now() + 3_600_000;
      const ran: unknown[] = [];
      await store.transaction(tx => tx.jobs.add('tick', { id: 'a' }, { key: 'a', runAt: later }));
      await store.transaction(tx => tx.jobs.add('tick', { id: 'b' }, { key: 'b', runAt: later }));
      await store.transaction(tx => tx.jobs.add('tick', { id: 'a' }, { key: 'a', runAt: later + 1 }));
      expect(await store.jobs.count('tick')).toMatchObject({ waiting: 2 });
      await store.jobs.work('tick', async data => {
        ran.push(data.id);
      });
      await sleep(700);
      expect(ran).toEqual([]);
      await store.transaction(tx => tx.jobs.add('tick', { id: 'a' }, { key: 'a' }));
      await until(() => ran.length > 0);
      await sleep(700);
      expect(ran).toEqual(['a']);
      expect(await store.jobs.count('tick')).toMatchObject({ waiting: 1 });
    }, 20_000);

    it('that are asked for while one with the same key runs, run once more', async () => {
      const { store } = opened;
      const seen: (number | undefined)[] = [];
      const tenant = opened.tenant();
      const add = (value: number) =>
        store.transaction(async tx => {
          await tx.jobs.add('send-summary', { id: value }, { key: 'k' });
          await tx.marks.advance(tenant, 'seen', value);
        });
      await store.jobs.work('send-summary', async data => {
        if (data.id === 99) throw new Error('on purpose');
        seen.push(await store.transaction(tx => tx.marks.get(tenant, 'seen')));
        await sleep(20);
      });
      for (let value = 1; value <= 15; value++) {
        await add(value);
        await sleep(value % 4 === 0 ? 60 : value);
      }
      // Whatever ran last, it saw what was written last.
      await until(() => seen.at(-1) === 15);
    }, 20_000);

    it('are tried again after a failure, and dead after the last try', async () => {
      const { store } = opened;
      const before = opened.errors.length;
      await store.transaction(tx => tx.jobs.add('send-summary', { id: 99 }));
      await until(async () => (await store.jobs.count('send-summary')).dead === 1, 25_000);
      if (store.kind === 'sqlite') expect(opened.errors.length - before).toBe(3);
      expect(await store.jobs.count('send-summary')).toMatchObject({ waiting: 0, running: 0 });
    }, 30_000);

    it('come one after another without a rest, however many wait', async () => {
      const { store } = opened;
      let done = 0;
      await store.transaction(async tx => {
        for (let n = 0; n < 200; n++) await tx.jobs.add('many', { id: n });
      });
      const work = () => {
        done += 1;
        return Promise.resolve();
      };
      await store.jobs.work('many', work, { concurrency: 2 });
      // Half a second after each would come to fifty.
      await until(() => done === 200, 25_000);
    }, 30_000);

    it('have a name that is known', async () => {
      await expect(opened.store.transaction(tx => tx.jobs.add('nonsense', {}))).rejects.toThrow('nonsense');
    });
  },
  {
    jobs: {
      names: ['send-summary', 'read', 'tick', 'many'],
      tries: 3,
      retryMs: 100,
      longestRetryMs: 1_000,
      pollMs: 100,
    },
  },
);
