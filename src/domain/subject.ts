import type { EventKind, EventPhase, EventRole } from './event';
import type { EventTime } from './time';

/** What an answer is about, in the words a card needs and the ids a button needs. */
export interface Subject {
  kind: EventKind | 'meeting';
  /** Event or meeting id. */
  id: string;
  title: string;
  sessionId?: string;
  /** Where the event has several sessions. */
  sessionTitle?: string;
  start?: EventTime;
  end?: EventTime;
  phase: EventPhase;
  /** How the asker comes to see it. */
  role: EventRole;
}
