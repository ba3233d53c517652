import { sql } from 'kysely';
import { createId, type Base } from '../base';
import type { JobData, JobQueue, JobSettings } from './job';

export interface TakenJob {
  id: string;
  name: string;
  data: JobData;
  attempt: number;
}

/** Adds to the table of SQLite within the transaction that `db` is. `onAdded` hears of the name at once: nothing is committed yet. */
export function createEmbeddedQueue(
  { db, now }: Base,
  names: readonly string[],
  onAdded: (name: string) => void,
): JobQueue {
  return {
    async add(name, data, { runAt = now(), key } = {}) {
      if (!names.includes(name)) throw new Error(`no job is called ${name}`);
      const id = createId();
      await db
        .insertInto('jobs')
        .values({
          ...{ id, name, key: key ?? id, data: JSON.stringify(data), state: 'waiting' },
          ...{ runAt, leaseUntil: null, attempt: 0, changedAt: now() },
        })
        .onConflict(conflict =>
          conflict
            .columns(['name', 'key'])
            .where(sql.ref('state'), '=', sql.lit('waiting'))
            .doUpdateSet({ runAt: sql<number>`min(jobs.run_at, excluded.run_at)` }),
        )
        .execute();
      onAdded(name);
    },
  };
}

/** Takes what is due, and what was lost while it ran. */
export async function takeJobs({ db, now }: Base, name: string, most: number, leaseMs: number): Promise<TakenJob[]> {
  const due = db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', name)
    .where(is =>
      is.or([
        is.and([is('state', '=', 'waiting'), is('runAt', '<=', now())]),
        is.and([is('state', '=', 'running'), is('leaseUntil', '<=', now())]),
      ]),
    )
    .orderBy('runAt')
    .limit(most);
  const rows = await db
    .updateTable('jobs')
    .set(set => ({
      state: 'running',
      attempt: set('attempt', '+', 1),
      leaseUntil: now() + leaseMs,
      changedAt: now(),
    }))
    .where('id', 'in', due)
    .returning(['id', 'name', 'data', 'attempt'])
    .execute();
  return rows.map(row => ({ ...row, data: JSON.parse(row.data) as JobData }));
}

/** A job is gone when it is done; it waits again after a failure, and is dead after the last try. */
export async function endJob(
  { db, now }: Base,
  { id, name, attempt }: TakenJob,
  settings: JobSettings,
  end: { failed: boolean; jitter: number },
): Promise<void> {
  const mine = <Q extends { where(column: 'id' | 'attempt' | 'state', is: '=', value: string | number): Q }>(
    query: Q,
  ) => query.where('id', '=', id).where('attempt', '=', attempt).where('state', '=', 'running');
  if (!end.failed) {
    await mine(db.deleteFrom('jobs')).execute();
    return;
  }
  if (attempt >= settings.tries) {
    await mine(db.updateTable('jobs').set({ state: 'dead', leaseUntil: null, changedAt: now() })).execute();
    return;
  }
  const wait = Math.min(settings.longestRetryMs, settings.retryMs * 2 ** (attempt - 1)) * (0.5 + end.jitter / 2);
  const { key } = await db.selectFrom('jobs').select('key').where('id', '=', id).executeTakeFirstOrThrow();
  // The same was asked for again meanwhile: that one does it.
  const other = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', name)
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (other) await mine(db.deleteFrom('jobs')).execute();
  else
    await mine(
      db
        .updateTable('jobs')
        .set({ state: 'waiting', leaseUntil: null, runAt: now() + Math.ceil(wait), changedAt: now() }),
    ).execute();
}
