import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../domain/time';
import type { Store } from '../store/store';
import { HELD_MS, withLease } from './held-lease';

/** Work that comes round by itself, in one process at a time. */
export interface Rounds {
  /**
   * The first round at once, the next ones so long after. `each`: in every process; else one that another process did just before is left out. The
   * work is told whether it is the first here, and says `held` where another process is at it. Returns what brings the next round forward.
   */
  begin(
    name: string,
    everyMs: number,
    work: (isStart: boolean) => Promise<unknown>,
    options?: { each?: true },
  ): () => void;
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
  /** How long a process that was killed in a round keeps others from it, in milliseconds. */
  leaseMs?: number;
}

/** Of the process, whatever the tenant. */
const NOBODYS = '';
/** So far rounds are moved, that processes started together do not ask Graph together. */
const JITTER = 0.1;
/** After a failure. */
const AGAIN_MS = 30_000;
/** From a wish for a round to it: what is wished for together is done together. */
const SOON_MS = 1_000;

export function createRounds({ store, holder, now, random, log, leaseMs = HELD_MS }: RoundsOptions): Rounds {
  const stopping = new AbortController();
  const running: Promise<void>[] = [];

  /** `held` while another process does it; nothing is done where one did it after `since`. */
  const turn = async (name: string, work: () => Promise<unknown>, since: Instant): Promise<unknown> => {
    const last = await store.transaction(tx => tx.marks.get(NOBODYS, name));
    if (last !== undefined && last > since) return undefined;
    return withLease(store, { tenant: NOBODYS, name, holder, ms: leaseMs }, async () => {
      await work();
      await store.transaction(tx => tx.marks.advance(NOBODYS, name, now()));
    });
  };

  return {
    begin(name, everyMs, work, { each } = {}) {
      let hurry = new AbortController();
      const run = async (): Promise<void> => {
        let isStart = true;
        const beganAt = now();
        while (!stopping.signal.aborted) {
          // A wish that comes while a round runs may be about what it has read already.
          hurry = new AbortController();
          let wait = everyMs * (1 - JITTER + 2 * JITTER * random());
          try {
            const since = isStart ? beganAt : now() - everyMs * (1 - 2 * JITTER);
            const did = await (each ? work(isStart) : turn(name, () => work(isStart), since));
            if (did === 'held') wait = Math.min(wait, leaseMs);
            else isStart = false;
          } catch (error) {
            wait = Math.min(wait, AGAIN_MS);
            log.warn('a round failed', { round: name, error });
          }
          await pause(wait, AbortSignal.any([stopping.signal, hurry.signal]));
          if (hurry.signal.aborted) await pause(SOON_MS, stopping.signal);
        }
      };
      running.push(run());
      return () => {
        hurry.abort();
      };
    },
    async end() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Resolves then, or as soon as the signal says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
