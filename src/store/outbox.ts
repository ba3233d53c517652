import { createId, type Base } from './base';
import {
  NO_MESSAGE_ID,
  toOutboxRow,
  type Leased,
  type MessageKey,
  type OutboxRow,
  type Outcome,
  type SendState,
  type Summary,
} from './outbox-row';
import { settleWith } from './outbox-settle';

export interface Outbox {
  /** One row a key and revision, however often it is asked for. What waits of an earlier revision is not sent any more. `gone`: nothing can be sent there. */
  enqueue(summary: Summary): Promise<{ id: string; isNew: boolean } | 'gone'>;
  find(tenant: string, id: string): Promise<OutboxRow | undefined>;
  /**
   * Takes a due row for sending: it is `sending` once this transaction is committed, and only then the request may go out.
   * Undefined when it is not due, somebody has it, or an earlier revision is not settled; a row that a later one stands for is dead from then on.
   */
  lease(tenant: string, id: string, leaseMs: number): Promise<Leased | undefined>;
  /** What waits is not due before then, in milliseconds. False for any other state. */
  postpone(tenant: string, id: string, at: number, reason: string): Promise<boolean>;
  /** What waits is not sent: nobody who may wishes it any more. False for any other state. */
  withdraw(tenant: string, id: string): Promise<boolean>;
  /** What became of the request of this attempt. False when the row has moved on since: nothing is changed then. */
  settle(tenant: string, id: string, attempt: number, outcome: Outcome): Promise<boolean>;
  /** The owner's word: `unknown` or `dead` is sent again. False for any other state, or where nothing can be sent. */
  resend(tenant: string, id: string): Promise<boolean>;
  /** A message that was `unknown` has shown up: its id is known now. */
  arrived(tenant: string, id: string, activityId: string): Promise<boolean>;
  /**
   * The owner's word: what could not change a message, since nobody knows its id, becomes a message of its own, which later revisions update. False
   * for anything else, or where nothing can be sent.
   */
  sendAnew(tenant: string, id: string): Promise<boolean>;
  /** The owner's word: `unknown` is not to be sent again. */
  giveUp(tenant: string, id: string): Promise<boolean>;
  /** Oldest first. */
  inState(tenant: string, state: SendState, limit: number): Promise<OutboxRow[]>;
}

