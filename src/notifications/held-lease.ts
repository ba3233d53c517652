import type { Store } from '../store/store';

/** What only one process may do at a time. */
export interface HeldLease {
  tenant: string;
  name: string;
  /** Of this process. */
  holder: string;
  /** How long a process that was killed keeps others waiting. */
  ms?: number;
}

export const HELD_MS = 60_000;

/** Does the work while this process holds the lease, however long that takes. `held`: another process is at it. */
export async function withLease<T>(
  store: Pick<Store, 'transaction'>,
  { tenant, name, holder, ms = HELD_MS }: HeldLease,
  work: () => Promise<T>,
): Promise<{ done: T } | 'held'> {
  const take = (): Promise<boolean> => store.transaction(tx => tx.leases.take(tenant, name, holder, ms));
  if (!(await take())) return 'held';
  let renewed: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    renewed = renewed.then(take).catch(() => undefined);
  }, ms / 3);
  try {
    return { done: await work() };
  } finally {
    clearInterval(timer);
    // Or it would be taken once more after it was given back.
    await renewed;
    await store.transaction(tx => tx.leases.release(tenant, name, holder));
  }
}
