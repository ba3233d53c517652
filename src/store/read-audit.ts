import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely } from 'kysely';
import { join } from 'node:path';
import { readAudit, type AuditQuery, type AuditRow } from './audit';
import type { StoreConfig } from './open-store';
import { connect } from './postgres';
import { createSqliteDialect } from './sqlite/dialect';
import { StoreError, toStoreError } from './store-error';
import type { Tables } from './tables';

/** Reads the audit log beside a Rollcall that runs: nothing is held, changed or brought up to date. Throws StoreError. */
export async function readAuditOf(config: StoreConfig, tenant: string, query: AuditQuery): Promise<AuditRow[]> {
  const where = config.kind === 'sqlite' ? join(config.dataDir, 'rollcall.db') : 'the database';
  try {
    const dialect = config.kind === 'sqlite' ? openToRead(where) : await connect(config.url, () => undefined);
    const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
    try {
      return await readAudit(db, tenant, query);
    } finally {
      await db.destroy();
    }
  } catch (error) {
    const { message } = error as Error;
    if (/no such table|relation "audit" does not exist|unable to open|directory does not exist/.test(message))
      throw new StoreError('incomplete', `${where} holds no audit log yet: no Rollcall that keeps one has run on it.`, {
        cause: error,
      });
    throw toStoreError(error, where);
  }
}

const openToRead = (path: string) => createSqliteDialect(new Database(path, { readonly: true, fileMustExist: true }));
