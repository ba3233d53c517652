import { randomUUID } from 'node:crypto';
import type { Thresholds } from '../domain/attendance';
import type { EventSourceFor } from '../domain/sources';
import type { SubscriptionSource } from '../domain/subscriptions';
import type { Instant } from '../domain/time';
import { addLook, LOOK_JOB } from '../store/looks';
import type { Store } from '../store/store';
import { createKeptLines, type Lines } from './call-quality';
import { createHints } from './hints';
import { addInboxJob, keepRows, readEvent, readInboxRow } from './inbox';
import { EVENT_JOB, INBOX_JOB } from './jobs';
import { look, type Looked, type LookRef } from './look';
import { AHEAD, sweepPeople, type Round, type RoundOptions } from './round';
import { createRounds } from './rounds';
import type { NotificationRow } from './row';
import { createRights, type RightOf } from './rights';
import { createRuns } from './runs';
import { createSubscribing } from './subscribing';

/** The part of the log that is used; facts name nobody. */
export interface FindingLog {
  debug(event: string, facts?: object): void;
  info(event: string, facts?: object): void;
  warn(event: string, facts?: object): void;
}

export interface FindingOptions {
  store: Store;
  /** What it makes is asked for in the background. */
  sourceFor: EventSourceFor;
  now: () => Instant;
  random: () => number;
  log: FindingLog;
  /** Milliseconds between two rounds; 10 minutes. */
  sweepMs?: number;
  /** Milliseconds that one look may take. */
  lookMs?: number;
  /** Milliseconds that reading how a call was may take. */
  lineMs?: number;
  /** Absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  /** Only where Graph can reach Rollcall; without it the rounds alone find everything. */
  subscribing?: {
    tenantId: string;
    source: SubscriptionSource;
    /** An origin that Graph reaches; asked for in each round. */
    publicUrl: () => string;
    secret: string;
    /** 15 minutes. */
    everyMs?: number;
  };
  /** A look that led to messages: `notification` when Graph had told of it. */
  told?: (found: { by: 'notification' | 'sweep'; intended: number }) => void;
}

/** Finds out by itself that a session has ended and has a report, for everybody who watches it. */
export interface Finding {
  /** Works jobs, and begins its rounds with one over the last 30 days; waits for neither. */
  start(): Promise<void>;
  /** Ends the rounds, the running one too. Jobs end with the store. */
  stop(): Promise<void>;
  /** Rows and their jobs, durable once it resolves. */
  keep(rows: NotificationRow[]): Promise<void>;
  /** What is watched has changed: subscriptions follow within seconds. */
  subscribeSoon(): void;
  /** One round now, whoever else did one just before. */
  sweepNow(): Promise<Round>;
  lookNow(ref: LookRef): Promise<Looked>;
  /** Asked for again before what waited is posted. */
  rightOf: RightOf;
  state(): FindingState;
}

/** For doctor and metrics. */
export interface FindingState {
  /** False where there is no public https address. */
  subscribing: boolean;
  /** When the last round of this process ended. */
  sweptAt?: Instant;
  subscribedAt?: Instant;
  /** Events whose reports are told to another address. */
  blocked: number;
  /** People whose events could not be read in the last round. */
  unread: number;
}

const SWEEP = 10 * 60_000;
/** Below the lease of its job: the same look never runs twice beside itself. */
const LONGEST_LOOK = 4 * 60_000;
const SUBSCRIBE = 15 * 60_000;
/** Due sessions and unread rows whose job was lost: so many at a time, so long after they were due. */
const LOST_AT_ONCE = 500;
const LOST_AFTER = 60_000;
const LOOKS_TOGETHER = 4;
const ROWS_TOGETHER = 4;

