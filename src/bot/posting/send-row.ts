import type { Card } from '../../cards/card';
import { RIGHT_HOLDS } from '../../domain/access';
import type { AuditRow } from '../../store/audit';
import type { Conversation } from '../../store/conversations';
import { SEND_JOB } from '../../store/intend';
import type { Leased, OutboxRow, Outcome } from '../../store/outbox-row';
import type { Store, Tx } from '../../store/store';
import type { RowRef } from '../../store/upkeep';
import type { BotLog } from '../bot-log';
import type { Post } from './post';
import type { Departures } from './departures';
import { drawMessage, SUMMARY, tellsOf, type DrawOptions } from './message';
import { isWished, ownersOf } from './owners';
import { askRight, withdraw, type RightOptions } from './right';
import type { Turns } from './turns';
import type { Posted } from './verdict';
import { waitAfter } from './wait';

export interface SendOptions extends Omit<DrawOptions, 'now'>, RightOptions {
  store: Store;
  post: Post;
  sleep: (ms: number) => Promise<void>;
  log: Pick<BotLog, 'info' | 'warn' | 'error' | 'mask'>;
  /** From leave to send until the request is on its way: one row at a time, or Teams sees them closer together than the leave was given. */
  turn: Turns;
  departures: Departures;
  /** The row became `unknown`. */
  onUnknown: (row: RowRef) => Promise<void>;
  /** How long a worker may have a row, in milliseconds: longer than a request and its signature take together. Nothing leaves in the last third. */
  leaseMs?: number;
  /** What became of each try; `lagMs` from the end of the session to its first post. */
  told?: (sent: { outcome: Posted['is']; lagMs?: number }) => void;
}

export const LEASE_MS = 60_000;
/** A pause up to this long is waited for by the worker; for a longer one the job comes back. */
const SHORT_PAUSE = 1_500;
/** A token that does not come holds up nobody else for longer. */
const LONGEST_TURN = 3_000;
const SETTLE_TRIES = 4;
/** No answer of Teams' stops a whole tenant for longer. */
const LONGEST_PAUSE = 60 * 60_000;
const PAUSE_MARK = 'posting-paused-until';

type Ready = { row: Leased; place: Conversation } | { wait: number } | 'nothing';

/** Sends one row of the outbox, if it is to be sent now; whatever comes of it stands in the row. Throws where the database does not answer. */
export async function sendRow(ref: RowRef, options: SendOptions, signal: AbortSignal): Promise<void> {
  const { store, now, sleep, turn, leaseMs = LEASE_MS } = options;
  const read = await store.transaction(tx => readRow(tx, ref));
  if (!read) return;
  let card: Card | Undrawn | undefined;
  // While figures were counted, half of the time went by; word to an owner was made without asking for any right.
  let rightAt = tellsOf(read.row) === undefined ? read.row.createdAt - RIGHT_HOLDS / 2 : -Infinity;
  const isKnown = (): boolean => rightAt > now() - RIGHT_HOLDS;
  for (;;) {
    if (!isKnown()) {
      const right = await askRight(read, options);
      if (right === 'over') return;
      rightAt = right;
    }
    const end = await turn();
    const timer = setTimeout(end, LONGEST_TURN);
    try {
      if (!isKnown()) continue;
      card ??= drawn(read, { ...options, now: now() });
      const ready = await store.transaction(tx => takeRow(tx, ref, { now: now(), stopping: signal.aborted, leaseMs }));
      if (ready === 'nothing') return;
      if ('row' in ready) {
        const { row, place } = ready;
        const posted = isUndrawn(card) ? card : await put(row, place, card, end, options);
        await settle(row, place, posted, options);
        return;
      }
      end();
      await sleep(ready.wait);
    } finally {
      clearTimeout(timer);
      end();
    }
  }
}

/** The request, once it is far enough from those before it; `end` is called when it is on its way. */
async function put(
  row: Leased,
  place: Conversation,
  card: Card,
  end: () => void,
  { post, sleep, departures, leaseMs = LEASE_MS }: SendOptions,
): Promise<Posted> {
  const { conversationId, replaces } = row;
  const wait = departures.wait(conversationId);
  if (wait > 0) await sleep(wait);
  return post(place, card, {
    notAfter: row.leaseUntil - leaseMs / 3,
    onLeave() {
      departures.left(conversationId);
      end();
    },
    ...(replaces !== undefined && { replaces }),
  });
}

/** The row, while it waits to be sent, and its place. */
async function readRow(tx: Tx, { tenant, id }: RowRef): Promise<{ row: OutboxRow; place: Conversation } | undefined> {
  const row = await tx.outbox.find(tenant, id);
  if (row?.state !== 'pending') return undefined;
  const place = await tx.conversations.find(tenant, row.conversationId);
  return place && { row, place };
}

interface Undrawn {
  is: 'undrawn';
  error: unknown;
}

const isUndrawn = (card: Card | Undrawn): card is Undrawn => 'is' in card;

function drawn({ row, place }: { row: OutboxRow; place: Conversation }, options: DrawOptions): Card | Undrawn {
  try {
    return drawMessage(row, place, options);
  } catch (error) {
    return { is: 'undrawn', error };
  }
}

/** In one transaction: leave to send, and the row taken. What has to wait longer gets a job for then. */
async function takeRow(
  tx: Tx,
  { tenant, id }: RowRef,
  { now, stopping, leaseMs }: { now: number; stopping: boolean; leaseMs: number },
): Promise<Ready> {
  const row = await tx.outbox.find(tenant, id);
  if (row?.state !== 'pending') return 'nothing';
  if (row.kind === SUMMARY && !(await isWished(tx, row))) {
    await withdraw(tx, row);
    return 'nothing';
  }
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
  const leased = await tx.outbox.lease(tenant, id, leaseMs);
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

/** Writes down what Teams said. The message may stand there by now, so a database that is busy is asked again. */
async function settle(row: Leased, place: Conversation, posted: Posted | Undrawn, options: SendOptions): Promise<void> {
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
        if (posted.is === 'sent' && row.replaces === undefined) {
          endAt = (await tx.finished.find(row))?.endAt;
          if (row.kind === SUMMARY) await tx.audit.add(await entriesOf(tx, row, place, now()));
        }
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

/** In whose name it was posted: of everybody who wished it there. */
async function entriesOf(tx: Tx, row: Leased, { type }: Conversation, at: number): Promise<AuditRow[]> {
  const { tenant, eventId, sessionId } = row;
  return (await ownersOf(tx, row)).map(personId => ({
    ...{ tenantId: tenant, personId, deed: 'posted', command: 'watch', id: eventId, sessionId, at },
    place: type === 'personal' ? 'personal' : 'shared',
  }));
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
