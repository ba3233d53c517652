import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();

/** Who looked at, took or posted what: ids and Rollcall's own words, on both databases. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('audit')
      .addColumn('tenant', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('person_id', 'text', required)
      .addColumn('deed', 'text', required)
      .addColumn('command', 'text', required)
      .addColumn('kind', 'text')
      .addColumn('target_id', 'text')
      .addColumn('session_id', 'text')
      .addColumn('place', 'text', required)
      .addColumn('at', 'bigint', required)
      .addPrimaryKeyConstraint('audit_key', ['tenant', 'id'])
      .execute();
    await db.schema.createIndex('audit_at').on('audit').columns(['tenant', 'at']).execute();
  },
};
