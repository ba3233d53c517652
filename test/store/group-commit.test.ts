import { CamelCasePlugin, Kysely } from 'kysely';
import { openStore } from '../../src/store/open-store';
import { createSqliteDialect } from '../../src/store/sqlite/dialect';
import { openFile } from '../../src/store/sqlite/file';
import { createGroupCommit } from '../../src/store/sqlite/group-commit';
import type { Tables } from '../../src/store/tables';
import { newDataDir } from '../support/data-dir';
import { createPlace, JOBS, onEachStore } from './stores';

onEachStore(opened => {
  const mark = (tenant: string, name: string) => opened.store.transaction(tx => tx.marks.get(tenant, name));
  const set = (tenant: string, name: string, after?: () => unknown) =>
    opened.store.transaction(async tx => {
      await tx.marks.advance(tenant, name, 1);
      await after?.();
      return name;
    });

  it('keeps what was asked for together, but for what fails: none of that, and all of the others', async () => {
    const tenant = opened.tenant();
    const fails = (): never => {
      throw new Error('on purpose');
    };
    for (const failing of [0, 3, 7]) {
      const names = Array.from({ length: 8 }, (_, index) => `${failing}-${index}`);
      const done = await Promise.allSettled(
        names.map((name, index) => set(tenant, name, index === failing ? fails : undefined)),
      );
      expect(done.map(one => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
        names.map((name, index) => (index === failing ? 'Error: on purpose' : name)),
      );
      const kept = await Promise.all(names.map(name => mark(tenant, name)));
      expect(kept).toEqual(names.map((_, index) => (index === failing ? undefined : 1)));
    }
  });

  it('lets nothing come between the statements of one', async () => {
    const tenant = opened.tenant();
    const add = () =>
      opened.store.transaction(async tx => {
        // One at a time on PostgreSQL too.
        await tx.rate.take(tenant, 'one at a time');
        const before = (await tx.marks.get(tenant, 'sum')) ?? 0;
        await Promise.resolve();
        await tx.marks.advance(tenant, 'sum', before + 1);
      });
    await Promise.all(Array.from({ length: 120 }, add));
    expect(await mark(tenant, 'sum')).toBe(120);
  }, 30_000);

  it('purges while others write, and answers all of them', async () => {
    const tenant = opened.tenant();
    const names = Array.from({ length: 60 }, (_, index) => `beside ${index}`);
    const [purged] = await Promise.all([
      Promise.all([opened.store.purge(), opened.store.purge()]),
      ...names.map(name => set(tenant, name)),
    ]);
    expect(purged).toHaveLength(2);
    expect(await Promise.all(names.map(name => mark(tenant, name)))).toEqual(names.map(() => 1));
  });

  it('refuses what comes after the end, all of it', async () => {
    const place = await createPlace(opened.store.kind);
    const store = await openStore(place.config, {
      jobs: { names: JOBS },
      now: () => opened.clock.now,
      random: () => 0.5,
      onError: () => undefined,
    });
    await store.close();
    const late = await Promise.allSettled(
      Array.from({ length: 3 }, () => store.transaction(tx => tx.marks.get('any', 'mark'))),
    );
    expect(late.map(one => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    await place.remove();
  });
});

describe('commits of one file', () => {
  const dataDir = newDataDir();
  const file = openFile(dataDir);
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(file.forKysely), plugins: [new CamelCasePlugin()] });
  const grouped = createGroupCommit(db);
  beforeAll(() => db.schema.createTable('marks').addColumn('name', 'text').execute());
  afterEach(() => db.deleteFrom('marks').execute());
  afterAll(() => {
    file.close();
  });
  const names = async () =>
    (await db.selectFrom('marks').select('name').orderBy('name').execute()).map(row => row.name);
  const add = (name: string, after: () => void = () => undefined, then?: () => void) =>
    grouped(async tx => {
      await tx
        .insertInto('marks')
        .values({ name } as never)
        .execute();
      after();
    }, then);
  const fail = (): never => {
    throw new Error('on purpose');
  };
  const statesOf = async (asked: Promise<void>[]) => (await Promise.allSettled(asked)).map(one => one.status);

  it('is followed by what follows it, unless it failed', async () => {
    const followed: string[] = [];
    const follow = (name: string) => () => {
      expect(file.database.inTransaction).toBe(false);
      followed.push(name);
    };
    const asked = [add('a'), add('b', fail, follow('b')), add('c', undefined, follow('c')), add('d')];
    expect(await statesOf(asked)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(followed).toEqual(['c']);
    expect(await names()).toEqual(['a', 'c', 'd']);
  });

  it('tells nobody that all is well where SQLite has ended the whole transaction', async () => {
    const asked = ['a', 'b', 'c', 'd', 'e'].map(name =>
      add(name, () => {
        if (name !== 'c') return;
        file.database.exec('rollback');
        fail();
      }),
    );
    expect(await statesOf(asked)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await names()).toEqual(['d', 'e']);
  });
});
