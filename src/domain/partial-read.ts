import type { ProblemCode } from './errors';

/** How far records could be read: nothing where all of them were. */
export interface PartialRead {
  incomplete?: true;
  recordsRead?: number;
  incompleteBecause?: ProblemCode;
}

/** How far the sessions of a call could be read: nothing where all of them were. No reason where there were too many. */
export interface PartialCall {
  incomplete?: true;
  sessionsRead?: number;
  incompleteBecause?: ProblemCode;
}
