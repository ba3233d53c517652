import { sql } from 'kysely';
import type { Base } from './base';
import { messageKey } from './outbox-row';
import { SENDS_KEPT } from './rate';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long rows are kept after they last changed, in milliseconds. */
export interface Periods {
  /** Settled notifications; Graph repeats one for up to 4 hours, so never less than 5. */
  inbox: number;
  /** Messages that were sent or are dead. */
  outbox: number;
  /** What was told last: as long as a report may still grow, or another session of the series be compared with it. */
  finished: number;
  /** Sessions after their last look. */
  sessions: number;
  /** Places that nothing can be sent to, with what watches there. */
  goneConversations: number;
  subscriptions: number;
  /** Who looked at, took or posted what; after it happened. */
  audit: number;
}

/** pg-boss removes its own after the same time. */
const DEAD_JOBS_KEPT = DAY;
export const SHORTEST_INBOX = 5 * HOUR;
export const defaultPeriods: Periods = {
  inbox: 2 * DAY,
  outbox: 90 * DAY,
  finished: 400 * DAY,
  sessions: 60 * DAY,
  goneConversations: 30 * DAY,
  subscriptions: 7 * DAY,
  audit: 180 * DAY,
};

/** Removes what is older than its period; how many rows. What still waits, is being sent or is unknown stays. */
export async function purge({ db, kind, now }: Base, periods: Periods): Promise<number> {
  const before = (ms: number): number => now() - ms;
  const gone = (period: number) =>
    db.selectFrom('conversations').where('state', '=', 'gone').where('changedAt', '<', before(period));
  const inGone = sql<boolean>`(tenant, conversation_id) in (${gone(periods.goneConversations).select(['tenant', 'id'])})`;
  const results = [
    await db
      .deleteFrom('inbox')
      .where('state', '<>', 'new')
      .where('changedAt', '<', before(Math.max(SHORTEST_INBOX, periods.inbox)))
      .executeTakeFirst(),
    await db
      .deleteFrom('outbox')
      .where('state', 'in', ['sent', 'dead'])
      .where('changedAt', '<', before(periods.outbox))
      // The message that a later revision would update.
      .where(is =>
        is.not(
          is.exists(
            is
              .selectFrom('finished')
              .select('finished.tenant')
              .where(same =>
                same.and(messageKey.map(part => same(`finished.${part}`, '=', same.ref(`outbox.${part}`)))),
              )
              .where('finished.changedAt', '>=', before(periods.outbox)),
          ),
        ),
      )
      .executeTakeFirst(),
    await db.deleteFrom('finished').where('changedAt', '<', before(periods.finished)).executeTakeFirst(),
    await db
      .deleteFrom('sessions')
      .where('nextLookAt', 'is', null)
      .where('changedAt', '<', before(periods.sessions))
      .executeTakeFirst(),
    await db.deleteFrom('watches').where(inGone).executeTakeFirst(),
    await db.deleteFrom('outbox').where(inGone).executeTakeFirst(),
    await db.deleteFrom('finished').where(inGone).executeTakeFirst(),
    // Their names hold the place, such as what was unwatched in it.
    await db
      .deleteFrom('marks')
      .where(is =>
        is.exists(
          is
            .selectFrom('conversations')
            .select('conversations.id')
            .whereRef('conversations.tenant', '=', 'marks.tenant')
            .where('conversations.state', '=', 'gone')
            .where('conversations.changedAt', '<', before(periods.goneConversations))
            .where(sql<boolean>`replace(marks.name, conversations.id, '') <> marks.name`),
        ),
      )
      .executeTakeFirst(),
    await db
      .deleteFrom('conversations')
      .where('state', '=', 'gone')
      .where('changedAt', '<', before(periods.goneConversations))
      .executeTakeFirst(),
    await db
      .deleteFrom('subscriptions')
      .where('state', '=', 'gone')
      .where('changedAt', '<', before(periods.subscriptions))
      .executeTakeFirst(),
    await db.deleteFrom('sends').where('at', '<', before(SENDS_KEPT)).executeTakeFirst(),
    await db.deleteFrom('audit').where('at', '<', before(periods.audit)).executeTakeFirst(),
    await db.deleteFrom('leases').where('until', '<', before(DAY)).executeTakeFirst(),
    ...(kind === 'sqlite' ? [await purgeJobs(db, before(DEAD_JOBS_KEPT))] : []),
  ];
  return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}

function purgeJobs(db: Base['db'], before: number) {
  return db.deleteFrom('jobs').where('state', '=', 'dead').where('changedAt', '<', before).executeTakeFirst();
}
