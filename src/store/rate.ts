import { sql } from 'kysely';
import { createId, type Base } from './base';

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
  // The time of the last send but so many, for each window: what it has to be away from.
  const edges = (tenant: string, conversationId: string) =>
    [
      ...PER_TENANT.map(window => ({ ...window, of: 'tenant' })),
      ...PER_CONVERSATION.map(window => ({ ...window, of: 'place' })),
    ].map(({ sends, ms, of }) => {
      const last = db
        .selectFrom('sends')
        .select('at')
        .where('tenant', '=', tenant)
        .$if(of === 'place', query => query.where('conversationId', '=', conversationId))
        .orderBy('at', 'desc')
        .limit(1)
        .offset(sends - 1);
      return { last, ms };
    });
  return {
    async take(tenant, conversationId) {
      // One at a time for each tenant, to the end of the transaction; on SQLite there is only one anyway.
      if (kind === 'postgres')
        await sql`select pg_advisory_xact_lock(hashtextextended(${`rollcall-rate:${tenant}`}, 0))`.execute(db);
      const windows = edges(tenant, conversationId);
      const row = (await db
        .selectNoFrom(windows.map(({ last }, place) => last.as(`w${place}`)))
        .executeTakeFirstOrThrow()) as Record<string, number | null>;
      const time = now();
      const at = windows.reduce((latest, { ms }, place) => {
        const edge = row[`w${place}`];
        return edge == null ? latest : Math.max(latest, edge + ms + SLACK_MS);
      }, time);
      if (at > time) return { granted: false, at };
      await db.insertInto('sends').values({ tenant, id: createId(), conversationId, at }).execute();
      return { granted: true };
    },
  };
}
