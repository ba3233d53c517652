import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FINDING_JOBS } from '../../notifications/jobs';
import { SEND_JOB } from '../../store/intend';
import { openStore, type StoreConfig } from '../../store/open-store';
import type { Tx } from '../../store/store';

/** The person in whose right everything of a benchmark is read, where nobody's is needed. */
export const NOBODY = '5b3f1c8e-0d4a-4a34-9b9f-0c3b2a1d9e70';

/** What an earlier process left in a store, by a clock of its own; nothing is left open. */
export async function seedStore(
  config: StoreConfig,
  work: (run: <T>(within: (tx: Tx) => Promise<T>) => Promise<T>, clock: { now: number }) => Promise<void>,
): Promise<void> {
  const clock = { now: Date.now() };
  const store = await openStore(config, {
    jobs: { names: [...FINDING_JOBS, SEND_JOB] },
    now: () => clock.now,
    random: Math.random,
    onError: error => {
      console.error(error);
    },
  });
  try {
    await work(within => store.transaction(within), clock);
  } finally {
    await store.close();
  }
}

/** A folder for one database file, gone afterwards. */
export async function withDataDir<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    return await work(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
