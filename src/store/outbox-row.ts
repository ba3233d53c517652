import type { Tables } from './tables';

/** One message that is meant to stand in one place; a later revision updates it there. */
export interface Summary {
  tenant: string;
  sessionId: string;
  /** Text of `toHomeKey`. */
  reportHome: string;
  conversationId: string;
  kind: string;
  revision: number;
  eventId: string;
  /** JSON: figures only, no names. */
  content: string;
  /** Milliseconds; absent: at once. */
  dueAt?: number;
}

/** What all revisions of one message in one place have in common. */
export const messageKey = ['tenant', 'sessionId', 'reportHome', 'conversationId', 'kind'] as const;
export type MessageKey = Pick<Summary, (typeof messageKey)[number]>;

export const sendStates = ['pending', 'sending', 'sent', 'unknown', 'dead'] as const;
export type SendState = (typeof sendStates)[number];

/** Why a row is dead that would have updated a message whose id the channel never told. */
export const NO_MESSAGE_ID = 'no-message-id';

export interface OutboxRow extends Required<Summary> {
  id: string;
  state: SendState;
  /** Grows with each lease; a settlement names the attempt that it is about. */
  attempt: number;
  /** The message in Teams that this one updates; absent: it is a new message. */
  replaces?: string;
  /** The message in Teams, once sent. */
  activityId?: string;
  /** Why it waits or is dead: a word, never a message of somebody's. */
  reason?: string;
  /** When it was intended, in milliseconds: whose right it is was asked just before. */
  createdAt: number;
  changedAt: number;
}

/** In the hands of one worker, which must have its answer from Teams, or have hung up, well before `leaseUntil`. */
export interface Leased extends OutboxRow {
  leaseUntil: number;
}

/**
 * What Teams' answer means. `later`: certainly not sent (429, 412), again at `at`. `refused`: certainly not sent and never will be (other 4xx).
 * `gone`: nobody can be reached there any more. `uncertain` (408, 5xx, reset, timeout): a new message may stand there, so it waits for the owner;
 * an update may be repeated, at `retryAt`.
 */
export type Outcome =
  | { is: 'sent'; activityId: string }
  | { is: 'later'; at: number; reason?: string }
  | { is: 'refused'; reason: string }
  | { is: 'gone' }
  | { is: 'uncertain'; retryAt: number; reason?: string };

/** The row in our words. */
export function toOutboxRow(row: Tables['outbox']): OutboxRow {
  const { state, replaces, activityId, reason, leaseUntil: _, ...rest } = row;
  return {
    ...rest,
    state: state as SendState,
    ...(replaces !== null && { replaces }),
    ...(activityId !== null && { activityId }),
    ...(reason !== null && { reason }),
  };
}