export function createOutbox(base: Base): Outbox {
  const { db, kind, now } = base;
  const rowsOf = (tenant: string) => db.selectFrom('outbox').selectAll().where('tenant', '=', tenant);
  const change = (tenant: string, id: string, from: readonly SendState[]) =>
    db.updateTable('outbox').where('tenant', '=', tenant).where('id', '=', id).where('state', 'in', from);
  const find: Outbox['find'] = async (tenant, id) => {
    const row = await rowsOf(tenant).where('id', '=', id).executeTakeFirst();
    return row && toOutboxRow(row);
  };
  const isGone = async (tenant: string, conversationId: string): Promise<boolean> => {
    const place = await db
      .selectFrom('conversations')
      .select('state')
      .where('tenant', '=', tenant)
      .where('id', '=', conversationId)
      .executeTakeFirst();
    return place?.state !== 'active';
  };

  return {
    find,
    async enqueue(summary) {
      const { tenant, sessionId, reportHome, conversationId, kind: of, revision } = summary;
      if (await isGone(tenant, conversationId)) return 'gone';
      const at = now();
      const added = await db
        .insertInto('outbox')
        .values({
          ...{ tenant, id: createId(), sessionId, reportHome, conversationId, kind: of, revision },
          ...{ eventId: summary.eventId, content: summary.content, state: 'pending', attempt: 0 },
          ...{ dueAt: summary.dueAt ?? at, leaseUntil: null, replaces: null, activityId: null, reason: null },
          ...{ createdAt: at, changedAt: at },
        })
        .onConflict(conflict => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      const chain = { tenant, sessionId, reportHome, conversationId, kind: of };
      if (!added) {
        const known = await inChain(chain).where('revision', '=', revision).executeTakeFirstOrThrow();
        return { id: known.id, isNew: false };
      }
      await db
        .updateTable('outbox')
        .set({ state: 'dead', reason: 'superseded', changedAt: at })
        .where('id', 'in', inChain(chain).clearSelect().select('id').where('revision', '<', revision))
        .where('tenant', '=', tenant)
        .where('state', '=', 'pending')
        .execute();
      return { id: added.id, isNew: true };
    },
    async lease(tenant, id, leaseMs) {
      const known = await rowsOf(tenant).where('id', '=', id).executeTakeFirst();
      if (!known) return undefined;
      // The whole chain is locked, so that two revisions of one message are never on their way at once.
      const chain = await inChain(known)
        .orderBy('revision')
        .$if(kind === 'postgres', query => query.forUpdate())
        .execute();
      const found = chain.find(row => row.id === id);
      if (found?.state !== 'pending' || found.dueAt > now()) return undefined;
      const others = chain.filter(row => row.id !== id);
      const why = others.some(row => row.revision > found.revision && row.state !== 'dead')
        ? 'superseded'
        : (await isGone(tenant, found.conversationId)) && 'gone';
      if (why) {
        await change(tenant, id, ['pending']).set({ state: 'dead', reason: why, changedAt: now() }).execute();
        return undefined;
      }
      if (others.some(row => row.state === 'sending' || (row.state === 'unknown' && row.revision < found.revision)))
        return undefined;
      const sent = others.filter(row => row.activityId !== null).at(-1);
      const leased = await change(tenant, id, ['pending'])
        .set(set => ({
          state: 'sending',
          attempt: set('attempt', '+', 1),
          leaseUntil: now() + leaseMs,
          replaces: found.activityId ?? sent?.activityId ?? null,
          reason: null,
          changedAt: now(),
        }))
        .returningAll()
        .executeTakeFirst();
      return leased && { ...toOutboxRow(leased), leaseUntil: leased.leaseUntil ?? 0 };
    },
    async postpone(tenant, id, at, reason) {
      const changed = await change(tenant, id, ['pending'])
        .set({ dueAt: at, reason, changedAt: now() })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async withdraw(tenant, id) {
      const changed = await change(tenant, id, ['pending'])
        .set({ state: 'dead', reason: 'withdrawn', changedAt: now() })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    settle: (tenant, id, attempt, outcome) => settleWith(base, tenant, id, attempt, outcome),
    async resend(tenant, id) {
      const row = await find(tenant, id);
      if (!row || (await isGone(tenant, row.conversationId))) return false;
      const changed = await change(tenant, id, ['unknown', 'dead'])
        .set({ state: 'pending', dueAt: now(), leaseUntil: null, reason: null, changedAt: now() })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async arrived(tenant, id, activityId) {
      const changed = await change(tenant, id, ['unknown'])
        .set({ state: 'sent', activityId, leaseUntil: null, reason: null, changedAt: now() })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async sendAnew(tenant, id) {
      const row = await find(tenant, id);
      if (row?.reason !== NO_MESSAGE_ID || (await isGone(tenant, row.conversationId))) return false;
      const later = await inChain(row).where('revision', '>', row.revision).executeTakeFirst();
      if (later) return false;
      const changed = await change(tenant, id, ['dead'])
        .set({ state: 'pending', dueAt: now(), leaseUntil: null, reason: null, changedAt: now() })
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) return false;
      const earlier = db
        .updateTable('outbox')
        .where('tenant', '=', tenant)
        .where('id', 'in', inChain(row).clearSelect().select('id').where('revision', '<', row.revision));
      await earlier.set({ activityId: null }).where('activityId', '=', '').execute();
      await earlier.set({ reason: 'superseded' }).where('reason', '=', NO_MESSAGE_ID).execute();
      return true;
    },
    async giveUp(tenant, id) {
      const changed = await change(tenant, id, ['unknown'])
        .set({ state: 'dead', reason: 'given-up', leaseUntil: null, changedAt: now() })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async inState(tenant, state, limit) {
      const rows = await rowsOf(tenant)
        .where('state', '=', state)
        .orderBy('createdAt')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toOutboxRow);
    },
  };

  /** All revisions of one message in one place. */
  function inChain({ tenant, sessionId, reportHome, conversationId, kind }: MessageKey) {
    return rowsOf(tenant).where(is => is.and({ sessionId, reportHome, conversationId, kind }));
  }
}
