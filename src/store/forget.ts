import { sql } from 'kysely';
import type { Base } from './base';

/**
 * Removes everything that leads to this person: watches, personal chats with all that was or would be sent there, and their meetings, whose very
 * address holds the organiser's id. Sessions of events stay, figures only; whose right they are read by is '' from then on. How many rows.
 */
export async function forget({ db }: Base, tenant: string, personId: string): Promise<number> {
  const chats = db
    .selectFrom('conversations')
    .select('id')
    .where('tenant', '=', tenant)
    .where('personId', '=', personId);
  const pattern = `%${personId.replace(/[\\%_]/g, '\\$&')}%`;
  const within = (column: string) => sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
  const results = [
    await db
      .deleteFrom('watches')
      .where('tenant', '=', tenant)
      .where(is => is.or([is('personId', '=', personId), is('conversationId', 'in', chats), within('targetId')]))
      .executeTakeFirst(),
    await db
      .deleteFrom('outbox')
      .where('tenant', '=', tenant)
      .where(is => is.or([is('conversationId', 'in', chats), within('reportHome'), within('content')]))
      .executeTakeFirst(),
    await db
      .deleteFrom('finished')
      .where('tenant', '=', tenant)
      .where(is => is.or([is('conversationId', 'in', chats), within('reportHome'), within('figures')]))
      .executeTakeFirst(),
    await db.deleteFrom('sends').where('tenant', '=', tenant).where('conversationId', 'in', chats).executeTakeFirst(),
    await db.deleteFrom('sessions').where('tenant', '=', tenant).where(within('reportHome')).executeTakeFirst(),
    await db
      .deleteFrom('inbox')
      .where('tenant', '=', tenant)
      .where(is => is.or([within('resource'), within('resourceId')]))
      .executeTakeFirst(),
    await db.deleteFrom('subscriptions').where('tenant', '=', tenant).where(within('resource')).executeTakeFirst(),
    await db.deleteFrom('marks').where('tenant', '=', tenant).where(within('name')).executeTakeFirst(),
    await db.deleteFrom('leases').where('tenant', '=', tenant).where(within('name')).executeTakeFirst(),
    await db
      .deleteFrom('conversations')
      .where('tenant', '=', tenant)
      .where('personId', '=', personId)
      .executeTakeFirst(),
  ];
  const orphaned = await db
    .updateTable('sessions')
    .set({ ownerId: '' })
    .where('tenant', '=', tenant)
    .where('ownerId', '=', personId)
    .executeTakeFirst();
  return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), Number(orphaned.numUpdatedRows));
}
