import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../domain/time';
import type { Store } from '../store/store';

/** Work that comes round by itself, in one process at a time. */
export interface Rounds {
  /**
   * The first round at once, the next ones so long after. `each`: in every process; else one that another process did just before is left out. The
   * work is told whether it is the first here.
   */
  begin(name: string, everyMs: number, work: (isStart: boolean) => Promise<unknown>, options?: { each?: true }): void;
  /** No more rounds; resolves when none runs. */
  end(): Promise<void>;
}

export interface RoundsOptions {
  store: Pick<Store, 'transaction'>;
  /** Of this process. */
  holder: string;
  now: () => Instant;
  /** 0 to 1. */
  random: () => number;
  log: { warn(event: string, facts?: object): void };
}

/** Of the process, whatever the tenant. */
const NOBODYS = '';
/** So far rounds are moved, that processes started together do not ask Graph together. */
const JITTER = 0.1;
/** After a failure. */
const AGAIN_MS = 30_000;
/** A round that takes longer may be done by another process too: nothing is told twice for that. */
const LEASE_MS = 30 * 60_000;

export function createRounds({ store, holder, now, random, log }: RoundsOptions): Rounds {
  const stopping = new AbortController();
  const running: Promise<void>[] = [];

  /** False when another process does it, or just did. */
  const mayBegin = (name: string, everyMs: number, isStart: boolean): Promise<boolean> =>
    store.transaction(async tx => {
      const last = await tx.marks.get(NOBODYS, name);
      if (!isStart && last !== undefined && last > now() - everyMs * (1 - 2 * JITTER)) return false;
      return tx.leases.take(NOBODYS, name, holder, LEASE_MS);
    });
  const turn = async (name: string, everyMs: number, work: () => Promise<unknown>, isStart: boolean): Promise<void> => {
    if (!(await mayBegin(name, everyMs, isStart))) return;
    try {
      await work();
      await store.transaction(tx => tx.marks.advance(NOBODYS, name, now()));
    } finally {
      await store.transaction(tx => tx.leases.release(NOBODYS, name, holder));
    }
  };

  return {
    begin(name, everyMs, work, { each } = {}) {
      const run = async (): Promise<void> => {
        let isStart = true;
        while (!stopping.signal.aborted) {
          let wait = everyMs * (1 - JITTER + 2 * JITTER * random());
          try {
            await (each ? work(isStart) : turn(name, everyMs, () => work(isStart), isStart));
            isStart = false;
          } catch (error) {
            wait = Math.min(wait, AGAIN_MS);
            log.warn('a round failed', { round: name, error });
          }
          await delay(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
        }
      };
      running.push(run());
    },
    async end() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
