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
  /** What keeps it from rest, in words: messages that wait for more than their owner's word, and looks. */
  left(town: Town): Promise<string[]>;
  /** Notifications that were kept and not worked on yet: what a killed process had in hand comes back after a minute or so. */
  unread(): Promise<number>;
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
    async left({ ended }) {
      const all = await rows();
      const left = all.filter(
        row => row.state === 'sending' || (row.state === 'pending' && !isBehindUnknown(row, all)),
      );
      return store.transaction(async tx => {
        const sessions = [];
        for (const { event, sessionId } of ended) {
          const { kind, id } = event;
          const home = toHomeKey({ of: 'session', event: { kind, id }, sessionId });
          const session = await tx.sessions.find(tenant, sessionId, home);
          if (!session || session.nextLookAt !== undefined) sessions.push(event.number);
        }
        return [
          ...left.map(row => `a message is ${row.state}, revision ${row.revision}, ${row.reason ?? 'no reason'}`),
          ...sessions.map(number => `Live Session ${number} is still to be looked at`),
        ];
      });
    },
    unread: async () =>
      (await store.transaction(tx => tx.upkeep.unreadBefore(Number.MAX_SAFE_INTEGER, MOST_ROWS))).length,
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

/** A later revision waits until its owner has said what became of the one before. */
function isBehindUnknown(row: OutboxRow, all: readonly OutboxRow[]): boolean {
  return all.some(
    one =>
      one.state === 'unknown' &&
      one.kind === row.kind &&
      one.sessionId === row.sessionId &&
      one.conversationId === row.conversationId &&
      one.revision < row.revision,
  );
}
