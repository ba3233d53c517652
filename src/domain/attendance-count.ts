import { DEFAULT_THRESHOLDS, type Attendance, type Thresholds } from './attendance';
import type { AttendanceRecord, AttendanceReport } from './attendance-record';
import { curveOf } from './curve';
import { medianOf } from './median';
import { peakOf } from './peak';
import { createPresenceLog, type Presence } from './presence';
import { registrationFigures, type RegistrationJoin } from './registration-join';
import { createRoleBook, roleOf } from './roles';
import { toIso } from './time';

/** Counts one report, or several merged, as its records stream by; metrics.md says what each figure means. */
export interface AttendanceCount {
  add(records: readonly AttendanceRecord[]): void;
  /** The same for one record that was put into a log shared with others, as this node. */
  take(node: number, record: AttendanceRecord): void;
  /** The records that follow are of the next report. */
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** `reports` in the order in which their records were added. */
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds, presence?: Presence): Attendance;
}

/** `expected` people, where Graph says how many: saves growing, and is no limit. With a `join` the figures say who came of those who registered. */
export function createAttendanceCount(
  expected = 0,
  join?: RegistrationJoin,
  log = createPresenceLog(expected),
): AttendanceCount {
  const book = createRoleBook();
  const roles: number[] = [];

  /** The highest role of each person, as a code. */
  const rolesOf = (personOf: Uint32Array) => {
    const roleOfPerson: number[] = [];
    for (let node = 0; node < roles.length; node += 1) {
      const person = personOf[node] ?? 0;
      roleOfPerson[person] = book.higher(roleOfPerson[person], roles[node] ?? 0);
    }
    return roleOfPerson;
  };

  const byRole = (roleOfPerson: readonly number[]) => {
    const counts: number[] = [];
    for (let person = 0; person < roleOfPerson.length; person += 1) {
      const code = roleOfPerson[person] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    return Object.fromEntries(counts.flatMap((count, code) => (count > 0 ? [[book.roleOf(code), count]] : [])));
  };

  const take = (node: number, record: AttendanceRecord) => {
    roles[node] = book.higher(roles[node], book.codeOf(roleOf(record.role)));
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
      join?.settle(log);
      const { time, timeInWindows, firstJoin, lastLeave, windows, length, lateAfter, earlyBefore } = presence;
      const tally = { late: 0, leftEarly: 0, stayedToEnd: 0, completed: 0, brief: 0 };
      const completedAfter = length * thresholds.completedShare;
      const times = new Float64Array(time.length);
      let [known, allTime, allInside, placed] = [0, 0, 0, 0];
      // Comparisons with NaN are false: who is unknown counts nowhere.
      for (let person = 0; person < time.length; person += 1) {
        const stayed = time[person] ?? NaN;
        if (stayed >= 0) {
          const inside = timeInWindows[person] ?? NaN;
          times[known] = stayed;
          known += 1;
          allTime += stayed;
          allInside += inside;
          if (inside >= completedAfter) tally.completed += 1;
          if (stayed < thresholds.briefMs) tally.brief += 1;
        }
        const last = lastLeave[person] ?? NaN;
        if (last >= earlyBefore) tally.stayedToEnd += 1;
        else if (last < earlyBefore) tally.leftEarly += 1;
        else continue;
        placed += 1;
        if ((firstJoin[person] ?? NaN) > lateAfter) tally.late += 1;
      }

      const peak = peakOf(presence);
      const median = medianOf(times.subarray(0, known));
      // People without a single usable time were somewhere in the window: a row of zeros would be a lie.
      const placesUnknown = log.people > 0 && placed === 0;
      const roleOfPerson = rolesOf(presence.personOf);
      const stayed = (person: number) => (lastLeave[person] ?? NaN) >= earlyBefore;
      const totals = reports.map(report => report.reportedTotal);
      return {
        attended: log.people,
        reportedTotal: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
        byRole: byRole(roleOfPerson),
        timeUnknown: log.people - known,
        peak: { count: placesUnknown ? null : peak.count, at: toIso(peak.at) },
        curve: placesUnknown ? [] : curveOf(presence, windows),
        averageSeconds: known > 0 ? allTime / known / 1000 : null,
        medianSeconds: median === undefined ? null : median / 1000,
        shareOfEvent: known > 0 && length > 0 ? allInside / known / length : null,
        late: tally.late,
        leftEarly: tally.leftEarly,
        stayedToEnd: tally.stayedToEnd,
        completed: length > 0 ? tally.completed : null,
        brief: tally.brief,
        window: { start: toIso(windows[0]?.start), end: toIso(windows.at(-1)?.end) },
        reports: reports.length,
        ...(join && {
          registration: registrationFigures(join, presence, person => book.roleOf(roleOfPerson[person] ?? 0)),
          registeredStayed: placesUnknown ? null : join.countWho(stayed, presence.personOf),
        }),
      };
    },
  };
}
