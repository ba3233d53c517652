import { CamelCasePlugin, Kysely, sql, type Dialect, type Transaction } from 'kysely';
import { createAuditTrail } from './audit';
import type { Base } from './base';
import { createConversations } from './conversations';
import { createFinished } from './finished';
import { forget } from './forget';
import { createInbox } from './inbox';
import { createEmbeddedJobs, reviveJobs } from './jobs/embedded';
import { createEmbeddedQueue } from './jobs/embedded-queue';
import { defaultJobSettings, type JobQueue, type JobSettings } from './jobs/job';
import { startBoss } from './jobs/pg-boss';
import { createLeases, createMarks } from './leases';
import { migrate } from './migrations';
import { createOutbox } from './outbox';
import { connect, isConflict } from './postgres';
import { createRate } from './rate';
import { defaultPeriods, purge, type Periods } from './retention';
import { createSessions, LOOKS_AFTER } from './sessions';
import { createSqliteDialect } from './sqlite/dialect';
import { openFile } from './sqlite/file';
import { createGroupCommit } from './sqlite/group-commit';
import type { Store, Tx } from './store';
import { toStoreError } from './store-error';
import { createSubscriptions } from './subscriptions';
import type { Tables } from './tables';
import { createUpkeep } from './upkeep';
import { createWatches } from './watches';

/** Where everything is kept. */
export type StoreConfig = { kind: 'sqlite'; dataDir: string } | { kind: 'postgres'; url: string };

export interface StoreOptions {
  /** Names of all jobs, and what differs from `defaultJobSettings`. */
  jobs: Pick<JobSettings, 'names'> & Partial<JobSettings>;
  /** Milliseconds. */
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  /** Troubles in the background: a connection that broke, a job that failed. */
  onError: (error: unknown) => void;
  periods?: Periods;
  /** When a session is looked at after its end, in milliseconds, ascending: short in the sandbox. */
  looksAfter?: readonly number[];
}

const TRIES = 5;
const DRAIN_MS = 10_000;

/** Opens the database and brings it up to date. Throws StoreError, whose message is for whoever runs Rollcall. */
export async function openStore(config: StoreConfig, options: StoreOptions): Promise<Store> {
  return config.kind === 'sqlite' ? openSqlite(config.dataDir, options) : openPostgres(config.url, options);
}

async function openSqlite(
  dataDir: string,
  { jobs: named, now, random, onError, periods = defaultPeriods, looksAfter = LOOKS_AFTER }: StoreOptions,
): Promise<Store> {
  const settings = { ...defaultJobSettings, ...named };
  const file = openFile(dataDir);
  const db = open(createSqliteDialect(file.forKysely));
  const grouped = createGroupCommit(db);
  const within = <T>(work: (base: Base) => Promise<T>, then?: () => void): Promise<T> =>
    grouped(tx => work({ db: tx, kind: 'sqlite', now, looksAfter }), then).catch((error: unknown) => {
      throw toStoreError(error, file.path);
    });
  try {
    await migrate(db, 'sqlite');
    await within(reviveJobs);
  } catch (error) {
    file.close();
    throw toStoreError(error, file.path);
  }
  const jobs = createEmbeddedJobs(within, settings, random, onError);
  return {
    kind: 'sqlite',
    jobs,
    async transaction(work) {
      const added = new Set<string>();
      const result = await within(base =>
        work(
          createTx(
            base,
            createEmbeddedQueue(base, settings.names, name => added.add(name)),
          ),
        ),
      );
      for (const name of added) jobs.wake(name);
      return result;
    },
    isReachable: () => answers(db),
    purge: () => within(base => purge(base, periods), file.checkpoint),
    forget: (tenant, personId) => within(base => forget(base, tenant, personId), file.checkpoint),
    async close(drainMs = DRAIN_MS) {
      await jobs.stop(drainMs);
      // Behind everything that was asked for before.
      await within(() => Promise.resolve()).catch(() => undefined);
      file.close();
    },
  };
}

async function openPostgres(
  url: string,
  { jobs: named, now, onError, periods = defaultPeriods, looksAfter = LOOKS_AFTER }: StoreOptions,
): Promise<Store> {
  const settings = { ...defaultJobSettings, ...named };
  const db = open(await connect(url, onError));
  const within = async <T>(work: (base: Base) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++)
      try {
        return await db.transaction().execute(tx => work({ db: tx, kind: 'postgres', now, looksAfter }));
      } catch (error) {
        if (tries === TRIES || !isConflict(error)) throw error;
      }
  };
  const jobs = await migrate(db, 'postgres')
    .then(() => startBoss(url, settings, onError))
    .catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });
  return {
    kind: 'postgres',
    jobs,
    transaction: work => within(base => work(createTx(base, jobs.queueIn(base.db)))),
    isReachable: () => answers(db),
    purge: () => within(base => purge(base, periods)),
    forget: (tenant, personId) => within(base => forget(base, tenant, personId)),
    async close(drainMs = DRAIN_MS) {
      await jobs.stop(drainMs);
      await db.destroy();
    },
  };
}

const open = (dialect: Dialect): Kysely<Tables> => new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });

async function answers(db: Kysely<Tables>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}

function createTx(base: Base & { db: Kysely<Tables> | Transaction<Tables> }, jobs: JobQueue): Tx {
  return {
    conversations: createConversations(base),
    watches: createWatches(base),
    subscriptions: createSubscriptions(base),
    inbox: createInbox(base),
    sessions: createSessions(base),
    outbox: createOutbox(base),
    finished: createFinished(base),
    rate: createRate(base),
    leases: createLeases(base),
    marks: createMarks(base),
    audit: createAuditTrail(base),
    jobs,
    upkeep: createUpkeep(base),
  };
}
