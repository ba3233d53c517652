import type { Kysely } from 'kysely';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { createId } from '../base';
import type { Tables } from '../tables';
import type { JobData, JobQueue, Jobs, JobSettings } from './job';

const SCHEMA = 'rollcall_jobs';
/** Its table of jobs. */
export const BOSS_JOBS = `${SCHEMA}.job`;
/** Connections of pg-boss's own, beside the one it listens on. */
const CONNECTIONS = 4;
/** pg-boss does not go below. */
const SHORTEST_HEARTBEAT = 10;
const SHORTEST_POLL = 0.5;
const DAY_SECONDS = 86_400;

export interface BossJobs extends Jobs {
  /** Adds within the transaction that `db` is. */
  queueIn(db: Kysely<Tables>): JobQueue;
}

/** pg-boss in a schema of its own. It is loaded here and nowhere else: SQLite does not pay for it. */
export async function startBoss(
  url: string,
  settings: JobSettings,
  onError: (error: unknown) => void,
): Promise<BossJobs> {
  const { PgBoss, fromKysely } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    application_name: 'rollcall jobs',
    max: CONNECTIONS,
    useListenNotify: true,
    schedule: false,
    // How soon a job is found whose process is gone.
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
  });
  boss.on('error', onError);
  await boss.start();
  const retry = {
    retryLimit: settings.tries - 1,
    retryDelay: Math.max(1, Math.round(settings.retryMs / 1000)),
    retryBackoff: true,
    retryDelayMax: Math.max(1, Math.round(settings.longestRetryMs / 1000)),
    expireInSeconds: Math.max(1, Math.round(settings.leaseMs / 1000)),
    heartbeatSeconds: SHORTEST_HEARTBEAT,
    retentionSeconds: 40 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
  };
  for (const name of settings.names) {
    await boss.createQueue(name, { policy: 'short', notify: true, ...retry });
    // A queue that is there keeps its old settings otherwise.
    await boss.updateQueue(name, retry);
  }
  const stopping = new AbortController();

  return {
    queueIn: db => ({
      async add(name, data, { runAt, key } = {}) {
        if (!settings.names.includes(name)) throw new Error(`no job is called ${name}`);
        const options = { db: fromKysely(db.withoutPlugins()), singletonKey: key ?? createId() };
        const startAfter = runAt === undefined ? undefined : new Date(runAt);
        // `null`: one waits already. It may be taken at any moment, before what this transaction wrote can be seen; so it is held, or sent anew.
        while ((await boss.send(name, data, { ...options, ...(startAfter && { startAfter }) })) === null) {
          const held = await boss.update(name, undefined, { ...options, priority: 0 });
          if (held.updated === 0) continue;
          const waiting = await boss.findJobs(name, { key: options.singletonKey, queued: true, db: options.db });
          const wanted = startAfter ?? new Date();
          if (waiting.some(job => job.startAfter > wanted))
            await boss.update(name, undefined, { ...options, startAfter: wanted });
          return;
        }
      },
    }),
    async work(name, handler, { concurrency = 1 } = {}) {
      const pollingIntervalSeconds = Math.max(SHORTEST_POLL, settings.pollMs / 1000);
      // Jobs for later are not announced when they come due: asking stays as frequent.
      const polling = { pollingIntervalSeconds, notifyPollingIntervalSeconds: pollingIntervalSeconds };
      for (let started = 0; started < concurrency; started++) {
        let worker = '';
        worker = await boss.work(
          name,
          { ...polling, includeMetadata: true },
          async (jobs: JobWithMetadata<JobData>[]) => {
            // Without this pg-boss rests between two jobs, however many wait.
            boss.notifyWorker(worker);
            for (const job of jobs) {
              const signal = AbortSignal.any([job.signal, stopping.signal]);
              await handler(job.data, { attempt: job.retryCount + 1, signal });
            }
          },
        );
      }
    },
    count: name => countJobs(boss, name),
    async stop(drainMs) {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: drainMs });
    },
  };
}

async function countJobs(boss: PgBoss, name: string): Promise<{ waiting: number; running: number; dead: number }> {
  const { rows } = await boss
    .getDb()
    .executeSql(`select state::text as state, count(*)::int as jobs from ${BOSS_JOBS} where name = $1 group by state`, [
      name,
    ]);
  const of = (...states: string[]): number =>
    (rows as { state: string; jobs: number }[])
      .filter(row => states.includes(row.state))
      .reduce((sum, row) => sum + row.jobs, 0);
  return { waiting: of('created', 'retry'), running: of('active'), dead: of('failed') };
}
