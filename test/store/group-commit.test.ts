import { openStore } from '../../src/store/open-store';
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
