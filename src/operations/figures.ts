import type { Store, Tx } from '../store/store';

/** What the store holds at this moment, for all tenants together. */
export interface Figures {
  outbox: Record<string, number>;
  /** Milliseconds since the oldest summary that could be sent came due; 0 for none. */
  outboxAgeMs: number;
  inboxAgeMs: number;
  /** Milliseconds until the first active subscription ends; undefined without any. */
  subscriptionLifeMs: number | undefined;
  jobs: { name: string; state: string; count: number }[];
}

export interface FiguresOf {
  store: Pick<Store, 'transaction' | 'jobs'>;
  jobNames: readonly string[];
  now: () => number;
}

/** Reads all of them. Rejects where the database does not answer. */
export async function readFigures({ store, jobNames, now }: FiguresOf): Promise<Figures> {
  const kept = await store.transaction(async tx => {
    const [first] = await tx.upkeep.subscriptionsEndingBefore(Number.MAX_SAFE_INTEGER, 1);
    return {
      outbox: await tx.upkeep.outboxByState(),
      inboxAgeMs: await tx.upkeep.inboxAge(),
      outboxAgeMs: await ageOfDue(tx, now),
      subscriptionLifeMs: first && first.expiresAt - now(),
    };
  });
  const jobs: Figures['jobs'] = [];
  for (const name of jobNames) {
    const counts: Record<string, number> = { ...(await store.jobs.count(name)) };
    for (const [state, count] of Object.entries(counts)) jobs.push({ name, state, count });
  }
  return { ...kept, jobs };
}

/** Milliseconds that the oldest notification, or the oldest summary that could be sent, has waited; the longer of the two. */
export async function readBacklogAge({ store, now }: Pick<FiguresOf, 'store' | 'now'>): Promise<number> {
  return store.transaction(async tx => Math.max(await tx.upkeep.inboxAge(), await ageOfDue(tx, now)));
}

async function ageOfDue(tx: Tx, now: () => number): Promise<number> {
  const [oldest] = await tx.upkeep.dueSends(1);
  const row = oldest && (await tx.outbox.find(oldest.tenant, oldest.id));
  return row ? Math.max(0, now() - row.dueAt) : 0;
}
