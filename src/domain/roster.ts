import { edges } from './attendance-count';
import { DEFAULT_THRESHOLDS, type Thresholds } from './attendance';
import type { AttendanceRecord, AttendanceReport } from './attendance-record';
import { keyKindOf } from './identity';
import type { Participant } from './participants';
import { createPresenceLog } from './presence';
import { higherRole, roleOf } from './roles';
import { toIso } from './time';
import { lengthOf } from './window';

/** The people of one report, or of several merged, with names: for personal chat only. */
export interface Roster {
  add(records: readonly AttendanceRecord[]): void;
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds): Participant[];
}

type Named = Pick<Participant, 'name' | 'email' | 'role' | 'identity'>;

export function createRoster(): Roster {
  const log = createPresenceLog();
  const named: Named[] = [];

  return {
    add(records) {
      for (const record of records) {
        const node = log.add(record);
        if (node !== undefined) named[node] = together(named[node], namedOf(record));
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
      const windows = log.windows(reports);
      const length = lengthOf(windows);
      const [lateAfter, earlyBefore] = edges(windows, thresholds.graceMs);
      const personOf = log.persons();
      const nameOf: Named[] = [];
      named.forEach((name, node) => {
        const person = personOf[node] ?? 0;
        nameOf[person] = together(nameOf[person], name);
      });

      const presences = log.presences(windows, personOf);
      const people: Participant[] = [];
      for (let person = 0; person < log.people; person += 1) {
        const time = known(presences.time[person]);
        const inside = known(presences.timeInWindows[person]);
        const firstJoin = known(presences.firstJoin[person]);
        const lastLeave = known(presences.lastLeave[person]);
        people.push({
          ...(nameOf[person] ?? namedOf({ intervals: [] })),
          seconds: time === undefined ? null : time / 1000,
          share: inside === undefined || length <= 0 ? null : inside / length,
          firstJoin: toIso(firstJoin),
          lastLeave: toIso(lastLeave),
          late: firstJoin !== undefined && firstJoin > lateAfter,
          leftEarly: lastLeave !== undefined && lastLeave < earlyBefore,
          stayedToEnd: lastLeave !== undefined && lastLeave >= earlyBefore,
          brief: time !== undefined && time < thresholds.briefMs,
        });
      }
      return people;
    },
  };
}

/** Columns hold NaN for unknown. */
function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

function namedOf(record: AttendanceRecord): Named {
  return {
    name: record.name?.trim() ? record.name : null,
    email: record.email?.trim() ? record.email : null,
    role: roleOf(record.role),
    identity: identityOf(record),
  };
}

/** Graph marks guests by the identity's type; who has neither identity nor registration nor e-mail dialled in or joined by name alone. */
function identityOf(record: AttendanceRecord): Participant['identity'] {
  const kind = keyKindOf(record);
  if (kind === 'alone' || /azureCommunicationServices|phone/i.test(record.identityType ?? '')) return 'anonymous';
  return kind !== 'identity' || /guest/i.test(record.identityType ?? '') ? 'guest' : 'member';
}

const SURENESS = { member: 2, guest: 1, anonymous: 0 };

function together(one: Named | undefined, other: Named): Named {
  if (!one) return other;
  return {
    name: one.name ?? other.name,
    email: one.email ?? other.email,
    role: higherRole(one.role, other.role),
    identity: SURENESS[one.identity] >= SURENESS[other.identity] ? one.identity : other.identity,
  };
}
