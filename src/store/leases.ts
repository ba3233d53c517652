import type { Base } from './base';

/** Work that only one instance may do at a time, such as making subscriptions. */
export interface Leases {
  /** True for who has it, or had it already and has it longer now. */
  take(tenant: string, name: string, holder: string, ms: number): Promise<boolean>;
  release(tenant: string, name: string, holder: string): Promise<void>;
}

/** How far a search of the past has come: a time in milliseconds that never goes back. */
export interface Marks {
  get(tenant: string, name: string): Promise<number | undefined>;
  advance(tenant: string, name: string, value: number): Promise<void>;
}

export function createLeases({ db, now }: Base): Leases {
  return {
    async take(tenant, name, holder, ms) {
      const until = now() + ms;
      const taken = await db
        .insertInto('leases')
        .values({ tenant, name, holder, until })
        .onConflict(conflict =>
          conflict
            .columns(['tenant', 'name'])
            .doUpdateSet({ holder, until })
            .where(is => is.or([is('leases.holder', '=', holder), is('leases.until', '<=', now())])),
        )
        .returning('holder')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async release(tenant, name, holder) {
      await db
        .deleteFrom('leases')
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
  };
}

export function createMarks({ db }: Base): Marks {
  return {
    async get(tenant, name) {
      const row = await db
        .selectFrom('marks')
        .select('value')
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    },
    async advance(tenant, name, value) {
      await db
        .insertInto('marks')
        .values({ tenant, name, value })
        .onConflict(conflict =>
          conflict.columns(['tenant', 'name']).doUpdateSet({ value }).where('marks.value', '<', value),
        )
        .execute();
    },
  };
}
