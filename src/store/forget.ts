import { sql, type RawBuilder } from 'kysely';
import type { Base } from './base';
import { BOSS_JOBS } from './jobs/pg-boss';

/**
 * Removes everything that leads to this person: watches, personal chats with all that was or would be sent there, what they looked at, and their meetings,
 * whose very address holds the organiser's id. Sessions of events stay, figures only; whose right they are read by is '' from then on. How many rows.
 */
export async function forget({ db, kind }: Base, tenant: string, personId: string): Promise<number> {
  const chats = db
    .selectFrom('conversations')
    .select('id')
    .where('tenant', '=', tenant)
    .where('personId', '=', personId);
  const patterns = spellings(personId).map(toPattern);
  const within = (column: string, wanted = patterns) => isLike(sql.ref(column), wanted);
  const chatPatterns = (await chats.execute()).map(({ id }) => toPattern(id));
  const { numAffectedRows: jobs = 0n } = await sql`
    delete from ${sql.table(kind === 'sqlite' ? 'jobs' : BOSS_JOBS)}
    where data->>'tenant' = ${tenant} and ${isLike(sql`cast(data as text)`, patterns)}`.execute(db);
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
    await db
      .deleteFrom('marks')
      .where('tenant', '=', tenant)
      .where(within('name', [...patterns, ...chatPatterns]))
      .executeTakeFirst(),
    await db.deleteFrom('leases').where('tenant', '=', tenant).where(within('name')).executeTakeFirst(),
    await db.deleteFrom('audit').where('tenant', '=', tenant).where('personId', '=', personId).executeTakeFirst(),
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
  // That somebody else looked stays: only what it was about leads to this person.
  const cleared = await db
    .updateTable('audit')
    .set({ targetId: null, sessionId: null })
    .where('tenant', '=', tenant)
    .where(within('targetId'))
    .executeTakeFirst();
  const others = Number(jobs) + Number(orphaned.numUpdatedRows) + Number(cleared.numUpdatedRows);
  return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), others);
}

const toPattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Whether the text holds what any of these patterns means. */
function isLike(text: RawBuilder<unknown>, patterns: readonly string[]): RawBuilder<boolean> {
  const each = patterns.map(pattern => sql`${text} like ${pattern} escape '\\'`);
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** The id, and as what it stands in the ids of Graph's meetings: a part of a longer text in base64, at any of three places. */
function spellings(personId: string): string[] {
  const encoded = [0, 1, 2].map(before =>
    Buffer.from('.'.repeat(before) + personId)
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + personId.length) * 8) / 6)),
  );
  return [personId, ...encoded];
}
