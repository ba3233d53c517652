import type { ProblemCode } from './errors';
import type { Participant } from './participants';
import type { Roster } from './roster';
import type { Certainty } from './same-person';
import type { Subject } from './subject';
import type { Iso } from './time';
import { sittingsOf, type Sitting } from './timeline';

type Times = Pick<
  Participant,
  'seconds' | 'share' | 'firstJoin' | 'lastLeave' | 'late' | 'leftEarly' | 'stayedToEnd' | 'brief'
>;

/** One person in one event, over all its reports that were read. */
export interface PersonEvent extends Times {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  /** How many reports were merged. */
  reports: number;
  role: string;
  /** A window each; none where no join and leave is known. */
  sittings: Sitting[];
  /** The one that a record of this person matches; absent where the event has none or they were not looked at. */
  registration?: PersonRegistration | null;
  /** Why registrations could not be read. */
  registrationUnread?: ProblemCode;
  incomplete?: true;
}

export interface PersonRegistration {
  /** As Graph wrote it. */
  status: string;
  registeredAt: Iso | null;
}

/** One person, in one event or across events. Personal chat only. */
export interface PersonAnswer {
  /** Opaque; how a button goes on with this person. */
  key: string;
  name: string | null;
  email: string | null;
  identity: Participant['identity'];
  certainty: Certainty;
  /** Newest first. */
  events: PersonEvent[];
  /** Only where events were searched. */
  search?: EventSearch;
  /** Where `key` is understood: the event, and the report where the key is a place in it. */
  of: { subject: Subject; report?: string };
}

/** Events that one search looks through. */
export const EVENTS_A_SEARCH = 20;

/** Which of the asker's events were looked through, newest first. */
export interface EventSearch {
  /** From 1: the first is of the newest events. */
  page: number;
  pages: number;
  /** The asker's events that have begun. */
  begun: number;
  /** Of this page: those with people to look through. */
  read: number;
  /** Of this page: titles of those whose people could not be read, or not to the end, and why. */
  unread: { title: string; code: ProblemCode }[];
}

/** Somebody who may be meant. */
export interface PersonChoice {
  key: string;
  /** The event by which the key is understood. */
  subject: Subject;
  name: string | null;
  email: string | null;
  identity: Participant['identity'];
  role: string;
  seconds: number | null;
  firstJoin: Iso | null;
  /** In how many events. */
  events: number;
  /** From 1. */
  number: number;
}

/** Several people fit, or nobody: then those whose names come nearest. Personal chat only. */
export interface PersonChoiceAnswer {
  code: 'which-one' | 'person-not-found';
  asked: string;
  choices: PersonChoice[];
  /** How many fit. */
  matching: number;
  /** Where was looked: one event, or the events of a search. */
  subject?: Subject;
  search?: EventSearch;
  incomplete?: true;
}

/** One person of a roster, without the registration. */
export function personEvent(
  roster: Roster,
  index: number,
  head: Pick<PersonEvent, 'subject' | 'report' | 'reports'>,
): PersonEvent {
  const { role, seconds, share, firstJoin, lastLeave, late, leftEarly, stayedToEnd, brief } = roster.participant(index);
  const times = { seconds, share, firstJoin, lastLeave, late, leftEarly, stayedToEnd, brief };
  return { ...head, role, ...times, sittings: sittingsOf(roster.windows, roster.stays(index)) };
}
