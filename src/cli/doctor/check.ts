import { within } from '../../within';

/** What one look came to. `note`: Rollcall works, though not as well as it could. `broken`: it would not. */
export interface Check {
  what: string;
  state: 'ok' | 'note' | 'broken';
  /** What was found, in a sentence without a secret. */
  found: string;
  fix?: string;
  /** What can be copied: commands, each with what it is for before it. */
  lines?: string[];
}

/** Looks for this long at most; what takes longer is broken. */
export const PATIENCE = 10_000;

/** Rejects when it takes longer than that. */
export function inTime<T>(work: Promise<T>, ms = PATIENCE): Promise<T> {
  return within(work, ms, () => {
    throw new Error('it took too long');
  });
}
