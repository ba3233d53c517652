import { createBuckets } from '../domain/buckets';
import { within } from '../within';
import { receive, type Incoming } from './receive';
import type { NotificationRow } from './row';

/** Where rows wait for their work. Resolves when all of them would outlive a crash; a row whose key is there already changes nothing. */
export interface NotificationStore {
  keep(rows: NotificationRow[]): Promise<void>;
}

/** `text`: plain text, and nothing else, as the whole body. */
export type IntakeReply =
  | { status: 200; text: string }
  | { status: 202 }
  /** Seconds until it makes sense to come again. */
  | { status: 400 | 405 | 413 | 415 | 429 | 503; why: string; retryAfter?: number };

/** What one request came to, for the metrics. No id, no state, no token. */
export interface Taken {
  outcome: 'handshake' | 'refused' | 'too-many' | 'kept' | 'not-kept';
  rows: number;
  malformed: number;
  repeated: number;
  beyond: number;
  forged: number;
}

export interface IntakeOptions extends NotificationStore {
  /** Whether a state is one that Rollcall gave to a subscription; what carries another is not kept. Absent: all is, for whoever works on it to tell. */
  isOurs?: (clientState: string | undefined) => boolean;
  now: () => number;
  told?: (taken: Taken, cause?: unknown) => void;
  /** Milliseconds until the store counts as down. */
  keepWithinMs?: number;
}

/** Items of one source: far more than the events of a large tenant make, and too few to fill a disk unseen. Graph sends again what is refused. */
const MOST_AT_ONCE = 10_000;
const MOST_PER_MINUTE = 30_000;
/** Rows that wait for the store, of all sources. */
const MOST_WAITING = 20_000;

/** Graph counts an answer as slow after three seconds. */
const KEEP_WITHIN = 2_500;

/** Answers Graph: 202 only when everything is kept, 503 when it is not, so that Graph tries again. Never throws. */
export function createIntake(options: IntakeOptions): (incoming: Incoming) => Promise<IntakeReply> {
  const { now, told, isOurs = () => true, keepWithinMs = KEEP_WITHIN } = options;
  const none = { rows: 0, malformed: 0, repeated: 0, beyond: 0, forged: 0 };
  const sources = createBuckets({ most: MOST_AT_ONCE, perMinute: MOST_PER_MINUTE, now });
  let waiting = 0;
  return async incoming => {
    const received = receive(incoming, now());
    if (received.kind === 'handshake') {
      told?.({ ...none, outcome: 'handshake' });
      return { status: 200, text: received.token };
    }
    if (received.kind === 'refused') {
      told?.({ ...none, outcome: 'refused' });
      return { status: received.status, why: received.why };
    }
    const { malformed, repeated, beyond } = received;
    // Before anything is counted: what somebody makes up must neither fill the store, nor take the place of what Graph sends.
    const rows = received.rows.filter(row => isOurs(row.clientState));
    const counts = { rows: rows.length, malformed, repeated, beyond, forged: received.rows.length - rows.length };
    const wait = rows.length > 0 ? sources.take(incoming.source ?? '', rows.length) : undefined;
    if (wait !== undefined || waiting + rows.length > MOST_WAITING) {
      told?.({ ...none, outcome: 'too-many' });
      return { status: 429, why: 'Too many notifications at once.', retryAfter: Math.ceil((wait ?? 0) / 1000) + 1 };
    }
    waiting += rows.length;
    try {
      if (rows.length > 0) await within(options.keep(rows), keepWithinMs, tooLate);
    } catch (cause) {
      told?.({ ...counts, outcome: 'not-kept' }, cause);
      return { status: 503, why: 'Nothing can be kept at the moment.' };
    } finally {
      waiting -= rows.length;
    }
    told?.({ ...counts, outcome: 'kept' });
    return { status: 202 };
  };
}

function tooLate(): never {
  throw new Error('The store did not answer in time.');
}
