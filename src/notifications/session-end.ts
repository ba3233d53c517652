import type { Session } from '../domain/session';
import type { Instant } from '../domain/time';

/** Without an end, a session that has started counts as running for so long. */
const LONGEST_WITHOUT_END = 24 * 3_600_000;

/** When a session ended or is meant to; undefined where it has no time. */
export function endOf({ start, end }: Pick<Session, 'start' | 'end'>): Instant | undefined {
  if (end) return Date.parse(end.at);
  return start && Date.parse(start.at) + LONGEST_WITHOUT_END;
}
