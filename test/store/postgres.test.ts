import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openStore } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';
import { createPlace, JOBS, type Place } from './stores';

const open = (url: string, onError: (error: unknown) => void = () => undefined): Promise<Store> =>
  openStore(
    { kind: 'postgres', url },
    { jobs: { names: JOBS, pollMs: 500 }, now: Date.now, random: Math.random, onError },
  );

it('a server that is not there is told of in words, without the password', async () => {
  const url = 'postgres://rollcall:S3CRET-value@127.0.0.1:1/rollcall';
  const error = await open(url).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    name: 'StoreError',
    code: 'unreachable',
    message: expect.stringContaining('DATABASE_URL'),
  });
  expect((error as Error).message).not.toContain('S3CRET');
});

(process.env.TEST_DATABASE_URL ? describe : describe.skip)('several instances on one database', () => {
  let place: Place;
  let url: string;
  const stores: Store[] = [];
  beforeEach(async () => {
    place = await createPlace('postgres');
    url = place.config.kind === 'postgres' ? place.config.url : '';
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await place.remove();
  }, 30_000);

  it('may all be the first at the same moment, and share the jobs', async () => {
    stores.push(...(await Promise.all([open(url), open(url), open(url)])));
    const ran: string[] = [];
    const by = [0, 0, 0];
    for (const [n, store] of stores.entries())
      await store.jobs.work('read', async ({ id }) => {
        ran.push(String(id));
        by[n]!++;
        await sleep(20);
      });
    await Promise.all(
      stores.map((store, n) =>
        store.transaction(async tx => {
          for (let k = 0; k < 10; k++) await tx.jobs.add('read', { id: `${n}-${k}` });
        }),
      ),
    );
    for (let waited = 0; ran.length < 30 && waited < 20_000; waited += 50) await sleep(50);
    await sleep(600);
    expect(ran).toHaveLength(30);
    expect(new Set(ran).size).toBe(30);
    expect(by.filter(jobs => jobs > 0).length).toBeGreaterThan(1);
  }, 40_000);

  it('lose their connections, say so, and go on', async () => {
    const errors: unknown[] = [];
    const store = await open(url, error => errors.push(error));
    stores.push(store);
    await store.transaction(tx => tx.marks.advance('t', 'm', 1));
    const admin = new Client({ connectionString: process.env.TEST_DATABASE_URL });
    await admin.connect();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      new URL(url).pathname.slice(1),
    ]);
    await admin.end();
    for (let waited = 0; errors.length === 0 && waited < 5_000; waited += 50) await sleep(50);
    expect(errors.length).toBeGreaterThan(0);
    expect(await store.isReachable()).toBe(true);
    await store.transaction(async tx => {
      await tx.marks.advance('t', 'm', 2);
      await tx.jobs.add('tick', {});
    });
    expect(await store.transaction(tx => tx.marks.get('t', 'm'))).toBe(2);
  }, 40_000);

  it('are told to try again when they are in each other’s way, and neither loses anything', async () => {
    const store = await open(url);
    stores.push(store);
    let runs = 0;
    const both = (first: string, second: string) =>
      store.transaction(async tx => {
        runs++;
        await tx.marks.advance('t', first, runs);
        await sleep(100);
        await tx.marks.advance('t', second, runs);
      });
    await store.transaction(async tx => {
      await tx.marks.advance('t', 'a', 0);
      await tx.marks.advance('t', 'b', 0);
    });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(runs).toBe(3);
    expect(await store.transaction(tx => tx.marks.get('t', 'a'))).toBe(3);
  }, 40_000);
});
