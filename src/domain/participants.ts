import type { PartialRead } from './partial-read';
import type { Subject } from './subject';
import type { Iso } from './time';

/** One person of a report, records and devices united. */
export interface Participant {
  /** Null where Graph gives none; never invented. */
  name: string | null;
  email: string | null;
  role: string;
  /** How Graph identifies the person. */
  identity: 'member' | 'guest' | 'anonymous' | 'dial-in';
  /** Entra id, or the id Graph gave a guest; null where it gave none. Never shown. */
  personId: string | null;
  /** Graph's, as the record names it; null where it names none. Never shown. */
  registrationId: string | null;
  /** Of the first record, where Graph gives neither id nor registration; null where it gives that neither. Never shown. */
  recordId: string | null;
  /** Home tenant of the person; null where Graph gives none. */
  tenantId: string | null;
  /** Time in the event; null is unknown. */
  seconds: number | null;
  /** Share of the window, 0 to 1; null is unknown. */
  share: number | null;
  firstJoin: Iso | null;
  lastLeave: Iso | null;
  late: boolean;
  leftEarly: boolean;
  stayedToEnd: boolean;
  brief: boolean;
  /** Came without a registration of any status; only where registrations were read and joined. */
  walkIn?: true;
}

export const participantSorts = ['name', 'time', 'join', 'leave', 'role'] as const;
export type ParticipantSort = (typeof participantSorts)[number];

export const participantFilters = [
  'all',
  'late',
  'left-early',
  'stayed',
  'brief',
  'presenters',
  'guests',
  'external',
  'anonymous',
  'dial-in',
  'walk-ins',
  'no-shows',
] as const;
export type ParticipantFilter = (typeof participantFilters)[number];
/** One, or two of which both must hold. */
export type ParticipantFilters = ParticipantFilter | `${ParticipantFilter}+${ParticipantFilter}`;

/** The filters in a text such as `late+guests`; undefined for anything else. */
export function readFilters(text: string): ParticipantFilter[] | undefined {
  const named = text.split('+');
  const known = named.filter((one): one is ParticipantFilter =>
    (participantFilters as readonly string[]).includes(one),
  );
  const [first, second, third] = known;
  const isPair = second !== undefined && third === undefined && first !== second && !known.includes('all');
  return known.length === named.length && (known.length === 1 || isPair) ? known : undefined;
}

export function isParticipantFilters(text: string): text is ParticipantFilters {
  return readFilters(text) !== undefined;
}

/** Somebody in a list; the key is opaque and names them to a button. */
export type ListedParticipant = Participant & { key: string };

/** One page of a sorted, filtered list of people. Personal chat only. */
export interface ParticipantsAnswer extends PartialRead {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  /** How many reports were merged. */
  reports: number;
  people: ListedParticipant[];
  /** From 1. */
  page: number;
  pages: number;
  /** People who match filter and find. */
  matching: number;
  /** People in the report. */
  attended: number;
  sort: ParticipantSort;
  filter: ParticipantFilters;
  find: string;
}
