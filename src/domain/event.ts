import type { EventTime } from './time';

export type EventKind = 'webinar' | 'townhall';

/** Somebody as an event names them; `id` is the Entra object id. */
export interface Person {
  id?: string;
  name?: string;
}

/** Somebody of the directory. */
export interface DirectoryPerson extends Person {
  /** Where there is none, the name to sign in with. */
  email?: string;
}

export interface ExternalEventInformation {
  applicationId?: string;
  externalEventId?: string;
}

/** A webinar or town hall (Graph: virtualEventWebinar, virtualEventTownhall). */
export interface VirtualEvent {
  kind: EventKind;
  id: string;
  title: string;
  /** Plain text; Graph sends a string or an itemBody. */
  description?: string;
  /** draft, published, canceled, or a word Graph adds later. */
  status: string;
  start?: EventTime;
  end?: EventTime;
  organizer?: Person;
  coOrganizers: Person[];
  /** Whom Graph itself named organiser or co-organiser of this event, by answering a role query for that person. */
  confirmedRoles: { personId: string; role: EventRole }[];
  audience?: string;
  capacity?: number;
  isInviteOnly?: boolean;
  isRegistrationRequired?: boolean;
  /** Given to organisers and co-organisers only. */
  externalEventInformation: ExternalEventInformation[];
}

export type EventRole = 'organizer' | 'coOrganizer';

/** Graph has no "live" or "ended": the phase is read from the status and the times. */
export type EventPhase = 'draft' | 'canceled' | 'coming' | 'running' | 'ended' | 'unscheduled';

/** Where an event or session stands at `now` (milliseconds). Without an end, an event that has started counts as running for 24 hours. */
export function phaseOf(
  it: { status?: string; start?: EventTime | undefined; end?: EventTime | undefined },
  now: number,
): EventPhase {
  if (it.status === 'draft') return 'draft';
  if (it.status === 'canceled') return 'canceled';
  if (!it.start) return it.end && Date.parse(it.end.at) <= now ? 'ended' : 'unscheduled';
  const start = Date.parse(it.start.at);
  const end = it.end ? Date.parse(it.end.at) : start + LONGEST_WITHOUT_END;
  if (now < start) return 'coming';
  return now < end ? 'running' : 'ended';
}

const LONGEST_WITHOUT_END = 24 * 3_600_000;

/** Parts of a list of events that can be asked for. */
export const eventFilters = [
  'all',
  'coming',
  'past',
  'today',
  'live',
  'canceled',
  'draft',
  'webinars',
  'townhalls',
] as const;
export type EventFilter = (typeof eventFilters)[number];
