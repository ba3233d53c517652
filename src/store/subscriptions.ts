import type { Base } from './base';
import type { Tables } from './tables';

/** A Graph subscription that Rollcall made or adopted. */
export interface Subscription {
  tenant: string;
  /** Graph's id. */
  id: string;
  resource: string;
  /** The secret that notifications must carry. */
  clientState: string;
  /** Milliseconds. */
  expiresAt: number;
  state: 'active' | 'gone';
  createdAt: number;
}

export interface Subscriptions {
  /** Adds one, or renews what is known of it; it is active then. */
  save(subscription: Pick<Subscription, 'tenant' | 'id' | 'resource' | 'clientState' | 'expiresAt'>): Promise<void>;
  find(tenant: string, id: string): Promise<Subscription | undefined>;
  /** The active ones for this resource, the longest-lived first. */
  forResource(tenant: string, resource: string): Promise<Subscription[]>;
  active(tenant: string): Promise<Subscription[]>;
  markGone(tenant: string, id: string): Promise<void>;
}

export function createSubscriptions({ db, now }: Base): Subscriptions {
  const ofTenant = (tenant: string) => db.selectFrom('subscriptions').selectAll().where('tenant', '=', tenant);
  const activeOf = (tenant: string) => ofTenant(tenant).where('state', '=', 'active').orderBy('expiresAt', 'desc');
  return {
    async save({ tenant, id, resource, clientState, expiresAt }) {
      const facts = { resource, clientState, expiresAt, state: 'active', changedAt: now() };
      await db
        .insertInto('subscriptions')
        .values({ tenant, id, ...facts, createdAt: now() })
        .onConflict(conflict => conflict.columns(['tenant', 'id']).doUpdateSet(facts))
        .execute();
    },
    async find(tenant, id) {
      const row = await ofTenant(tenant).where('id', '=', id).executeTakeFirst();
      return row && toSubscription(row);
    },
    forResource: async (tenant, resource) =>
      (await activeOf(tenant).where('resource', '=', resource).execute()).map(toSubscription),
    active: async tenant => (await activeOf(tenant).execute()).map(toSubscription),
    async markGone(tenant, id) {
      await db
        .updateTable('subscriptions')
        .set({ state: 'gone', changedAt: now() })
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .execute();
    },
  };
}

/** The row in our words. */
export function toSubscription(row: Tables['subscriptions']): Subscription {
  const { tenant, id, resource, clientState, expiresAt, createdAt } = row;
  return { tenant, id, resource, clientState, expiresAt, createdAt, state: row.state as Subscription['state'] };
}
