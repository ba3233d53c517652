import type { Kysely } from 'kysely';
import type { AuditEntry } from '../domain/audit';
import { createId, type Base } from './base';
import type { Tables } from './tables';

export type { AuditEntry };

/** An entry, and when it happened: milliseconds. */
export interface AuditRow extends AuditEntry {
  at: number;
}

/** Which entries are wanted, the newest first. */
export interface AuditQuery {
  personId?: string;
  /** Id of an event, meeting or session. */
  about?: string;
  /** Milliseconds; entries of that time and later. */
  since?: number;
  limit: number;
}

export interface AuditTrail {
  /** Each entry says whose tenant it is of. */
  add(rows: readonly AuditRow[]): Promise<void>;
  of(tenant: string, query: AuditQuery): Promise<AuditRow[]>;
}

export function createAuditTrail({ db }: Pick<Base, 'db'>): AuditTrail {
  return {
    async add(rows) {
      if (rows.length > 0)
        await db
          .insertInto('audit')
          .values(rows.map(row => ({ id: createId(), ...toColumns(row) })))
          .execute();
    },
    of: (tenant, query) => readAudit(db, tenant, query),
  };
}

/** Within a transaction or, as `npm run audit` does, without. */
export async function readAudit(
  db: Kysely<Tables>,
  tenant: string,
  { personId, about, since, limit }: AuditQuery,
): Promise<AuditRow[]> {
  let wanted = db.selectFrom('audit').selectAll().where('tenant', '=', tenant);
  if (personId !== undefined) wanted = wanted.where('personId', '=', personId);
  if (about !== undefined)
    wanted = wanted.where(is => is.or([is('targetId', '=', about), is('sessionId', '=', about)]));
  if (since !== undefined) wanted = wanted.where('at', '>=', since);
  const rows = await wanted.orderBy('at', 'desc').orderBy('id').limit(limit).execute();
  return rows.map(toRow);
}

function toColumns({ tenantId, personId, deed, command, kind, id, sessionId, place, at }: AuditRow) {
  return {
    ...{ tenant: tenantId, personId, deed, command, place, at },
    ...{ kind: kind ?? null, targetId: id ?? null, sessionId: sessionId ?? null },
  };
}

function toRow({ tenant, personId, deed, command, kind, targetId, sessionId, place, at }: Tables['audit']): AuditRow {
  return {
    ...{ tenantId: tenant, personId, deed: deed as AuditRow['deed'], command },
    ...(kind !== null && { kind }),
    ...(targetId !== null && { id: targetId }),
    ...(sessionId !== null && { sessionId }),
    place: place as AuditRow['place'],
    at,
  };
}
