import { DEFAULT_THRESHOLDS, type Thresholds } from './attendance';
import type { AttendanceRecord, AttendanceReport, Stay } from './attendance-record';
import { isFilled } from './filled';
import { isSomebody, keyKindOf, type KeyKind } from './identity';
import type { Participant } from './participants';
import { createPresenceLog, type Presence } from './presence';
import { mayWalkIn, type RegistrationJoin } from './registration-join';
import { higherRole, roleOf } from './roles';
import { toIso, type Instant } from './time';
import type { Window } from './window';

/** Gathers the people of one report, or of several merged, with names: for personal chat only. */
export interface RosterCount {
  add(records: readonly AttendanceRecord[]): void;
  /** The same for one record that was put into a log shared with others, as this node. */
  take(node: number, record: AttendanceRecord): void;
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** `reports` in the order in which their records were added. */
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds, presence?: Presence): Roster;
}

/** People by index, in order of first record. Each is made when asked for: a hundred thousand of them are columns, not objects. */
export interface Roster {
  readonly length: number;
  /** Of the reports, in order of time; those that overlap are one. */
  readonly windows: readonly Window[];
  participant(index: number): Participant;
  /** The part of it that no time is needed for: no object is made. */
  named(index: number): Readonly<Named>;
  /** The other part, with moments as numbers: for a hundred thousand lines of a file. */
  times(index: number): Times;
  /** The usable intervals as Graph gave them, by join, each once. Two devices at once overlap. */
  stays(index: number): Stay[];
  /** Status of the person's registration as Graph wrote it, `none` for whoever has none; null where registrations were not joined. */
  registration(index: number): string | null;
  all(): Participant[];
}

type Named = Pick<
  Participant,
  'name' | 'email' | 'role' | 'identity' | 'personId' | 'registrationId' | 'recordId' | 'tenantId'
>;

/** NaN is unknown: numbers in place of objects, for each of a hundred thousand. */
interface Times extends Pick<Participant, 'late' | 'leftEarly' | 'stayedToEnd' | 'brief'> {
  firstJoin: Instant;
  lastLeave: Instant;
  seconds: number;
  share: number;
}

/** `expected` people, where known beforehand. With a `join` it tells who walked in without a registration. */
export function createRoster(expected = 0, join?: RegistrationJoin, log = createPresenceLog(expected)): RosterCount {
  const named: Named[] = [];
  const texts = new Map<string, string>();
  const take = (node: number, record: AttendanceRecord) => {
    const name = namedOf(record, texts);
    const before = named[node];
    named[node] = before ? united(before, name) : name;
    join?.add(node, record);
  };

  return {
    add(records) {
      for (const record of records) {
        const node = log.add(record);
        if (node !== undefined) take(node, record);
      }
    },
    take,
    nextReport: log.nextReport,
    get people() {
      return log.people;
    },
    get records() {
      return log.records;
    },
    finish(reports, thresholds = DEFAULT_THRESHOLDS, presence = log.presence(reports, thresholds)) {
      const nameOf: Named[] = [];
      named.forEach((name, node) => {
        const person = presence.personOf[node] ?? 0;
        const before = nameOf[person];
        nameOf[person] = before ? united(before, name) : name;
      });

      join?.settle(log);
      const statuses = join?.statuses(presence.people, presence.personOf);
      return rosterOf(presence, nameOf, thresholds, statuses);
    },
  };
}

