import type { EnvReader } from './reader';

const DAY = 24 * 3_600_000;

/** How long rows are kept after they last changed, in milliseconds; what is absent has the store's own period. */
export interface KeptFor {
  readonly inbox?: number;
  readonly outbox?: number;
  readonly finished?: number;
  readonly sessions?: number;
  readonly goneConversations?: number;
  readonly audit?: number;
}

/** Fewest days: a late report would no longer find the message that it updates, a repeated notification would count as new. */
const periods = [
  ['inbox', 'KEEP_NOTIFICATIONS_DAYS', 1],
  ['outbox', 'KEEP_MESSAGES_DAYS', 2],
  ['finished', 'KEEP_SUMMARIES_DAYS', 2],
  ['sessions', 'KEEP_SESSIONS_DAYS', 2],
  ['goneConversations', 'KEEP_GONE_PLACES_DAYS', 1],
  ['audit', 'KEEP_AUDIT_DAYS', 1],
] as const;

const MOST_DAYS = 3_650;

/** Every variable that `readKeptFor` reads. */
export const keepVariables = periods.map(([, variable]) => variable);

/** Undefined where nothing is set. */
export function readKeptFor(read: EnvReader): KeptFor | undefined {
  const set = periods.flatMap(([row, variable, fewest]) => {
    const days = read.integer(variable, fewest, MOST_DAYS);
    return days === undefined ? [] : [[row, days * DAY] as const];
  });
  return set.length === 0 ? undefined : Object.fromEntries(set);
}
