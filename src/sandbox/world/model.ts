import type { EventKind } from '../../domain/event';
import type { Member, TenantPerson } from './people';
import type { Zone } from './zones';

/** Everything below is plain values in milliseconds; `wire-*.ts` turns them into Graph's shapes. */
export interface TenantEvent {
  kind: EventKind;
  id: string;
  title: string;
  description: string;
  status: 'draft' | 'published' | 'canceled';
  start: number | null;
  end: number | null;
  zone: Zone;
  organizer: Member;
  coOrganizers: Member[];
  presenters: Presenter[];
  audience: 'everyone' | 'organization';
  capacity: number;
  isInviteOnly: boolean;
  invited: TenantPerson[];
  isRegistrationRequired: boolean;
  external: External[];
  sessions: TenantSession[];
  registrations: RegistrationBook | undefined;
  /** Graph refuses the registrations of this event for lack of a permission. */
  registrationsRefused: boolean;
}

export interface Presenter {
  person: Member;
  jobTitle: string;
  company: string;
  bio: string;
}

export interface External {
  applicationId: string;
  externalEventId: string;
}

export interface TenantSession {
  id: string;
  subject: string;
  start: number | null;
  end: number | null;
  zone: Zone;
  /** How this event's session times are written: Graph does both. */
  times: 'iso' | 'zone';
  details: 'sparse' | 'usual' | 'full';
  organizer: Member;
  threadId: string;
  joinWebUrl: string;
  joinMeetingId: string;
  reports: TenantReport[];
  /** What was said when it was made through Graph, under Graph's names. */
  settings?: Record<string, unknown>;
}

/** A report whose records are computed when asked for, one by one: 200,000 of them take no memory. */
export interface TenantReport {
  id: string;
  start: number;
  end: number;
  /** Graph has it from then on. */
  readyAt: number;
  reportedTotal: number;
  count: number;
  record(index: number): TenantRecord;
  external: External[];
}

export interface TenantRecord {
  id?: string;
  identity: {
    id: string | null;
    displayName: string | null;
    tenantId: string | null;
    type?: string;
    azureCommunicationServicesResourceId?: string;
  } | null;
  email: string | null;
  role: string;
  registrationId: string | null;
  /** What another system knows the registration by. */
  externalRegistration?: ExternalRegistration | null;
  stays: Stay[];
  /** Graph's own sum, where it is not the sum of the stays. */
  totalSeconds?: number;
}

/** One time in the room; an end that Graph does not tell is null. */
export interface Stay {
  join: number | null;
  leave: number | null;
}

export type RegistrationStatus = 'registered' | 'canceled' | 'waitlisted' | 'pendingApproval' | 'rejectedByOrganizer';

/** The registrations of one event, computed when asked for. */
export interface RegistrationBook {
  capacity: number;
  isManualApprovalEnabled: boolean;
  isWaitlistEnabled: boolean;
  questions: Question[];
  count: number;
  idOf(index: number): string;
  registration(index: number): TenantRegistration;
}

export interface TenantRegistration {
  id: string;
  person: TenantPerson;
  status: RegistrationStatus;
  registeredAt: number;
  canceledAt: number | null;
  answers: Answer[];
  external: ExternalRegistration | null;
}

export interface ExternalRegistration {
  referrer: string;
  registrationId: string;
}

export interface Question {
  id: string;
  displayName: string;
  isRequired: boolean;
  /** A question of Graph's own, or one of the organiser's. */
  ask:
    | { label: 'jobTitle' | 'organization' | 'countryOrRegion' }
    | { input: 'text' | 'multilineText' | 'singleChoice' | 'multiChoice' | 'boolean'; choices: string[] };
}

export interface Answer {
  questionId: string;
  value: string | null;
  booleanValue: boolean | null;
  multiChoiceValues: string[];
}

export interface TenantMeeting {
  id: string;
  subject: string | null;
  start: number;
  end: number;
  organizer: Member;
  coOrganizers: Member[];
  invited: Member[];
  threadId: string;
  joinWebUrl: string;
  joinMeetingId: string;
  passcode: string | null;
  isChannel: boolean;
  /** Reports of this meeting; Graph lists a channel's meetings together. */
  reports: TenantReport[];
}
