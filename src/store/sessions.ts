import type { Base } from './base';
import type { Tables } from './tables';

/** A session whose report is looked for after its end. */
export interface KnownSession {
  tenant: string;
  sessionId: string;
  /** Where its reports hang, as text (`toHomeKey`). */
  reportHome: string;
  eventId: string;
  /** Entra object id of whose right it is read by; '' when that person was forgotten. */
  ownerId: string;
  /** When it ended or is meant to, in milliseconds. */
  endAt: number;
}
export interface LookedAt extends KnownSession {
  looks: number;
  /** Absent after the last look. */
  nextLookAt?: number;
}

const MINUTE = 60_000;
/** After the end: Graph's report takes minutes as a rule, and may grow for hours. */
export const LOOKS_AFTER = [10 * MINUTE, 30 * MINUTE, 60 * MINUTE, 180 * MINUTE, 24 * 60 * MINUTE] as const;

export interface Sessions {
  /** Adds it; a known one keeps its looks unless its end has moved: then they begin anew. */
  save(session: KnownSession): Promise<void>;
  find(tenant: string, sessionId: string, reportHome: string): Promise<LookedAt | undefined>;
  /**
   * Counts a look and says when the next one is due: the first that was still to come when this one `began` (milliseconds; absent: now), whatever was
   * missed. `overtaken`, and not counted: others have been counted since there were so many `looks`, or the session has moved.
   */
  looked(
    tenant: string,
    sessionId: string,
    reportHome: string,
    look?: { began: number; looks: number },
  ): Promise<LookedAt | 'overtaken' | undefined>;
}

export function createSessions({ db, now, looksAfter = LOOKS_AFTER }: Base): Sessions {
  const find: Sessions['find'] = async (tenant, sessionId, reportHome) => {
    const row = await db
      .selectFrom('sessions')
      .selectAll()
      .where(is => is.and({ tenant, sessionId, reportHome }))
      .executeTakeFirst();
    return row && toLookedAt(row);
  };
  return {
    find,
    async save({ tenant, sessionId, reportHome, eventId, ownerId, endAt }) {
      const anew = { endAt, looks: 0, nextLookAt: endAt + (looksAfter[0] ?? 0), changedAt: now() };
      const added = await db
        .insertInto('sessions')
        .values({ tenant, sessionId, reportHome, eventId, ownerId, ...anew })
        .onConflict(conflict =>
          conflict
            .columns(['tenant', 'sessionId', 'reportHome'])
            .doUpdateSet({ ...anew, ownerId })
            .where('sessions.endAt', '<>', endAt),
        )
        .returning('sessionId')
        .executeTakeFirst();
      if (added) return;
      // Whoever asked last is whose right it is read by.
      await db
        .updateTable('sessions')
        .set({ ownerId })
        .where(is => is.and({ tenant, sessionId, reportHome }))
        .execute();
    },
    async looked(tenant, sessionId, reportHome, look) {
      const known = await find(tenant, sessionId, reportHome);
      if (!known) return undefined;
      const nextLookAt = looksAfter.map(after => known.endAt + after).find(at => at > (look?.began ?? now())) ?? null;
      const row = await db
        .updateTable('sessions')
        .set(set => ({ looks: set('looks', '+', 1), nextLookAt, changedAt: now() }))
        .where(is => is.and({ tenant, sessionId, reportHome, endAt: known.endAt }))
        .$if(look !== undefined, query => query.where('looks', '=', look?.looks ?? 0))
        .returningAll()
        .executeTakeFirst();
      if (row) return toLookedAt(row);
      return look ? 'overtaken' : find(tenant, sessionId, reportHome);
    },
  };
}

/** The row in our words. */
export function toLookedAt({ changedAt: _, nextLookAt, ...row }: Tables['sessions']): LookedAt {
  return { ...row, ...(nextLookAt !== null && { nextLookAt }) };
}
