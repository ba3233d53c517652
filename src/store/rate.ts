import { sql } from 'kysely';
import type { Base } from './base';
import { createId } from './base';

/** Teams' limits: so many sends in so many milliseconds. */
export const PER_CONVERSATION = [
  { sends: 7, ms: 1_000 },
  { sends: 8, ms: 2_000 },
  { sends: 60, ms: 30_000 },
  { sends: 1_800, ms: 3_600_000 },
] as const;
export const PER_TENANT = [{ sends: 30, ms: 1_000 }] as const;
/** Requests that left far apart may arrive closer together. */
export const SLACK_MS = 150;
/** Older sends bear on nothing. */
export const SENDS_KEPT = 3_600_000 + SLACK_MS;

export type Grant = { granted: true } | { granted: false; at: number };

export interface Rate {
  /** Leave to send now, which counts at once; or when to ask again, in milliseconds. Shared by all instances. */
  take(tenant: string, conversationId: string): Promise<Grant>;
}

export function createRate({ db, kind, now }: Base): Rate {
  const sendsOf = (tenant: string) =>
    db.selectFrom('sends').select('at').where('tenant', '=', tenant).orderBy('at', 'desc').limit(1);
  return {
    async take(tenant, conversationId) {
      // One at a time for each tenant, to the end of the transaction; on SQLite there is only one anyway.
      if (kind === 'postgres')
        await sql`select pg_advisory_xact_lock(hashtextextended(${`rollcall-rate:${tenant}`}, 0))`.execute(db);
      let at = now();
      for (const { sends, ms } of PER_TENANT) {
        const last = await sendsOf(tenant)
          .offset(sends - 1)
          .executeTakeFirst();
        if (last) at = Math.max(at, last.at + ms + SLACK_MS);
      }
      for (const { sends, ms } of PER_CONVERSATION) {
        const last = await sendsOf(tenant)
          .where('conversationId', '=', conversationId)
          .offset(sends - 1)
          .executeTakeFirst();
        if (last) at = Math.max(at, last.at + ms + SLACK_MS);
      }
      if (at > now()) return { granted: false, at };
      await db.insertInto('sends').values({ tenant, id: createId(), conversationId, at }).execute();
      return { granted: true };
    },
  };
}
