import { within } from '../../within';
import type { Base } from '../base';
import { endJob, takeJobs, type TakenJob } from './embedded-queue';
import type { JobHandler, Jobs, JobSettings } from './job';

export interface EmbeddedJobs extends Jobs {
  /** Something of this name was committed: look now. */
  wake(name: string): void;
}

interface Worker {
  handler: JobHandler;
  concurrency: number;
  running: Set<Promise<void>>;
  timer?: NodeJS.Timeout;
  /** Somebody asks the database already; `again`: and has to once more. */
  isLooking: boolean;
  again: boolean;
}

/** Runs the jobs of SQLite in this process, the only one there is. `transaction` opens one; `onError` hears of troubles of the database. */
export function createEmbeddedJobs(
  transaction: <T>(work: (base: Base) => Promise<T>) => Promise<T>,
  settings: JobSettings,
  random: () => number,
  onError: (error: unknown) => void,
): EmbeddedJobs {
  const workers = new Map<string, Worker>();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  const run = async (worker: Worker, job: TakenJob): Promise<void> => {
    let failed = false;
    try {
      await worker.handler(job.data, { attempt: job.attempt, signal: stopping.signal });
    } catch (error) {
      failed = true;
      onError(error);
    }
    await transaction(base => endJob(base, job, settings, { failed, jitter: random() })).catch(onError);
  };
  const look = async (name: string, worker: Worker): Promise<void> => {
    if (isStopping()) return;
    worker.again = true;
    if (worker.isLooking) return;
    worker.isLooking = true;
    try {
      while (takeAgain(worker) && !isStopping()) {
        const free = worker.concurrency - worker.running.size;
        if (free <= 0) break;
        for (const job of await transaction(base => takeJobs(base, name, free, settings.leaseMs))) {
          const running = run(worker, job).finally(() => {
            worker.running.delete(running);
            void look(name, worker);
          });
          worker.running.add(running);
        }
      }
    } catch (error) {
      onError(error);
    } finally {
      worker.isLooking = false;
    }
  };

  return {
    async work(name, handler, { concurrency = 1 } = {}) {
      if (!settings.names.includes(name) || workers.has(name)) throw new Error(`${name} can't be worked`);
      const worker: Worker = { handler, concurrency, running: new Set(), isLooking: false, again: false };
      workers.set(name, worker);
      worker.timer = setInterval(() => void look(name, worker), settings.pollMs);
      await look(name, worker);
    },
    wake(name) {
      const worker = workers.get(name);
      if (worker) void look(name, worker);
    },
    async count(name) {
      const rows = await transaction(({ db }) =>
        db
          .selectFrom('jobs')
          .select(['state', select => select.fn.countAll<number>().as('jobs')])
          .where('name', '=', name)
          .groupBy('state')
          .execute(),
      );
      const of = (state: string): number => rows.find(row => row.state === state)?.jobs ?? 0;
      return { waiting: of('waiting'), running: of('running'), dead: of('dead') };
    },
    async stop(drainMs) {
      stopping.abort();
      for (const worker of workers.values()) clearInterval(worker.timer);
      const running = [...workers.values()].flatMap(worker => [...worker.running]);
      await within(Promise.all(running), drainMs);
    },
  };
}

/** Whether somebody asked for a look since the last one. */
function takeAgain(worker: Worker): boolean {
  const { again } = worker;
  worker.again = false;
  return again;
}

/** What a process left running that is gone: it waits again. Only whoever holds the file may say so. */
export async function reviveJobs({ db, now }: Base): Promise<void> {
  await db.updateTable('jobs').set({ leaseUntil: now() }).where('state', '=', 'running').execute();
}
