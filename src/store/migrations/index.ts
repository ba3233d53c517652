import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { StoreError } from '../store-error';
import type { Tables } from '../tables';
import { ground } from './0001-ground';
import { embeddedJobs } from './0002-embedded-jobs';
import { audit } from './0003-audit';

const migrations: Record<'sqlite' | 'postgres', Record<string, Migration>> = {
  sqlite: { '0001-ground': ground, '0002-embedded-jobs': embeddedJobs, '0003-audit': audit },
  postgres: { '0001-ground': ground, '0003-audit': audit },
};

/** Brings the tables up to date; instances that start together wait for each other (Kysely takes an advisory lock). Throws StoreError. */
export async function migrate(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Promise<void> {
  const provider = { getMigrations: async () => migrations[kind] };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const isNewer = error instanceof Error && error.message.includes('previously executed migration');
  if (isNewer)
    throw new StoreError(
      'newer',
      'A newer version of Rollcall has written to this database. Start that version, or restore a backup from before.',
    );
  throw error as Error;
}
