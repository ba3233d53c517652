/** Ids only, never names: a payload outlives what it is about. */
export type JobData = Readonly<Record<string, string | number>>;

export interface JobOptions {
  /** Not before, in milliseconds; absent: at once. */
  runAt?: number;
  /** Of jobs with the same name and key only one waits, for the earliest time that was asked for. */
  key?: string;
}

/** The part of a transaction that adds jobs: they are there when the rows are, or not at all. */
export interface JobQueue {
  add(name: string, data: JobData, options?: JobOptions): Promise<void>;
}

/** Runs at least once: what it does must bear being done twice. Throws to be tried again; `signal` ends it when Rollcall stops. */
export type JobHandler = (data: JobData, job: { attempt: number; signal: AbortSignal }) => Promise<void>;

export interface JobCounts {
  waiting: number;
  running: number;
  dead: number;
}

/** Jobs of this database, for this process. */
export interface Jobs {
  /** Starts to run jobs of this name, at most so many at once here. One handler a name. */
  work(name: string, handler: JobHandler, options?: { concurrency?: number }): Promise<void>;
  count(name: string): Promise<JobCounts>;
  /** Takes no more and waits for those that run, so long in milliseconds. */
  stop(drainMs: number): Promise<void>;
}

export interface JobSettings {
  /** Every name that is ever added or worked. */
  names: readonly string[];
  /** Tries before a job is dead. */
  tries: number;
  /** The first wait before another try, doubled each time. */
  retryMs: number;
  longestRetryMs: number;
  /** A job that runs longer is taken for lost and tried again. */
  leaseMs: number;
  /** How often the database is asked for jobs that have come due. */
  pollMs: number;
}

export const defaultJobSettings: Omit<JobSettings, 'names'> = {
  tries: 8,
  retryMs: 2_000,
  longestRetryMs: 15 * 60_000,
  leaseMs: 5 * 60_000,
  pollMs: 500,
};
