import { setTimeout as delay } from 'node:timers/promises';
import { SEND_JOB } from '../../store/intend';
import type { RowRef } from '../../store/upkeep';
import { createDepartures } from './departures';
import { sendRow, type SendOptions } from './send-row';
import { createTurns } from './turns';
import { askAgain, tellOwners } from './unsure';

export interface PostingOptions extends Omit<SendOptions, 'sleep' | 'turn' | 'departures' | 'onUnknown'> {
  sleep?: (ms: number) => Promise<void>;
  /** Milliseconds between rounds. */
  everyMs?: number;
}

/** What takes summaries from the outbox to Teams. */
export interface Posting {
  /** Picks up what an earlier process left, then sends what is due, as it comes due. */
  start(): Promise<void>;
  /** No more rounds; what is being sent is the store's to wait for, with its jobs. */
  stop(): Promise<void>;
}

const EVERY = 60_000;
/** Sends at once, in this process: as many as a tenant may have in a third of a second. */
const AT_ONCE = 10;
const MOST_IN_A_ROUND = 1_000;

/** Sends the rows of the outbox, each once. Every round finds what lost its worker, its job, or the word to its owner. */
export function createPosting(options: PostingOptions): Posting {
  const { store, log, everyMs = EVERY, sleep = (ms: number) => delay(ms) } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;
  const turn = createTurns();
  const departures = createDepartures(options.now);
  const onUnknown = (row: RowRef): Promise<void> => store.transaction(tx => tellOwners(tx, row));

  async function round(): Promise<void> {
    const lost = await store.transaction(tx => tx.upkeep.expireLeases());
    if (lost.unknown + lost.again > 0) log.warn('sends lost their worker', lost);
    for (const row of await store.transaction(tx => tx.upkeep.unknownSends(MOST_IN_A_ROUND))) {
      await onUnknown(row);
      await store.transaction(tx => askAgain(tx, row));
    }
    await store.transaction(async tx => {
      for (const { tenant, id } of await tx.upkeep.dueSends(MOST_IN_A_ROUND))
        await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}` });
    });
  }
  const roundIfNone = (): void => {
    if (running || isStopped) return;
    running = round()
      .catch((error: unknown) => {
        log.error('a round of the outbox failed', { error });
      })
      .finally(() => (running = undefined));
  };

  return {
    async start() {
      await round();
      await store.jobs.work(
        SEND_JOB,
        ({ tenant, id }, { signal }) =>
          sendRow(
            { tenant: String(tenant), id: String(id) },
            { ...options, sleep, turn, departures, onUnknown },
            signal,
          ),
        { concurrency: AT_ONCE },
      );
      timer = setInterval(roundIfNone, everyMs);
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
