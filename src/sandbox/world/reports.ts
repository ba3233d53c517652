import { MINUTE } from './calendar';
import type { External, RegistrationBook, TenantRecord, TenantRegistration, TenantReport } from './model';
import { type CrowdMix, crowdPerson, type Member, type TenantPerson } from './people';
import { drawsOf, guidOf } from './random';
import { crowdStays, type Opening, staffStays } from './stays';

/** A person with the role Graph writes beside them. */
export interface Staff {
  person: Member;
  role: 'Organizer' | 'Presenter' | 'Attendee';
}

export interface CrowdSpec extends Opening {
  key: string;
  /** All people of the report, the staff among them. */
  people: number;
  staff: Staff[];
  mix: CrowdMix;
  book?: RegistrationBook | undefined;
  /** Some tenants give records no id, some one of their own, some the person's. */
  recordIds?: 'none' | 'own' | 'user';
  readyAt?: number;
  external?: External[];
}

export const TOWN_MIX: CrowdMix = { guests: 0.06, anonymous: 0.02, dialIn: 0.01 };
export const WEBINAR_MIX: CrowdMix = { guests: 0.55, anonymous: 0.03, dialIn: 0.02 };

/** How long after the end Graph has the report. */
const READY_AFTER = 20 * MINUTE;

/** A report over people that are computed one by one. */
export function crowdReport(seed: number, tenantId: string, spec: CrowdSpec): TenantReport {
  const attendees = Math.max(0, spec.people - spec.staff.length);
  const record = (index: number): TenantRecord => {
    const draws = drawsOf(seed, spec.key, 'record', index);
    const staff = spec.staff[index];
    if (staff) return staffRecord(draws, spec, staff);
    const one = index - spec.staff.length;
    return crowdRecord(draws, spec, whoCame(seed, tenantId, spec, one, attendees));
  };
  return {
    id: guidOf(seed, spec.key, 'report'),
    start: spec.start,
    end: spec.end,
    readyAt: spec.readyAt ?? spec.end + READY_AFTER,
    reportedTotal: spec.people,
    count: attendees + Math.min(spec.staff.length, spec.people),
    record,
    external: spec.external ?? [],
  };
}

/** A report over records written out by hand. */
export function listedReport(
  seed: number,
  spec: Opening & { key: string; records: TenantRecord[]; reportedTotal?: number; readyAt?: number },
): TenantReport {
  return {
    id: guidOf(seed, spec.key, 'report'),
    start: spec.start,
    end: spec.end,
    readyAt: spec.readyAt ?? spec.end + READY_AFTER,
    reportedTotal: spec.reportedTotal ?? spec.records.length,
    count: spec.records.length,
    record: index => {
      const record = spec.records[index];
      if (!record) throw new RangeError(`Report ${spec.key} has no record ${index}.`);
      return record;
    },
    external: [],
  };
}

interface Guest {
  person: TenantPerson;
  registration?: TenantRegistration;
}

/** Registered people come in the order of the book, evenly spread over it; one in 25 came without registering. */
function whoCame(seed: number, tenantId: string, spec: CrowdSpec, index: number, attendees: number): Guest {
  const walkIn = (): TenantPerson => crowdPerson(seed, `${spec.key} walk-in`, index, spec.mix, tenantId);
  const { book } = spec;
  if (!book || book.count < attendees) return { person: walkIn() };
  if (drawsOf(seed, spec.key, 'walk-in', index).chance(0.04)) return { person: walkIn() };
  const registration = book.registration(Math.floor((index * book.count) / attendees));
  return { person: registration.person, registration };
}

function staffRecord(draws: ReturnType<typeof drawsOf>, spec: CrowdSpec, { person, role }: Staff): TenantRecord {
  return {
    ...recordId(draws, spec, person),
    identity: { id: person.id, displayName: person.name, tenantId: person.tenantId },
    email: person.email,
    role,
    registrationId: null,
    stays: role === 'Attendee' ? crowdStays(draws, spec) : staffStays(draws, spec),
  };
}

function crowdRecord(
  draws: ReturnType<typeof drawsOf>,
  spec: CrowdSpec,
  { person, registration }: Guest,
): TenantRecord {
  return {
    ...recordId(draws, spec, person),
    identity: identityOf(person),
    email: person.email,
    role: person.kind === 'dial-in' ? 'None' : 'Attendee',
    registrationId: registration?.id ?? null,
    externalRegistration: registration?.external ?? null,
    stays: crowdStays(draws, spec),
  };
}

function recordId(draws: ReturnType<typeof drawsOf>, spec: CrowdSpec, person: TenantPerson): { id?: string } {
  const own = draws.guid();
  if (spec.recordIds === 'none') return {};
  return { id: spec.recordIds === 'user' ? (person.id ?? own) : own };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Members and guests have an id; callers an all-zero one, the anonymous none. */
export function identityOf(person: TenantPerson): TenantRecord['identity'] {
  const identity = { id: person.id, displayName: person.name, tenantId: person.tenantId };
  if (person.kind === 'dial-in') return { ...identity, id: NOBODY };
  if (person.kind === 'guest') return { ...identity, type: '#microsoft.graph.communicationsGuestIdentity' };
  return identity;
}
