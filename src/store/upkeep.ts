import type { Base } from './base';
import { messageKey, sendStates, type SendState } from './outbox-row';
import { toLookedAt, type LookedAt } from './sessions';
import { toSubscription, type Subscription } from './subscriptions';

/** A row of some tenant's: what a job needs to know. */
export interface RowRef {
  tenant: string;
  id: string;
}

/** What the process does for all tenants at once. Each row says whose it is; nothing here answers anybody's question. */
export interface Upkeep {
  /** Sends whose worker is gone: a new message becomes `unknown`, an update waits again. How many of each. */
  expireLeases(): Promise<{ unknown: number; again: number }>;
  /** Waiting and due, the oldest first: a job for each that lost its own. Not what waits for word of an earlier revision. */
  dueSends(limit: number): Promise<RowRef[]>;
  /** Those of which nobody knows whether they arrived, the newest first. */
  unknownSends(limit: number): Promise<RowRef[]>;
  dueSessions(limit: number): Promise<LookedAt[]>;
  /** Everybody who has a watch. */
  watchers(): Promise<{ tenant: string; personId: string }[]>;
  /** Active ones that end before this time, the soonest first. */
  subscriptionsEndingBefore(time: number, limit: number): Promise<Subscription[]>;
  /** Received before this time and still `new`, or in quarantine although its subscription is known by now; the oldest first. */
  unreadBefore(time: number, limit: number): Promise<RowRef[]>;
  outboxByState(): Promise<Record<SendState, number>>;
  /** Rows that stand now: wishes, places that can be sent to, and active subscriptions. */
  counts(): Promise<{ watches: number; places: number; subscriptions: number }>;
  /** Milliseconds since the oldest unread notification came; 0 for none. */
  inboxAge(): Promise<number>;
}

export function createUpkeep({ db, now }: Base): Upkeep {
  return {
    async expireLeases() {
      const lost = db.updateTable('outbox').where('state', '=', 'sending').where('leaseUntil', '<=', now());
      const changes = { leaseUntil: null, reason: 'lease-expired', changedAt: now() };
      const unknown = await lost
        .set({ ...changes, state: 'unknown' })
        .where('replaces', 'is', null)
        .executeTakeFirst();
      const again = await lost
        .set({ ...changes, state: 'pending', dueAt: now() })
        .where('replaces', 'is not', null)
        .executeTakeFirst();
      return { unknown: Number(unknown.numUpdatedRows), again: Number(again.numUpdatedRows) };
    },
    dueSends: limit =>
      db
        .selectFrom('outbox')
        .select(['tenant', 'id'])
        .where('state', '=', 'pending')
        .where('dueAt', '<=', now())
        .where(is =>
          is.not(
            is.exists(
              is
                .selectFrom('outbox as earlier')
                .select('earlier.id')
                .where(same =>
                  same.and(messageKey.map(part => same(`earlier.${part}`, '=', same.ref(`outbox.${part}`)))),
                )
                .whereRef('earlier.revision', '<', 'outbox.revision')
                .where('earlier.state', '=', 'unknown'),
            ),
          ),
        )
        .orderBy('dueAt')
        .orderBy('id')
        .limit(limit)
        .execute(),
    watchers: () =>
      db
        .selectFrom('watches')
        .select(['tenant', 'personId'])
        .distinct()
        .orderBy('tenant')
        .orderBy('personId')
        .execute(),
    unknownSends: limit =>
      db
        .selectFrom('outbox')
        .select(['tenant', 'id'])
        .where('state', '=', 'unknown')
        .orderBy('changedAt', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute(),
    async dueSessions(limit) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('nextLookAt', '<=', now())
        .orderBy('nextLookAt')
        .orderBy('sessionId')
        .limit(limit)
        .execute();
      return rows.map(toLookedAt);
    },
    async subscriptionsEndingBefore(time, limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('state', '=', 'active')
        .where('expiresAt', '<', time)
        .orderBy('expiresAt')
        .limit(limit)
        .execute();
      return rows.map(toSubscription);
    },
    unreadBefore: (time, limit) =>
      db
        .selectFrom('inbox')
        .select(['tenant', 'id'])
        .where(is =>
          is.or([
            is('state', '=', 'new'),
            is.and([
              is('state', '=', 'quarantined'),
              is.exists(
                is
                  .selectFrom('subscriptions')
                  .select('subscriptions.id')
                  .whereRef('subscriptions.tenant', '=', 'inbox.tenant')
                  .whereRef('subscriptions.id', '=', 'inbox.subscriptionId'),
              ),
            ]),
          ]),
        )
        .where('receivedAt', '<', time)
        .orderBy('receivedAt')
        .orderBy('id')
        .limit(limit)
        .execute(),
    async counts() {
      const rows = (count: { rows: number }): number => count.rows;
      const all = (table: 'watches' | 'conversations' | 'subscriptions') =>
        db.selectFrom(table).select(select => select.fn.countAll<number>().as('rows'));
      return {
        watches: rows(await all('watches').executeTakeFirstOrThrow()),
        places: rows(await all('conversations').where('state', '=', 'active').executeTakeFirstOrThrow()),
        subscriptions: rows(await all('subscriptions').where('state', '=', 'active').executeTakeFirstOrThrow()),
      };
    },
    async outboxByState() {
      const rows = await db
        .selectFrom('outbox')
        .select(['state', select => select.fn.countAll<number>().as('rows')])
        .groupBy('state')
        .execute();
      const counted = new Map(rows.map(row => [row.state, row.rows]));
      return Object.fromEntries(sendStates.map(state => [state, counted.get(state) ?? 0])) as Record<SendState, number>;
    },
    async inboxAge() {
      const row = await db
        .selectFrom('inbox')
        .select(select => select.fn.min('receivedAt').as('oldest'))
        .where('state', '=', 'new')
        .executeTakeFirst();
      return row?.oldest == null ? 0 : Math.max(0, now() - row.oldest);
    },
  };
}
