import { createPostBooks } from '../../bot/posting/post-book';
import { toPostKey } from '../../domain/posts';
import { FINDING_JOBS } from '../../notifications/jobs';
import { PURGE_JOB } from '../../operations/purging';
import { toHomeKey } from '../../store/home-key';
import { SEND_JOB } from '../../store/intend';
import { openStore } from '../../store/open-store';
import { sendStates, type OutboxRow } from '../../store/outbox-row';
import { isStanding } from './count';
import type { Town } from './town';

/** The database, as somebody beside the instances sees it. */
export interface Ledger {
  /** Puts places and watches into it. */
  move(town: Town): Promise<void>;
  rows(): Promise<OutboxRow[]>;
  /** Whether every session had its last look, every notification was read, and nothing waits to be sent. */
  isDrained(town: Town): Promise<boolean>;
  /** The owners look at each place, and say of everything that is unknown whether it is there. */
  decide(town: Town): Promise<void>;
  close(): Promise<void>;
}

const MOST_ROWS = 100_000;

export async function openLedger(url: string, tenant: string): Promise<Ledger> {
  const store = await openStore(
    { kind: 'postgres', url },
    {
      jobs: { names: [...FINDING_JOBS, SEND_JOB, PURGE_JOB] },
      ...{ now: Date.now, random: Math.random, onError: () => undefined },
    },
  );
  const rows = (): Promise<OutboxRow[]> =>
    store.transaction(async tx => {
      const all: OutboxRow[] = [];
      for (const state of sendStates) all.push(...(await tx.outbox.inState(tenant, state, MOST_ROWS)));
      return all;
    });
  return {
    rows,
    move: town => store.transaction(tx => town.move(tx)),
    isDrained: ({ ended }) =>
      store.transaction(async tx => {
        const { pending, sending } = await tx.upkeep.outboxByState();
        if (pending + sending > 0) return false;
        if ((await tx.upkeep.unreadBefore(Number.MAX_SAFE_INTEGER, 1)).length > 0) return false;
        for (const { event, sessionId } of ended) {
          const { kind, id } = event;
          const home = toHomeKey({ of: 'session', event: { kind, id }, sessionId });
          const session = await tx.sessions.find(tenant, sessionId, home);
          if (!session || session.nextLookAt !== undefined) return false;
        }
        return true;
      }),
    async decide(town) {
      const books = createPostBooks(store);
      const unknown = (await rows()).filter(row => row.state === 'unknown' && row.kind === 'summary');
      for (const row of unknown)
        for (const { personId } of town.owners)
          await books({ tenantId: tenant, personId }).decide(
            toPostKey(row),
            isStanding(town, row) ? 'there' : 'resend',
          );
    },
    close: () => store.close(),
  };
}
