import type { EventKind } from '../../domain/event';
import { type Calendar, MINUTE } from './calendar';
import type { External, Presenter, RegistrationBook, TenantEvent, TenantReport, TenantSession } from './model';
import type { Directory, Member } from './people';
import { type CrowdSpec, crowdReport, type Staff, TOWN_MIX, WEBINAR_MIX } from './reports';
import { drawsOf, guidOf } from './random';
import { type Zone, zones } from './zones';

export interface SessionSpec {
  key?: string;
  subject?: string;
  start: number | null;
  minutes?: number;
  times?: TenantSession['times'];
  details?: TenantSession['details'];
  reports?: TenantReport[];
}

export interface EventSpec {
  key: string;
  kind: EventKind;
  title: string;
  description?: string;
  status?: TenantEvent['status'];
  /** Null where nothing is planned yet. */
  start: number | null;
  minutes?: number;
  zone?: Zone;
  /** Event ids are opaque: with the tenant's id behind an @ (default), bare, or needing to be encoded. */
  idShape?: 'tenant' | 'bare' | 'encoded';
  organizer?: Member;
  coOrganizers?: Member[];
  presenters?: Member[];
  capacity?: number;
  audience?: TenantEvent['audience'];
  isInviteOnly?: boolean;
  isRegistrationRequired?: boolean;
  registrations?: RegistrationBook;
  registrationsRefused?: boolean;
  external?: External[];
  /** One session with the event's own name and times, unless said. */
  sessions?: SessionSpec[];
  times?: TenantSession['times'];
  details?: TenantSession['details'];
  reports?: TenantReport[];
}

/** What the makers of events work with. */
export interface Maker {
  seed: number;
  people: Directory;
  calendar: Calendar;
  /** People in the large town hall, and registrations of the large webinar. */
  attendees: number;
}

/** Fills in what an event leaves unsaid. */
export function makeEvent(maker: Maker, spec: EventSpec): TenantEvent {
  const { people } = maker;
  const organizer = spec.organizer ?? people.demo;
  const zone = spec.zone ?? zones.london;
  const sessions = spec.sessions ?? [
    {
      start: spec.start,
      minutes: spec.minutes ?? 60,
      ...(spec.times && { times: spec.times }),
      ...(spec.details && { details: spec.details }),
      reports: spec.reports ?? [],
    },
  ];
  return {
    kind: spec.kind,
    id: eventId(maker, spec),
    title: spec.title,
    description: spec.description ?? `${spec.title}. Questions are welcome at any time.`,
    status: spec.status ?? 'published',
    start: spec.start,
    end: spec.start === null ? null : spec.start + (spec.minutes ?? 60) * MINUTE,
    zone,
    organizer,
    coOrganizers: spec.coOrganizers ?? [people.coOrganizer],
    presenters: (spec.presenters ?? [people.presenter, people.secondPresenter]).map(presenterOf),
    audience: spec.audience ?? (spec.kind === 'webinar' ? 'everyone' : 'organization'),
    capacity: spec.capacity ?? (spec.kind === 'webinar' ? 1000 : 20_000),
    isInviteOnly: spec.isInviteOnly ?? false,
    invited: spec.isInviteOnly ? [people.attendee, people.thirdPresenter] : [],
    isRegistrationRequired: spec.isRegistrationRequired ?? spec.kind === 'webinar',
    external: spec.external ?? [],
    sessions: sessions.map((one, index) => makeSession(maker, spec, one, one.key ?? String(index))),
    registrations: spec.registrations,
    registrationsRefused: spec.registrationsRefused ?? false,
  };
}

function makeSession(maker: Maker, event: EventSpec, spec: SessionSpec, key: string): TenantSession {
  const { seed, people } = maker;
  const organizer = event.organizer ?? people.demo;
  const threadId = `19:meeting_${threadKey(seed, event.key, key)}@thread.v2`;
  return {
    id: guidOf(seed, event.key, 'session', key),
    subject: spec.subject ?? event.title,
    start: spec.start,
    end: spec.start === null ? null : spec.start + (spec.minutes ?? 60) * MINUTE,
    zone: event.zone ?? zones.london,
    times: spec.times ?? 'iso',
    details: spec.details ?? 'usual',
    organizer,
    threadId,
    joinWebUrl: joinLink(threadId, people.tenantId, organizer.id),
    joinMeetingId: String(drawsOf(seed, event.key, 'join id', key).int(200_000_000_000, 399_999_999_999)),
    reports: spec.reports ?? [],
  };
}

/** The middle of a thread id, as Teams makes them. */
export function threadKey(seed: number, ...keys: string[]): string {
  return Buffer.from(guidOf(seed, 'thread', ...keys))
    .toString('base64')
    .replace(/[=+/]/g, '');
}

/** A join link says thread, tenant and organiser. */
export function joinLink(threadId: string, tenantId: string, organizerId: string, message = '0'): string {
  const context = JSON.stringify({ Tid: tenantId, Oid: organizerId });
  const encoded = (text: string): string =>
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, code => code.toLowerCase());
  return `https://teams.microsoft.com/l/meetup-join/${encoded(threadId)}/${message}?context=${encoded(context)}`;
}

function eventId({ seed, people }: Maker, { key, idShape }: EventSpec): string {
  const id = guidOf(seed, 'event', key);
  if (idShape === 'bare') return id;
  if (idShape === 'encoded') return `${Buffer.from(id).toString('base64')}/+?#%25'é==`;
  return `${id}@${people.tenantId}`;
}

function presenterOf(person: Member): Presenter {
  return {
    person,
    jobTitle: 'Product Specialist',
    company: person.tenantId ? 'Tidewater Instruments' : 'Northlake Partners',
    bio: `${person.given} has been with us for years and answers every question.`,
  };
}

/** A report of a crowd over one session that went as planned: the room opens two minutes early and closes two minutes late. */
export function crowdOf(
  maker: Maker,
  kind: EventKind,
  spec: Omit<CrowdSpec, 'end' | 'mix' | 'staff'> & { minutes: number } & Partial<Pick<CrowdSpec, 'mix' | 'staff'>>,
): TenantReport {
  return crowdReport(maker.seed, maker.people.tenantId, {
    mix: kind === 'webinar' ? WEBINAR_MIX : TOWN_MIX,
    staff: usualStaff(maker),
    ...spec,
    start: spec.start - 2 * MINUTE,
    end: spec.start + (spec.minutes + 2) * MINUTE,
  });
}

export function usualStaff({ people }: Pick<Maker, 'people'>): Staff[] {
  return [
    { person: people.demo, role: 'Organizer' },
    { person: people.presenter, role: 'Presenter' },
    { person: people.secondPresenter, role: 'Presenter' },
    { person: people.coOrganizer, role: 'Presenter' },
    { person: people.attendee, role: 'Attendee' },
  ];
}
