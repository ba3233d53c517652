import type { Conversation } from '../../store/conversations';
import { SEND_JOB } from '../../store/intend';
import type { Leased, OutboxRow, Outcome } from '../../store/outbox-row';
import type { Store, Tx } from '../../store/store';
import type { RowRef } from '../../store/upkeep';
import type { BotLog } from '../bot';
import type { Post } from './post';
import { drawMessage, tellsOf, type DrawOptions } from './message';
import type { Posted } from './verdict';
import { waitAfter } from './wait';

export interface SendOptions extends Omit<DrawOptions, 'now'> {
  store: Store;
  post: Post;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Pick<BotLog, 'info' | 'warn' | 'error' | 'mask'>;
  /** The row became `unknown`. */
  onUnknown: (row: RowRef) => Promise<void>;
  /** What became of each try; `lagMs` from the end of the session to its first post. */
  told?: (sent: { outcome: Posted['is']; lagMs?: number }) => void;
}

/** Longer than a request and its signature may take together; nothing leaves in its last third. */
export const LEASE_MS = 60_000;
const LAST_START_MS = 40_000;
/** A pause up to this long is waited for by the worker; for a longer one the job comes back. */
const SHORT_PAUSE = 1_500;
const SETTLE_TRIES = 4;
/** No answer of Teams' stops a whole tenant for longer. */
const LONGEST_PAUSE = 60 * 60_000;
const PAUSE_MARK = 'posting-paused-until';

type Ready = { row: Leased; place: Conversation } | { wait: number } | 'nothing';

/** Sends one row of the outbox, if it is to be sent now; whatever comes of it stands in the row. Throws where the database does not answer. */
export async function sendRow(ref: RowRef, options: SendOptions, signal: AbortSignal): Promise<void> {
  const { store, post, now, sleep } = options;
  for (;;) {
    const ready = await store.transaction(tx => takeRow(tx, ref, now(), signal.aborted));
    if (ready === 'nothing') return;
    if ('wait' in ready) {
      await sleep(ready.wait);
      continue;
    }
    const { row, place } = ready;
    const notAfter = row.leaseUntil - LEASE_MS + LAST_START_MS;
    const posted = await posting(
      () => drawMessage(row, place, { ...options, now: now() }),
      card => post(place, card, { notAfter, ...(row.replaces !== undefined && { replaces: row.replaces }) }),
    );
    await settle(row, posted, options);
    return;
  }
}

/** In one transaction: leave to send, and the row taken. What has to wait longer gets a job for then. */
async function takeRow(tx: Tx, { tenant, id }: RowRef, now: number, stopping: boolean): Promise<Ready> {
  const row = await tx.outbox.find(tenant, id);
  if (row?.state !== 'pending') return 'nothing';
  const later = async (at: number): Promise<Ready> => {
    if (at - now <= SHORT_PAUSE && !stopping) return { wait: Math.max(1, at - now) };
    await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}`, runAt: at });
    return 'nothing';
  };
  const pausedUntil = (await tx.marks.get(tenant, PAUSE_MARK)) ?? 0;
  const dueAt = Math.max(row.dueAt, pausedUntil);
  if (dueAt > now || stopping) return later(Math.max(dueAt, now));
  const grant = await tx.rate.take(tenant, row.conversationId);
  if (!grant.granted) return later(grant.at);
  const leased = await tx.outbox.lease(tenant, id, LEASE_MS);
  // Somebody has it, or an earlier revision is on its way: the round every minute comes back to it.
  if (!leased) return 'nothing';
  const place = await tx.conversations.find(tenant, row.conversationId);
  const isMoot = await isToldOfInVain(tx, row);
  if (place && !isMoot) return { row: leased, place };
  await tx.outbox.settle(tenant, id, leased.attempt, place ? { is: 'refused', reason: 'settled' } : { is: 'gone' });
  return 'nothing';
}

/** Word of a summary whose fate is known by now. */
async function isToldOfInVain(tx: Tx, row: OutboxRow): Promise<boolean> {
  const about = tellsOf(row);
  return about !== undefined && (await tx.outbox.find(row.tenant, about))?.state !== 'unknown';
}

async function posting<Drawn>(
  draw: () => Drawn,
  post: (card: Drawn) => Promise<Posted>,
): Promise<Posted | { is: 'undrawn'; error: unknown }> {
  let card: Drawn;
  try {
    card = draw();
  } catch (error) {
    return { is: 'undrawn', error };
  }
  return post(card);
}

/** Writes down what Teams said. The message may stand there by now, so a database that is busy is asked again. */
async function settle(
  row: Leased,
  posted: Posted | { is: 'undrawn'; error: unknown },
  options: SendOptions,
): Promise<void> {
  const { store, now, random, sleep, log, onUnknown } = options;
  const { tenant, id, attempt } = row;
  const outcome = toOutcome(posted, now(), waitAfter(attempt, random()));
  let endAt: number | undefined;
  for (let tries = 1; ; tries++)
    try {
      await store.transaction(async tx => {
        await tx.outbox.settle(tenant, id, attempt, outcome);
        if (posted.is === 'later' && posted.asked && outcome.is === 'later')
          await tx.marks.advance(tenant, PAUSE_MARK, Math.min(outcome.at, now() + LONGEST_PAUSE));
        if (posted.is === 'sent' && row.replaces === undefined) endAt = (await tx.finished.find(row))?.endAt;
        const after = await tx.outbox.find(tenant, id);
        if (after?.state === 'pending')
          await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}`, runAt: after.dueAt });
      });
      break;
    } catch (error) {
      if (tries === SETTLE_TRIES) throw error;
      await sleep(waitAfter(tries, random()));
    }
  options.told?.({
    outcome: posted.is === 'undrawn' ? 'refused' : posted.is,
    ...(endAt !== undefined && { lagMs: now() - endAt }),
  });
  const facts = {
    outcome: posted.is,
    conversation: log.mask(row.conversationId),
    attempt,
    update: row.replaces !== undefined,
  };
  const reason = 'reason' in outcome ? outcome.reason : undefined;
  if (posted.is === 'undrawn') log.error('a message could not be drawn', { ...facts, error: posted.error });
  else log[posted.is === 'sent' ? 'info' : 'warn']('posted', { ...facts, reason });
  if (outcome.is === 'uncertain' && row.replaces === undefined) await onUnknown({ tenant, id });
}

function toOutcome(posted: Posted | { is: 'undrawn' }, now: number, backOff: number): Outcome {
  switch (posted.is) {
    case 'sent':
    case 'gone':
    case 'refused':
      return posted;
    case 'undrawn':
      return { is: 'refused', reason: 'undrawn' };
    case 'later':
      return { is: 'later', at: now + (posted.waitMs ?? backOff), reason: posted.reason };
    case 'uncertain':
      return { is: 'uncertain', retryAt: now + backOff, reason: posted.reason };
  }
}
