import { createId, type Base } from './base';
import type { Tables } from './tables';

/** What Graph told: a hint to read again, never data. */
export interface Notification {
  tenant: string;
  subscriptionId: string;
  changeType: string;
  resourceId: string;
  /** '' where Graph gives no version. */
  etag: string;
  resource: string;
  /** As received; the worker compares it. Kept only until then. */
  clientState: string;
}

export type InboxState = 'new' | 'done' | 'invalid' | 'quarantined';
export interface InboxRow extends Notification {
  id: string;
  state: InboxState;
  receivedAt: number;
}

/** Rows of one statement; PostgreSQL takes 65,535 values, SQLite 32,766. */
const MOST_ROWS = 1_000;

export interface Inbox {
  /** Adds what is not there yet, of any number of tenants; returns only what is new. */
  add(notifications: readonly Notification[]): Promise<{ tenant: string; id: string }[]>;
  find(tenant: string, id: string): Promise<InboxRow | undefined>;
  /** From `new` or `quarantined`; false when somebody else was first. */
  settle(tenant: string, id: string, state: Exclude<InboxState, 'new'>): Promise<boolean>;
  /** Of that subscription: what is `new` or `quarantined`, oldest first. */
  open(tenant: string, subscriptionId: string): Promise<InboxRow[]>;
}

export function createInbox({ db, now }: Base): Inbox {
  return {
    async add(notifications) {
      const added: { tenant: string; id: string }[] = [];
      for (let from = 0; from < notifications.length; from += MOST_ROWS) {
        const rows = notifications.slice(from, from + MOST_ROWS).map(one => ({
          tenant: one.tenant,
          subscriptionId: one.subscriptionId,
          changeType: one.changeType,
          resourceId: one.resourceId,
          etag: one.etag,
          resource: one.resource,
          clientState: one.clientState,
          id: createId(),
          state: 'new',
          receivedAt: now(),
          changedAt: now(),
        }));
        const fresh = await db
          .insertInto('inbox')
          .values(rows)
          .onConflict(conflict => conflict.doNothing())
          .returning(['tenant', 'id'])
          .execute();
        added.push(...fresh);
      }
      return added;
    },
    async find(tenant, id) {
      const row = await db
        .selectFrom('inbox')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toInboxRow(row);
    },
    async settle(tenant, id, state) {
      const settled = await db
        .updateTable('inbox')
        .set({ state, changedAt: now(), ...(state !== 'quarantined' && { clientState: '' }) })
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .where('state', 'in', state === 'quarantined' ? ['new'] : ['new', 'quarantined'])
        .executeTakeFirst();
      return settled.numUpdatedRows > 0n;
    },
    async open(tenant, subscriptionId) {
      const rows = await db
        .selectFrom('inbox')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('subscriptionId', '=', subscriptionId)
        .where('state', 'in', ['new', 'quarantined'])
        .orderBy('receivedAt')
        .orderBy('id')
        .execute();
      return rows.map(toInboxRow);
    },
  };
}

function toInboxRow({ changedAt: _, state, ...row }: Tables['inbox']): InboxRow {
  return { ...row, state: state as InboxState };
}
