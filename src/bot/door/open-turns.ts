import { within } from '../../within';

/** Turns that the channel waits for. */
export interface OpenTurns<Result> {
  /** The outcome, or what `giveUp` says instead. */
  run(turn: Promise<Result>): Promise<Result>;
  /** Waits for all of them, up to `ms`. */
  settle(ms: number): Promise<void>;
  /** Answers those that are still open. */
  giveUp(result: Result): void;
  running(): number;
}

/** Keeps hold of turns, so that a process that stops leaves none without an answer. */
export function createOpenTurns<Result>(): OpenTurns<Result> {
  const open = new Map<Promise<Result>, (result: Result) => void>();
  return {
    run: turn =>
      new Promise((resolve, reject) => {
        open.set(turn, resolve);
        void turn.then(resolve, reject).finally(() => open.delete(turn));
      }),
    async settle(ms) {
      await within(Promise.allSettled(open.keys()), ms);
    },
    giveUp(result) {
      for (const answer of open.values()) answer(result);
    },
    running: () => open.size,
  };
}
