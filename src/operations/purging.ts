import type { Store } from '../store/store';

/** The job that removes what is older than its period; it has no data. */
export const PURGE_JOB = 'purge';

const DAY = 24 * 3_600_000;

export interface PurgingOptions {
  store: Store;
  now: () => number;
  /** How many rows are gone. */
  told: (rows: number) => void;
}

/** Purges at once and then every day, in one process of all. The next day is asked for before anything is removed: a failure ends nothing. */
export async function startPurging({ store, now, told }: PurgingOptions): Promise<void> {
  const at = (runAt: number): Promise<void> =>
    store.transaction(tx => tx.jobs.add(PURGE_JOB, {}, { runAt, key: PURGE_JOB }));
  await store.jobs.work(PURGE_JOB, async () => {
    await at(now() + DAY);
    told(await store.purge());
  });
  await at(now());
}
