/** What a problem card says: what happened, why, and what to do or who can. */
export interface ProblemWords {
  title: string;
  what: string;
  why?: string;
  fix: string;
}