/** Apart from the gathering, whose tables of keys are let go with it: a roster is kept for minutes. */
function rosterOf(
  presence: Presence,
  nameOf: readonly Named[],
  thresholds: Thresholds,
  statuses?: readonly (string | undefined)[],
): Roster {
  const { length, lateAfter, earlyBefore, given } = presence;
  const namedBy = (person: number) => nameOf[person] ?? nobody;
  const times = (person: number): Times => {
    const time = presence.time[person] ?? NaN;
    const firstJoin = presence.firstJoin[person] ?? NaN;
    const lastLeave = presence.lastLeave[person] ?? NaN;
    return {
      seconds: time / 1000,
      share: length > 0 ? (presence.timeInWindows[person] ?? NaN) / length : NaN,
      firstJoin,
      lastLeave,
      // What is unknown is neither: nothing is more or less than NaN.
      late: firstJoin > lateAfter,
      leftEarly: lastLeave < earlyBefore,
      stayedToEnd: lastLeave >= earlyBefore,
      brief: time < thresholds.briefMs,
    };
  };
  const participant = (person: number): Participant => {
    const name = namedBy(person);
    const { firstJoin, lastLeave, seconds, share, ...rest } = times(person);
    return {
      ...name,
      ...rest,
      seconds: known(seconds) ?? null,
      share: known(share) ?? null,
      firstJoin: toIso(known(firstJoin)),
      lastLeave: toIso(known(lastLeave)),
      ...(statuses && statuses[person] === undefined && mayWalkIn(name.role) && { walkIn: true }),
    };
  };

  return {
    length: presence.people,
    windows: presence.windows,
    participant,
    named: namedBy,
    times,
    stays(person) {
      const from = given.starts[person] ?? 0;
      const to = given.starts[person + 1] ?? 0;
      const stayAt = (place: number): Stay => {
        const index = given.order[place] ?? 0;
        return { join: given.joins[index] ?? 0, leave: given.leaves[index] ?? 0 };
      };
      const stays: Stay[] = [];
      for (let place = from; place < to; place += 1) {
        const stay = stayAt(place);
        if (!isThere(stays, stay)) stays.push(stay);
      }
      return stays;
    },
    registration: person => (statuses ? (statuses[person] ?? 'none') : null),
    all: () => Array.from({ length: presence.people }, (_, person) => participant(person)),
  };
}

/** By join: the same stay can only be among the last. */
function isThere(stays: readonly Stay[], { join, leave }: Stay): boolean {
  for (let place = stays.length - 1; place >= 0 && stays[place]?.join === join; place -= 1)
    if (stays[place]?.leave === leave) return true;
  return false;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** `texts`: what was met before of the words that many people have in common. */
function namedOf(record: AttendanceRecord, texts: Map<string, string>): Named {
  const kind = keyKindOf(record);
  return {
    name: isFilled(record.name) ? record.name : null,
    email: isFilled(record.email) ? record.email : null,
    role: once(roleOf(record.role), texts),
    identity: identityOf(record.identityType, kind),
    personId: kind === 'identity' ? (record.identityId ?? null) : null,
    registrationId: isSomebody(record.registrationId) ? record.registrationId : null,
    // Where nothing else tells the person from others: kept of all, it would double what a person weighs.
    recordId: (kind === 'email' || kind === 'alone') && isFilled(record.id) ? record.id : null,
    tenantId: record.tenantId === undefined ? null : once(record.tenantId, texts),
  };
}

/** By the type of identity that Graph gives, never by the name; who has neither identity nor registration nor e-mail joined by name alone. */
function identityOf(type: string | undefined, kind: KeyKind): Participant['identity'] {
  const told = type === undefined ? undefined : toldBy(type);
  if (told === 'dial-in') return 'dial-in';
  if (kind === 'alone' || told === 'anonymous') return 'anonymous';
  return kind !== 'identity' || told === 'guest' ? 'guest' : 'member';
}

/** Types are few, and people many. */
const toldTypes = new Map<string, Participant['identity']>();
const MOST_TYPES = 100;

function toldBy(type: string): Participant['identity'] {
  const known = toldTypes.get(type);
  if (known) return known;
  const guestOrMember = /guest/i.test(type) ? 'guest' : 'member';
  const unsigned = /azureCommunicationServices/i.test(type) ? 'anonymous' : guestOrMember;
  const told = /phone/i.test(type) ? 'dial-in' : unsigned;
  if (toldTypes.size < MOST_TYPES) toldTypes.set(type, told);
  return told;
}

const SURENESS = { member: 3, guest: 2, 'dial-in': 1, anonymous: 0 };

/** Each page brings the same word as another text: kept of every record, a tenant's id alone would be a tenth of what a person weighs. */
function once(text: string, texts: Map<string, string>): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size < MOST_TEXTS) texts.set(text, text);
  return text;
}

const MOST_TEXTS = 1000;

function united(one: Named, other: Named): Named {
  return {
    name: one.name ?? other.name,
    email: one.email ?? other.email,
    role: higherRole(one.role, other.role),
    identity: SURENESS[one.identity] >= SURENESS[other.identity] ? one.identity : other.identity,
    personId: one.personId ?? other.personId,
    registrationId: one.registrationId ?? other.registrationId,
    recordId: one.recordId ?? other.recordId,
    tenantId: one.tenantId ?? other.tenantId,
  };
}

const nobody = namedOf({ intervals: [] }, new Map());
