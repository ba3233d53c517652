import { AppError, type ProblemCode } from '../domain/errors';
import type { Subject } from '../domain/subject';

/** Graph takes up to a day for a report; Teams keeps it for a year. */
const READY_AFTER = 24 * 3_600_000;
export const GONE_AFTER = 365 * 24 * 3_600_000;

/** States of an event in which nobody is to be read about. */
export const withoutPeople: readonly ProblemCode[] = [
  'not-started',
  'still-running',
  'report-not-ready',
  'no-report',
  'report-gone',
  'event-canceled',
  'event-draft',
  'no-sessions',
];

/** The state of what has no report. */
export function withoutReport({ title, phase, start, end }: Subject, now: number): AppError {
  const at = phase === 'coming' ? start : end;
  const details = { title, ...(at && { at: at.at }) };
  const since = end ? now - Date.parse(end.at) : 0;
  return new AppError(stateOf(phase, since), details);
}

function stateOf(phase: Subject['phase'], since: number): ProblemCode {
  if (phase === 'coming') return 'not-started';
  if (phase === 'running') return 'still-running';
  if (phase === 'ended' && since < READY_AFTER) return 'report-not-ready';
  return unpublished(phase) ?? (since > GONE_AFTER ? 'report-gone' : 'no-report');
}

export function unpublished(status: string): ProblemCode | undefined {
  if (status === 'draft') return 'event-draft';
  return status === 'canceled' ? 'event-canceled' : undefined;
}
