import type { EnvReader } from './reader';

const MINUTE = 60_000;

/** From when on somebody is late, left early, stayed briefly or saw nearly all of it; what is absent has the default of docs/metrics.md. */
export interface Counted {
  /** Milliseconds. */
  readonly graceMs?: number;
  /** Milliseconds. */
  readonly briefMs?: number;
  /** 0 to 1. */
  readonly completedShare?: number;
}

const MOST_GRACE = 60;
const MOST_BRIEF = 240;

/** Every variable that `readCounted` reads. */
export const countVariables = ['COUNT_GRACE_MINUTES', 'COUNT_BRIEF_MINUTES', 'COUNT_COMPLETED_PERCENT'] as const;

/** Undefined where nothing is set. */
export function readCounted(read: EnvReader): Counted | undefined {
  const grace = read.integer('COUNT_GRACE_MINUTES', 0, MOST_GRACE);
  const brief = read.integer('COUNT_BRIEF_MINUTES', 1, MOST_BRIEF);
  const completed = read.integer('COUNT_COMPLETED_PERCENT', 1, 100);
  if (grace === undefined && brief === undefined && completed === undefined) return undefined;
  return {
    ...(grace !== undefined && { graceMs: grace * MINUTE }),
    ...(brief !== undefined && { briefMs: brief * MINUTE }),
    ...(completed !== undefined && { completedShare: completed / 100 }),
  };
}
