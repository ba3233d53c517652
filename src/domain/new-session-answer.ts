import type { ProblemCode, ProblemDetails } from './errors';
import type { SessionForm } from './new-session-form';
import type { NewSessionFault } from './new-session-shape';
import type { Session } from './session';
import type { Subject } from './subject';

/** The form for a new session: newly suggested, or as it was filled in with what is wrong. */
export interface NewSessionAnswer {
  /** The event. */
  subject: Subject;
  /** Which form this is: sent twice it creates once. */
  token: string;
  /** Absent where a file was given in its place. */
  form?: SessionForm;
  faults: readonly NewSessionFault[];
  problem?: { code: ProblemCode; details: ProblemDetails };
}

export interface SessionCreated {
  created: true;
  subject: Subject;
  session: Session;
}
