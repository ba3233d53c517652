import type { Base } from './base';
import { endConversation } from './conversations';
import type { Outcome } from './outbox-row';

/** After so many uncertain answers an update is given up; what it would have updated still stands there. */
export const MOST_UPDATES = 10;

/** What `Outbox.settle` does. Late word counts as long as nobody else has sent the row since: the attempt says so. */
export async function settleWith(
  { db, now }: Base,
  tenant: string,
  id: string,
  attempt: number,
  outcome: Outcome,
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select(['conversationId', 'replaces'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return false;
  const settled = await db
    .updateTable('outbox')
    .set({ ...settlement(outcome, row.replaces, attempt), leaseUntil: null, changedAt: now() })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', 'in', ['sending', 'unknown'])
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return false;
  if (outcome.is === 'gone') await endConversation({ db, now }, tenant, row.conversationId);
  return true;
}

function settlement(outcome: Outcome, replaces: string | null, attempt: number) {
  switch (outcome.is) {
    case 'sent':
      return { state: 'sent', activityId: outcome.activityId, reason: null };
    case 'later':
      return { state: 'pending', dueAt: outcome.at, reason: outcome.reason ?? 'later' };
    case 'refused':
      return { state: 'dead', reason: outcome.reason };
    case 'gone':
      return { state: 'dead', reason: 'gone' };
    case 'uncertain': {
      const reason = outcome.reason ?? 'uncertain';
      if (replaces === null) return { state: 'unknown', reason };
      // The same content twice in the same message is one message.
      return attempt < MOST_UPDATES ? { state: 'pending', dueAt: outcome.retryAt, reason } : { state: 'dead', reason };
    }
  }
}
