import type { Finished } from './finished';
import type { Tx } from './store';

/** The job that sends one row of the outbox; its data is `{ tenant, id }`. */
export const SEND_JOB = 'send-summary';

/**
 * What was found out becomes a message that will be sent, in one transaction: figures, message and job. `told`: exactly this was told there already.
 * `gone`: nothing can be sent there; figures are not kept then.
 */
export async function intendSummary(
  tx: Tx,
  summary: Finished & { content: string },
): Promise<'intended' | 'told' | 'gone'> {
  const { content, ...finished } = summary;
  const { tenant, sessionId, reportHome, conversationId, kind, eventId } = summary;
  const place = await tx.conversations.find(tenant, conversationId);
  if (place?.state !== 'active') return 'gone';
  const revision = await tx.finished.record(finished);
  if (revision === undefined) return 'told';
  const row = await tx.outbox.enqueue({
    tenant,
    sessionId,
    reportHome,
    conversationId,
    kind,
    revision,
    eventId,
    content,
  });
  if (row === 'gone') throw new Error('the conversation ended within this transaction');
  await tx.jobs.add(SEND_JOB, { tenant, id: row.id }, { key: `${tenant}/${row.id}` });
  return 'intended';
}
