import { DEFAULT_THRESHOLDS, type Thresholds } from './attendance';
import type { AttendanceRecord, AttendanceReport, Stay } from './attendance-record';
import { isFilled } from './filled';
import { isSomebody, keyKindOf } from './identity';
import type { Participant } from './participants';
import { createPresenceLog, type Presence } from './presence';
import { mayWalkIn, type RegistrationJoin } from './registration-join';
import { higherRole, roleOf } from './roles';
import { toIso } from './time';
import type { Window } from './window';

/** Gathers the people of one report, or of several merged, with names: for personal chat only. */
export interface RosterCount {
  add(records: readonly AttendanceRecord[]): void;
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** `reports` in the order in which their records were added. */
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds): Roster;
}

/** People by index, in order of first record. Each is made when asked for: a hundred thousand of them are columns, not objects. */
export interface Roster {
  readonly length: number;
  /** Of the reports, in order of time; those that overlap are one. */
  readonly windows: readonly Window[];
  participant(index: number): Participant;
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

/** `expected` people, where known beforehand. With a `join` it tells who walked in without a registration. */
export function createRoster(expected = 0, join?: RegistrationJoin): RosterCount {
  const log = createPresenceLog(expected);
  const named: Named[] = [];

  return {
    add(records) {
      for (const record of records) {
        const node = log.add(record);
        if (node === undefined) continue;
        named[node] = together(named[node], record);
        join?.add(node, record);
      }
    },
    nextReport: log.nextReport,
    get people() {
      return log.people;
    },
    get records() {
      return log.records;
    },
    finish(reports, thresholds = DEFAULT_THRESHOLDS) {
      const presence = log.presence(reports, thresholds);
      const nameOf: Named[] = [];
      named.forEach((name, node) => {
        const person = presence.personOf[node] ?? 0;
        const before = nameOf[person];
        nameOf[person] = before ? united(before, name) : name;
      });

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
  const participant = (person: number): Participant => {
    const time = known(presence.time[person]);
    const inside = known(presence.timeInWindows[person]);
    const firstJoin = known(presence.firstJoin[person]);
    const lastLeave = known(presence.lastLeave[person]);
    const name = nameOf[person] ?? namedOf({ intervals: [] });
    return {
      ...name,
      seconds: time === undefined ? null : time / 1000,
      share: inside === undefined || length <= 0 ? null : inside / length,
      firstJoin: toIso(firstJoin),
      lastLeave: toIso(lastLeave),
      late: firstJoin !== undefined && firstJoin > lateAfter,
      leftEarly: lastLeave !== undefined && lastLeave < earlyBefore,
      stayedToEnd: lastLeave !== undefined && lastLeave >= earlyBefore,
      brief: time !== undefined && time < thresholds.briefMs,
      ...(statuses && statuses[person] === undefined && mayWalkIn(name.role) && { walkIn: true }),
    };
  };

  return {
    length: presence.people,
    windows: presence.windows,
    participant,
    stays(person) {
      const stays = new Map<string, Stay>();
      for (let place = given.starts[person] ?? 0; place < (given.starts[person + 1] ?? 0); place += 1) {
        const index = given.order[place] ?? 0;
        const [join, leave] = [given.joins[index] ?? 0, given.leaves[index] ?? 0];
        stays.set(`${join}-${leave}`, { join, leave });
      }
      return [...stays.values()];
    },
    registration: person => (statuses ? (statuses[person] ?? 'none') : null),
    all: () => Array.from({ length: presence.people }, (_, person) => participant(person)),
  };
}

/** Columns hold NaN for unknown. */
function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

function namedOf(record: AttendanceRecord): Named {
  const kind = keyKindOf(record);
  return {
    name: isFilled(record.name) ? record.name : null,
    email: isFilled(record.email) ? record.email : null,
    role: roleOf(record.role),
    identity: identityOf(record),
    personId: kind === 'identity' ? (record.identityId ?? null) : null,
    registrationId: isSomebody(record.registrationId) ? record.registrationId : null,
    // Where nothing else tells the person from others: kept of all, it would double what a person weighs.
    recordId: (kind === 'email' || kind === 'alone') && isFilled(record.id) ? record.id : null,
    tenantId: record.tenantId ?? null,
  };
}

/** By the type of identity that Graph gives, never by the name; who has neither identity nor registration nor e-mail joined by name alone. */
function identityOf(record: AttendanceRecord): Participant['identity'] {
  const type = record.identityType ?? '';
  const kind = keyKindOf(record);
  if (/phone/i.test(type)) return 'dial-in';
  if (kind === 'alone' || /azureCommunicationServices/i.test(type)) return 'anonymous';
  return kind !== 'identity' || /guest/i.test(type) ? 'guest' : 'member';
}

const SURENESS = { member: 3, guest: 2, 'dial-in': 1, anonymous: 0 };

function together(before: Named | undefined, record: AttendanceRecord): Named {
  const named = namedOf(record);
  return before ? united(before, named) : named;
}

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
