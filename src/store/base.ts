import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables';

/** What every repository is made of: one open transaction, the clock, and which database it is. */
export interface Base {
  db: Kysely<Tables>;
  kind: 'sqlite' | 'postgres';
  /** Milliseconds. */
  now: () => number;
  /** How long after its end a session is looked at, in milliseconds, ascending; LOOKS_AFTER unless given. */
  looksAfter?: readonly number[];
}

/** A row's own id. */
export const createId = (): string => randomUUID();
