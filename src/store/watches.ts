import { createId, type Base } from './base';
import type { Tables } from './tables';

/** A person's wish to see summaries in one place. Whether that person still may is asked again before each post. */
export interface Watch {
  tenant: string;
  id: string;
  /** Entra object id of who asked. */
  personId: string;
  conversationId: string;
  what: 'event' | 'series' | 'all';
  /** Id of the event or key of the series; '' for all. */
  targetId: string;
  /** Milliseconds. */
  createdAt: number;
}

export interface Watches {
  /** The same wish twice is one watch; returns it, and whether it is new. */
  add(watch: Omit<Watch, 'id' | 'createdAt'>): Promise<Watch & { isNew: boolean }>;
  find(tenant: string, id: string): Promise<Watch | undefined>;
  remove(tenant: string, id: string): Promise<boolean>;
  /** Oldest first. */
  inConversation(tenant: string, conversationId: string): Promise<Watch[]>;
  ofPerson(tenant: string, personId: string): Promise<Watch[]>;
  inTenant(tenant: string): Promise<Watch[]>;
  /** Those of the event, of its series and of everything; the caller asks whether `all` people may read the event. */
  matching(tenant: string, target: { eventId: string; seriesId?: string }): Promise<Watch[]>;
}

export function createWatches({ db, now }: Base): Watches {
  const ofTenant = (tenant: string) =>
    db.selectFrom('watches').selectAll().where('tenant', '=', tenant).orderBy('createdAt').orderBy('id');
  return {
    async add(watch) {
      const row = { ...watch, id: createId(), createdAt: now() };
      const added = await db
        .insertInto('watches')
        .values(row)
        .onConflict(conflict => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (added) return { ...toWatch(added), isNew: true };
      const { tenant, personId, conversationId, what, targetId } = watch;
      const known = await ofTenant(tenant)
        .where('personId', '=', personId)
        .where('conversationId', '=', conversationId)
        .where('what', '=', what)
        .where('targetId', '=', targetId)
        .executeTakeFirstOrThrow();
      return { ...toWatch(known), isNew: false };
    },
    async find(tenant, id) {
      const row = await ofTenant(tenant).where('id', '=', id).executeTakeFirst();
      return row && toWatch(row);
    },
    async remove(tenant, id) {
      const removed = await db
        .deleteFrom('watches')
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
    inConversation: async (tenant, conversationId) =>
      (await ofTenant(tenant).where('conversationId', '=', conversationId).execute()).map(toWatch),
    ofPerson: async (tenant, personId) =>
      (await ofTenant(tenant).where('personId', '=', personId).execute()).map(toWatch),
    inTenant: async tenant => (await ofTenant(tenant).execute()).map(toWatch),
    async matching(tenant, { eventId, seriesId }) {
      const rows = await ofTenant(tenant)
        .where(is =>
          is.or([
            is('what', '=', 'all'),
            is.and([is('what', '=', 'event'), is('targetId', '=', eventId)]),
            ...(seriesId === undefined ? [] : [is.and([is('what', '=', 'series'), is('targetId', '=', seriesId)])]),
          ]),
        )
        .execute();
      return rows.map(toWatch);
    },
  };
}

function toWatch(row: Tables['watches']): Watch {
  const { tenant, id, personId, conversationId, targetId, createdAt } = row;
  return { tenant, id, personId, conversationId, what: row.what as Watch['what'], targetId, createdAt };
}
