import type { ProblemCode, ProblemDetails } from './errors';
import type { Subject } from './subject';

/** What an answer is made of, in the order in which it is read. */
export type LookedAt = 'event' | 'meeting' | 'sessions' | 'reports' | 'records' | 'registrations';

/** One look at Graph; `code` is null where it gave what was asked for. */
export interface Look {
  at: LookedAt;
  code: ProblemCode | null;
}

/** Why there is no attendance of something, or that nothing is in its way. */
export interface Diagnosis {
  subject: Subject;
  /** Ends with the first that failed. */
  looks: Look[];
  cause: ProblemCode | null;
  /** Of the cause. */
  details: ProblemDetails;
}
