import { AppError } from '../domain/errors';

/** Graph's limit for virtual events: reads per app in a sliding window, over all tenants. */
const READS_PER_WINDOW = 750;
const WINDOW_MS = 30_000;
/**
 * Graph's limit for call records: requests per app and tenant. Its limits for one call and for the list (40 in 20 seconds) are not counted here: pages
 * come one after another, at most one ahead, so that hardly a call meets them; where one does, Graph says for how long, and call records alone wait.
 */
export const CALL_RECORDS_BUDGET = { reads: 1_500, windowMs: 20_000 };
/** Share of the window that background work leaves to people's questions. */
const KEPT_FOR_PEOPLE = 0.2;
/** However long a server asks to wait, everybody is held back for no longer than this. */
const LONGEST_PAUSE_MS = 10 * 60_000;

export interface Budget {
  /**
   * Waits until `reads` more requests may go out. Throws `throttled` when Graph asked everybody to pause for longer than `patienceMs`, and the
   * signal's reason when aborted.
   */
  take(reads: number, options?: TakeOptions): Promise<void>;
  /** Holds every caller back: Graph answered 429. */
  pause(ms: number): void;
}

export interface TakeOptions {
  background?: boolean | undefined;
  signal?: AbortSignal | undefined;
  patienceMs?: number | undefined;
}

export interface BudgetOptions {
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  reads?: number;
  windowMs?: number;
}

interface Waiter {
  reads: number;
  patienceMs: number;
  admit: () => void;
  refuse: (error: unknown) => void;
}

/** One budget shared by all callers: first come, first served among people, then among background work. */
export function createBudget({
  now,
  sleep,
  reads: limit = READS_PER_WINDOW,
  windowMs = WINDOW_MS,
}: BudgetOptions): Budget {
  const spent: { at: number; reads: number }[] = [];
  const people: Waiter[] = [];
  const background: Waiter[] = [];
  const backgroundLimit = Math.max(1, Math.floor(limit * (1 - KEPT_FOR_PEOPLE)));
  let used = 0;
  let pausedUntil = 0;
  let alarm: { at: number; controller: AbortController } | undefined;

  function pump(): void {
    const time = now();
    for (let oldest = spent[0]; oldest && oldest.at <= time - windowMs; oldest = spent[0]) {
      used -= oldest.reads;
      spent.shift();
    }
    if (pausedUntil > time) refuseTheImpatient(pausedUntil - time);
    else while (admitNext(time));
    setAlarm(time);
  }

  function admitNext(time: number): boolean {
    const queue = people.length > 0 ? people : background;
    const next = queue[0];
    if (!next || used + next.reads > limitOf(queue)) return false;
    queue.shift();
    used += next.reads;
    spent.push({ at: time, reads: next.reads });
    next.admit();
    return true;
  }

  function limitOf(queue: Waiter[]): number {
    return queue === people ? limit : backgroundLimit;
  }

  function refuseTheImpatient(pauseMs: number): void {
    for (const queue of [people, background]) {
      for (const waiter of queue.filter(one => one.patienceMs < pauseMs)) {
        queue.splice(queue.indexOf(waiter), 1);
        waiter.refuse(new AppError('throttled', { retryAfterSeconds: Math.ceil(pauseMs / 1000) }));
      }
    }
  }

  /** Wakes up when the first in line can go, if anybody is in line. */
  function setAlarm(time: number): void {
    const queue = people.length > 0 ? people : background;
    const next = queue[0];
    const at = !next ? undefined : pausedUntil > time ? pausedUntil : roomAt(next.reads, limitOf(queue));
    if (at === alarm?.at) return;
    alarm?.controller.abort();
    alarm = undefined;
    if (at === undefined) return;
    const controller = new AbortController();
    alarm = { at, controller };
    sleep(Math.max(1, at - time), controller.signal).then(
      () => {
        if (alarm?.controller === controller) alarm = undefined;
        pump();
      },
      () => undefined,
    );
  }

  function roomAt(reads: number, most: number): number {
    let missing = used + reads - most;
    for (const one of spent) {
      missing -= one.reads;
      if (missing <= 0) return one.at + windowMs;
    }
    return now() + windowMs;
  }

  return {
    async take(reads, { background: isBackground = false, signal, patienceMs = Infinity } = {}) {
      signal?.throwIfAborted();
      const queue = isBackground ? background : people;
      let leave: (() => void) | undefined;
      try {
        await new Promise<void>((admit, refuse) => {
          const waiter = { reads: Math.min(reads, limitOf(queue)), patienceMs, admit, refuse };
          queue.push(waiter);
          leave = () => {
            const index = queue.indexOf(waiter);
            if (index >= 0) queue.splice(index, 1);
            refuse(signal?.reason as Error);
            pump();
          };
          signal?.addEventListener('abort', leave, { once: true });
          pump();
        });
      } finally {
        if (leave) signal?.removeEventListener('abort', leave);
      }
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + Math.min(ms, LONGEST_PAUSE_MS));
      pump();
    },
  };
}