export function createFinding(options: FindingOptions): Finding {
  const {
    store,
    sourceFor,
    now,
    random,
    log,
    sweepMs = SWEEP,
    lookMs = LONGEST_LOOK,
    lineMs,
    subscribing: asked,
    told,
  } = options;
  const holder = randomUUID();
  const runs = createRuns({ sourceFor, now });
  const state: FindingState = { subscribing: asked !== undefined, blocked: 0, unread: 0 };
  const onError = (error: unknown): void => {
    log.warn('could not read the events of a watch', { error });
  };
  // What ends between two rounds is known before it does.
  const round = { store, runs, now, onError, aheadMs: Math.max(AHEAD, sweepMs * 1.2) };
  const thresholds = options.thresholds && { thresholds: options.thresholds };
  const subscribing = asked && createSubscribing({ ...asked, store, runs, holder, now, random });
  const tenantId = asked?.tenantId ?? '';
  const hints = createHints(now);
  const lines: Lines = {
    kept: createKeptLines(now),
    failed: error => {
      log.warn('could not read how a call was', { error });
    },
    ...(lineMs !== undefined && { longestMs: lineMs }),
  };

  const lookNow = async (ref: LookRef, signal?: AbortSignal): Promise<Looked> => {
    const read = hints.take(ref.tenant, ref.reportHome);
    const soon = AbortSignal.timeout(lookMs);
    const looked = await look(
      ref,
      { store, runs, now, read, lines, ...thresholds },
      signal ? AbortSignal.any([signal, soon]) : soon,
    );
    const by = hints.settle(ref.tenant, ref.reportHome) ? 'notification' : 'sweep';
    log.debug('looked for a report', { ...looked, by });
    if (looked.intended > 0) told?.({ by, intended: looked.intended });
    return looked;
  };
  const sweep = async (isStart: boolean): Promise<Round> => {
    const done = await sweepPeople(round, { isStart });
    await reviveLost();
    state.sweptAt = now();
    state.unread = done.unread;
    log.info('looked for ended sessions', { ...done, isStart });
    return done;
  };
  /** Jobs are made with their rows; one that failed too often is made again here. */
  const reviveLost = (): Promise<void> =>
    store.transaction(async tx => {
      for (const session of await tx.upkeep.dueSessions(LOST_AT_ONCE)) await addLook(tx, session, 'now');
      for (const row of await tx.upkeep.unreadBefore(now() - LOST_AFTER, LOST_AT_ONCE)) await addInboxJob(tx, row);
    });
  const subscribe = async (): Promise<'held' | undefined> => {
    const done = await subscribing?.round();
    if (!done) return 'held';
    state.subscribedAt = now();
    state.blocked = done.blocked.length;
    const { failures, blocked, ...counts } = done;
    log.info('kept subscriptions', { ...counts, blocked: blocked.length, failed: failures.length });
    for (const { doing, code, cause } of failures) log.warn('a subscription failed', { doing, code, error: cause });
    return undefined;
  };
  let subscribeSoon = (): void => undefined;
  const rounds = createRounds({ store, holder, now, random, log });

  return {
    async start() {
      await store.jobs.work(
        LOOK_JOB,
        async (data, { signal }) => {
          await lookNow(data as Record<keyof LookRef, string>, signal);
        },
        { concurrency: LOOKS_TOGETHER },
      );
      await store.jobs.work(
        EVENT_JOB,
        async data => {
          const { tenant, kind, id, sessionId } = data as Record<'tenant' | 'kind' | 'id' | 'sessionId', string>;
          const hinted: RoundOptions['hinted'] = (home, personId, read) => {
            hints.add(tenant, home, personId, read);
          };
          await readEvent(tenant, { kind, id, sessionId }, { ...round, hinted });
        },
        { concurrency: LOOKS_TOGETHER },
      );
      await store.jobs.work(
        INBOX_JOB,
        data => readInboxRow(String(data.tenant), String(data.id), { store, tenantId, onLifecycle }),
        { concurrency: ROWS_TOGETHER },
      );
      rounds.begin('sweep', sweepMs, sweep);
      if (asked) subscribeSoon = rounds.begin('subscribe', asked.everyMs ?? SUBSCRIBE, subscribe, { each: true });
    },
    stop: () => rounds.end(),
    keep: rows => keepRows(rows, { store, tenantId }),
    subscribeSoon: () => {
      subscribeSoon();
    },
    sweepNow: () => sweep(false),
    lookNow: ref => lookNow(ref),
    rightOf: createRights({ store, runs, now }),
    state: () => ({ ...state }),
  };

  async function onLifecycle(id: string, event: string): Promise<void> {
    if ((await subscribing?.lifecycle(id, event)) === 'missed') await sweep(false);
  }
}
