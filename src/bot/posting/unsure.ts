import { toPostKey, type UnsurePost } from '../../domain/posts';
import { SEND_JOB } from '../../store/intend';
import type { OutboxRow } from '../../store/outbox-row';
import type { Tx } from '../../store/store';
import type { RowRef } from '../../store/upkeep';
import { SUMMARY, tellsOf, unsureKind } from './message';
import { chatsOf, ownersOf } from './owners';
import { aboutOf } from './subject-of';

/**
 * Sees to it that the owners of an `unknown` summary are told, once for each time that it became so: in their own chats, or where nobody has one, in the
 * place itself and without saying what it is about.
 */
export async function tellOwners(tx: Tx, { tenant, id }: RowRef): Promise<void> {
  const row = await tx.outbox.find(tenant, id);
  if (row?.state !== 'unknown' || row.kind !== SUMMARY) return;
  const key = toPostKey(row);
  const place = await tx.conversations.find(tenant, row.conversationId);
  if (place?.type === 'personal') {
    await tell(tx, row, row.conversationId, { key, about: aboutOf(row) });
    return;
  }
  const chats = await chatsOf(tx, tenant, await ownersOf(tx, row));
  for (const chat of chats) await tell(tx, row, chat.id, { key, about: aboutOf(row) });
  if (chats.length === 0) await tell(tx, row, row.conversationId, { key });
}

/** Tries of one question to one owner. */
const MOST_QUESTIONS = 5;

/** A question of which nobody knows whether it arrived is asked again: twice the same question does no harm, a summary that nobody hears of does. */
export async function askAgain(tx: Tx, { tenant, id }: RowRef): Promise<void> {
  const row = await tx.outbox.find(tenant, id);
  if (row?.state !== 'unknown' || tellsOf(row) === undefined || row.attempt >= MOST_QUESTIONS) return;
  if (await tx.outbox.resend(tenant, id)) await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}` });
}

async function tell(tx: Tx, row: OutboxRow, conversationId: string, content: UnsurePost): Promise<void> {
  const { tenant, sessionId, reportHome, eventId, attempt } = row;
  const told = await tx.outbox.enqueue({
    ...{ tenant, sessionId, reportHome, eventId, conversationId, kind: unsureKind(row.id) },
    ...{ revision: attempt, content: JSON.stringify(content) },
  });
  if (told !== 'gone' && told.isNew)
    await tx.jobs.add(SEND_JOB, { tenant, id: told.id }, { key: `${tenant}/${told.id}` });
}
