import type { Conversation } from '../../store/conversations';
import { SEND_JOB } from '../../store/intend';
import type { OutboxRow } from '../../store/outbox-row';
import type { Store, Tx } from '../../store/store';
import type { BotLog } from '../bot-log';
import { tellsOf } from './message';

export interface RightOptions {
  store: Pick<Store, 'transaction'>;
  /**
   * When Graph last said, in milliseconds, that somebody who wished this message there, or `personId`, may read what it is of; undefined when nobody may
   * any more. Throws where that can't be known.
   */
  rightOf: (
    message: Pick<OutboxRow, 'tenant' | 'conversationId' | 'reportHome' | 'eventId'> & { personId?: string },
  ) => Promise<number | undefined>;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  log: Pick<BotLog, 'info' | 'warn' | 'mask'>;
}

/** How long a message waits for a Graph that does not answer, in milliseconds. */
const AGAIN_AFTER = 60_000;

/**
 * Asks whether what waited may still be posted: when that was known, or `over` when nothing is to be sent now. Nobody may any more: it is withdrawn.
 * Nobody knows: it waits.
 */
export async function askRight(
  { row, place }: { row: OutboxRow; place: Conversation },
  { store, rightOf, now, random, log }: RightOptions,
): Promise<number | 'over'> {
  const { tenant, id, conversationId, reportHome, eventId } = row;
  const isWord = tellsOf(row) !== undefined;
  // Word for everybody in a place does not say what it is about.
  if (isWord && place.type !== 'personal') return now();
  const reader = isWord && place.personId !== undefined ? { personId: place.personId } : {};
  const facts = { conversation: log.mask(conversationId) };
  try {
    const at = await rightOf({ tenant, conversationId, reportHome, eventId, ...reader });
    if (at !== undefined) return at;
  } catch (error) {
    const again = now() + Math.ceil(AGAIN_AFTER * (0.5 + random() / 2));
    await store.transaction(async tx => {
      if (await tx.outbox.postpone(tenant, id, again, 'right-unknown'))
        await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}`, runAt: again });
    });
    log.warn('a message waits: whose right it is could not be asked', { ...facts, error });
    return 'over';
  }
  await store.transaction(tx => withdraw(tx, row));
  log.info('a message was withdrawn', facts);
  return 'over';
}

/** It is not sent; found once more, for somebody who may and wishes it, it is. */
export async function withdraw(tx: Tx, row: OutboxRow): Promise<void> {
  if (await tx.outbox.withdraw(row.tenant, row.id)) await tx.finished.withdraw(row);
}
