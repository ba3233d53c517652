import type { ProblemDetails } from '../domain/errors';
import type { CardContext } from './card';

/** What a problem card says: what happened, why, and what to do or who can. */
export interface ProblemWords {
  title: string;
  what: string;
  why?: string;
  fix: string;
}

/** Words that depend on nothing, or on what is known of the trouble and on who reads them. */
export type Words = ProblemWords | ((details: ProblemDetails, context: CardContext) => ProblemWords);
