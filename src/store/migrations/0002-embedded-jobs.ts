import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The job table of SQLite; on PostgreSQL pg-boss keeps its own. */
export const embeddedJobs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('jobs')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('key', 'text', column => column.notNull())
      .addColumn('data', 'text', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('run_at', 'bigint', column => column.notNull())
      .addColumn('lease_until', 'bigint')
      .addColumn('attempt', 'integer', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .execute();
    await db.schema.createIndex('jobs_due').on('jobs').columns(['name', 'state', 'run_at']).execute();
    await db.schema
      .createIndex('jobs_waiting_once')
      .unique()
      .on('jobs')
      .columns(['name', 'key'])
      .where(sql.ref('state'), '=', 'waiting')
      .execute();
  },
};
