import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const required = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();

/** Everything but jobs, on both databases. */
export const ground: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('conversations')
      .addColumn('tenant', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('service_url', 'text', required)
      .addColumn('type', 'text', required)
      .addColumn('bot_id', 'text', required)
      .addColumn('person_id', 'text')
      .addColumn('state', 'text', required)
      .addColumn('changed_at', 'bigint', required)
      .addPrimaryKeyConstraint('conversations_key', ['tenant', 'id'])
      .execute();
    await db.schema
      .createTable('watches')
      .addColumn('tenant', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('person_id', 'text', required)
      .addColumn('conversation_id', 'text', required)
      .addColumn('what', 'text', required)
      .addColumn('target_id', 'text', required)
      .addColumn('created_at', 'bigint', required)
      .addPrimaryKeyConstraint('watches_key', ['tenant', 'id'])
      .addUniqueConstraint('watches_once', ['tenant', 'person_id', 'conversation_id', 'what', 'target_id'])
      .execute();
    await db.schema.createIndex('watches_target').on('watches').columns(['tenant', 'what', 'target_id']).execute();
    await db.schema
      .createTable('subscriptions')
      .addColumn('tenant', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('resource', 'text', required)
      .addColumn('client_state', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .addColumn('state', 'text', required)
      .addColumn('created_at', 'bigint', required)
      .addColumn('changed_at', 'bigint', required)
      .addPrimaryKeyConstraint('subscriptions_key', ['tenant', 'id'])
      .execute();
    await db.schema
      .createIndex('subscriptions_resource')
      .on('subscriptions')
      .columns(['tenant', 'resource', 'state'])
      .execute();
    await db.schema.createIndex('subscriptions_due').on('subscriptions').columns(['state', 'expires_at']).execute();
    await db.schema
      .createTable('inbox')
      .addColumn('tenant', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('subscription_id', 'text', required)
      .addColumn('change_type', 'text', required)
      .addColumn('resource_id', 'text', required)
      .addColumn('etag', 'text', required)
      .addColumn('resource', 'text', required)
      .addColumn('client_state', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('received_at', 'bigint', required)
      .addColumn('changed_at', 'bigint', required)
      .addPrimaryKeyConstraint('inbox_key', ['tenant', 'id'])
      .addUniqueConstraint('inbox_once', ['tenant', 'subscription_id', 'change_type', 'resource_id', 'etag'])
      .execute();
    await db.schema.createIndex('inbox_state').on('inbox').columns(['state', 'received_at']).execute();
    await db.schema
      .createTable('sessions')
      .addColumn('tenant', 'text', required)
      .addColumn('session_id', 'text', required)
      .addColumn('report_home', 'text', required)
      .addColumn('event_id', 'text', required)
      .addColumn('owner_id', 'text', required)
      .addColumn('end_at', 'bigint', required)
      .addColumn('looks', 'integer', required)
      .addColumn('next_look_at', 'bigint')
      .addColumn('changed_at', 'bigint', required)
      .addPrimaryKeyConstraint('sessions_key', ['tenant', 'session_id', 'report_home'])
      .execute();
    await db.schema.createIndex('sessions_due').on('sessions').column('next_look_at').execute();
    await createSummaryTables(db);
    await createPaceTables(db);
  },
};

async function createSummaryTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('tenant', 'text', required)
    .addColumn('id', 'text', required)
    .addColumn('session_id', 'text', required)
    .addColumn('report_home', 'text', required)
    .addColumn('conversation_id', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('event_id', 'text', required)
    .addColumn('content', 'text', required)
    .addColumn('state', 'text', column =>
      column.notNull().check(sql`state in ('pending', 'sending', 'sent', 'unknown', 'dead')`),
    )
    .addColumn('attempt', 'integer', required)
    .addColumn('due_at', 'bigint', required)
    .addColumn('lease_until', 'bigint')
    .addColumn('replaces', 'text')
    .addColumn('activity_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', required)
    .addColumn('changed_at', 'bigint', required)
    .addPrimaryKeyConstraint('outbox_key', ['tenant', 'id'])
    .addUniqueConstraint('outbox_once', ['tenant', 'session_id', 'report_home', 'conversation_id', 'kind', 'revision'])
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute();
  await db.schema.createIndex('outbox_place').on('outbox').columns(['tenant', 'conversation_id', 'state']).execute();
  await db.schema
    .createTable('finished')
    .addColumn('tenant', 'text', required)
    .addColumn('session_id', 'text', required)
    .addColumn('report_home', 'text', required)
    .addColumn('conversation_id', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('event_id', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('fingerprint', 'text', required)
    .addColumn('figures', 'text', required)
    .addColumn('end_at', 'bigint', required)
    .addColumn('changed_at', 'bigint', required)
    .addPrimaryKeyConstraint('finished_key', ['tenant', 'session_id', 'report_home', 'conversation_id', 'kind'])
    .execute();
}

async function createPaceTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sends')
    .addColumn('tenant', 'text', required)
    .addColumn('id', 'text', required)
    .addColumn('conversation_id', 'text', required)
    .addColumn('at', 'bigint', required)
    .addPrimaryKeyConstraint('sends_key', ['tenant', 'id'])
    .execute();
  await db.schema.createIndex('sends_place').on('sends').columns(['tenant', 'conversation_id', 'at']).execute();
  await db.schema.createIndex('sends_tenant').on('sends').columns(['tenant', 'at']).execute();
  await db.schema
    .createTable('leases')
    .addColumn('tenant', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('holder', 'text', required)
    .addColumn('until', 'bigint', required)
    .addPrimaryKeyConstraint('leases_key', ['tenant', 'name'])
    .execute();
  await db.schema
    .createTable('marks')
    .addColumn('tenant', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('value', 'bigint', required)
    .addPrimaryKeyConstraint('marks_key', ['tenant', 'name'])
    .execute();
}
