import type { AuditTrail } from './audit';
import type { Conversations } from './conversations';
import type { FinishedSummaries } from './finished';
import type { Inbox } from './inbox';
import type { JobQueue, Jobs } from './jobs/job';
import type { Leases, Marks } from './leases';
import type { Outbox } from './outbox';
import type { Rate } from './rate';
import type { Sessions } from './sessions';
import type { Subscriptions } from './subscriptions';
import type { Upkeep } from './upkeep';
import type { Watches } from './watches';

/** Everything that is kept, within one transaction. Every function takes the tenant; of another tenant's rows it knows nothing. */
export interface Tx {
  conversations: Conversations;
  watches: Watches;
  subscriptions: Subscriptions;
  inbox: Inbox;
  sessions: Sessions;
  outbox: Outbox;
  finished: FinishedSummaries;
  rate: Rate;
  leases: Leases;
  marks: Marks;
  audit: AuditTrail;
  jobs: JobQueue;
  /** For all tenants at once: rounds of the process, never an answer to somebody. */
  upkeep: Upkeep;
}

export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * All of it or nothing; durable once it resolves. May run again from its beginning (PostgreSQL, after a conflict), so it touches nothing but `tx`:
   * no request to Graph or Teams in it, and no other transaction, which on SQLite would wait for this one for ever.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly jobs: Jobs;
  /** Whether the database answers. */
  isReachable(): Promise<boolean>;
  /** Removes what is older than the configured periods; how many rows. */
  purge(): Promise<number>;
  /** Erases what leads to a person; how many rows. On SQLite nothing of it is left in the files, unless another program reads them just then: the next purge ends that. */
  forget(tenant: string, personId: string): Promise<number>;
  /** Lets running jobs finish for up to so many milliseconds, 10 seconds unless said, then closes. */
  close(drainMs?: number): Promise<void>;
}
