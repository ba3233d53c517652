import type { Subject } from './subject';

/** What a search in the compose box found: the event, session or meeting that is put into a conversation. Nothing of it is about a person. */
export interface FoundSubject {
  subject: Subject;
  /** It was found by somebody who came: the card leads to the people, in private. */
  people?: true;
  /** How many sessions the event has; null where that is not known yet. */
  sessions: number | null;
  /** How many came by the newest report; null where that is not known yet. */
  attended: CameTo | null;
  /** One of many that Teams is sent at once: fewer buttons. */
  brief?: true;
}

/** People of one report. */
export interface CameTo {
  people: number;
  /** Rollcall's own count, or Graph's total where nobody asked for attendance yet. */
  by: 'rollcall' | 'graph';
  /** Title of the session that the report is of, where the event has several. */
  session?: string;
}

/** The commands of the message extension that search. */
export const searches = ['searchEvents', 'searchSessions', 'searchPeople'] as const;
export type SearchId = (typeof searches)[number];
