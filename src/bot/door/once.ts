import { createHash } from 'node:crypto';
import { dropOldest } from '../../domain/newest';

/** Runs what has one key once, and gives everybody who comes with it the same outcome. */
export type Once = <Outcome>(key: string, run: () => Promise<Outcome>) => Promise<Outcome>;

const MOST_KEPT = 1000;
/** What a sender made longer is remembered by its hash. */
const LONGEST_KEY = 300;

/** Channels deliver again what was not answered in time, with the same id or a new one. An outcome is kept for `keepMs`, or until too many are. */
export function createOnce(keepMs: number, now: () => number): Once {
  const kept = new Map<string, { at: number; outcome: Promise<unknown> }>();
  return <Outcome>(whole: string, run: () => Promise<Outcome>): Promise<Outcome> => {
    const key = whole.length > LONGEST_KEY ? createHash('sha256').update(whole).digest('base64url') : whole;
    const time = now();
    dropOldest(kept, MOST_KEPT - 1, ({ at }) => time - at >= keepMs);
    const known = kept.get(key);
    if (known) return known.outcome as Promise<Outcome>;
    const outcome = run();
    kept.set(key, { at: time, outcome });
    return outcome;
  };
}
