import { randomUUID } from 'node:crypto';
import { isAppError } from '../domain/errors';
import { dropOldest } from '../domain/newest';

/** What keeps a form that is sent twice from making two things. In memory only: a restart forgets, and the list in Graph is looked at all the same. */
export interface SentForms {
  /** Says which form is meant when it comes back. */
  token(): string;
  /**
   * Runs what one key stands for, until it succeeds, and gives everybody who sends the same the same outcome. `again` is true where an earlier run may
   * have done it without saying so.
   */
  send<Outcome>(key: string, run: (again: boolean) => Promise<Outcome>): Promise<Outcome>;
  /** Runs what one key stands for one after the other: of two forms alike the second finds what the first made. */
  inTurn<Outcome>(key: string, run: () => Promise<Outcome>): Promise<Outcome>;
}

const KEPT_MS = 24 * 3_600_000;
const MOST_KEPT = 2000;

interface Sent {
  at: number;
  outcome: Promise<unknown>;
  failed: boolean;
  unsure: boolean;
}

/** `now` in milliseconds. */
export function createSentForms({ now, token = randomUUID }: { now: () => number; token?: () => string }): SentForms {
  const kept = new Map<string, Sent>();
  const turns = new Map<string, Promise<unknown>>();

  return {
    token,
    send<Outcome>(key: string, run: (again: boolean) => Promise<Outcome>): Promise<Outcome> {
      const time = now();
      dropOldest(kept, MOST_KEPT - 1, ({ at }) => time - at >= KEPT_MS);
      const known = kept.get(key);
      if (known && !known.failed) return known.outcome as Promise<Outcome>;
      const unsure = known?.unsure ?? false;
      const outcome = run(unsure);
      const sent: Sent = { at: time, outcome, failed: false, unsure };
      kept.delete(key);
      kept.set(key, sent);
      outcome.catch((error: unknown) => {
        sent.failed = true;
        sent.unsure ||= !isAppError(error) || error.code === 'create-unsure';
      });
      return outcome;
    },
    inTurn<Outcome>(key: string, run: () => Promise<Outcome>): Promise<Outcome> {
      const turn = (turns.get(key) ?? Promise.resolve()).then(run, run);
      const done = (): void => {
        if (turns.get(key) === turn) turns.delete(key);
      };
      turns.set(key, turn);
      turn.then(done, done);
      return turn;
    },
  };
}
