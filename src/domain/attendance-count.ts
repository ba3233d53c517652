import { DEFAULT_THRESHOLDS, type Attendance, type Thresholds } from './attendance';
import type { AttendanceRecord, AttendanceReport } from './attendance-record';
import { curveOf, peakOf, type Room } from './curve';
import { createPresenceLog } from './presence';
import { higherRole, roleOf } from './roles';
import { toIso } from './time';
import { lengthOf } from './window';

/** Counts one report, or several merged, as its records stream by; metrics.md says what each figure means. */
export interface AttendanceCount {
  add(records: readonly AttendanceRecord[]): void;
  /** The records that follow are of the next report. */
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** `reports` in the order in which their records were added. */
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds): Attendance;
}

export function createAttendanceCount(): AttendanceCount {
  const log = createPresenceLog();
  const roles: string[] = [];

  return {
    add(records) {
      for (const record of records) {
        const node = log.add(record);
        if (node !== undefined) roles[node] = higherRole(roles[node], roleOf(record.role));
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
      const times = new Float64Array(log.people);
      const [joins, leaves] = [new Float64Array(log.stays), new Float64Array(log.stays)];
      let [known, stays, allTime] = [0, 0, 0];
      const tally = { late: 0, leftEarly: 0, stayedToEnd: 0, completed: 0, brief: 0, inWindows: 0, placed: 0 };

      log.visit(
        windows,
        ({ time, timeInWindows, firstJoin, lastLeave }) => {
          if (time !== undefined && timeInWindows !== undefined) {
            times[known++] = time;
            allTime += time;
            tally.inWindows += timeInWindows;
            if (timeInWindows >= length * thresholds.completedShare) tally.completed += 1;
            if (time < thresholds.briefMs) tally.brief += 1;
          }
          if (firstJoin === undefined || lastLeave === undefined) return;
          tally.placed += 1;
          if (firstJoin > lateAfter) tally.late += 1;
          if (lastLeave < earlyBefore) tally.leftEarly += 1;
          else tally.stayedToEnd += 1;
        },
        (join, leave) => {
          joins[stays] = join;
          leaves[stays++] = leave;
        },
      );

      const room: Room = { joins: joins.subarray(0, stays).sort(), leaves: leaves.subarray(0, stays).sort() };
      const peak = peakOf(room);
      // People without a single usable time were somewhere in the window: a row of zeros would be a lie.
      const placesUnknown = log.people > 0 && tally.placed === 0;
      const totals = reports.map(report => report.reportedTotal);
      return {
        attended: log.people,
        reportedTotal: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
        byRole: countRoles(roles, log.persons(), log.people),
        timeUnknown: log.people - known,
        peak: { count: placesUnknown ? null : peak.count, at: toIso(peak.at) },
        curve: placesUnknown ? [] : curveOf(room, windows),
        averageSeconds: known > 0 ? allTime / known / 1000 : null,
        medianSeconds: medianSeconds(times.subarray(0, known)),
        shareOfEvent: known > 0 && length > 0 ? tally.inWindows / known / length : null,
        late: tally.late,
        leftEarly: tally.leftEarly,
        stayedToEnd: tally.stayedToEnd,
        completed: length > 0 ? tally.completed : null,
        brief: tally.brief,
        window: { start: toIso(windows[0]?.start), end: toIso(windows.at(-1)?.end) },
        reports: reports.length,
      };
    },
  };
}

/** Late is after the first, early before the second. */
export function edges(windows: readonly { start: number; end: number }[], graceMs: number): [number, number] {
  const [first, last] = [windows[0], windows.at(-1)];
  return [first ? first.start + graceMs : Infinity, last ? last.end - graceMs : -Infinity];
}

function countRoles(roleOfNode: readonly string[], personOf: Uint32Array, people: number): Record<string, number> {
  const roleOfPerson = new Array<string | undefined>(people);
  for (let node = 0; node < roleOfNode.length; node += 1) {
    const person = personOf[node] ?? 0;
    roleOfPerson[person] = higherRole(roleOfPerson[person], roleOfNode[node] ?? '');
  }
  const counts = new Map<string, number>();
  for (const role of roleOfPerson) if (role !== undefined) counts.set(role, (counts.get(role) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Sorts in place. */
function medianSeconds(times: Float64Array): number | null {
  const sorted = times.sort();
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return (lower + upper) / 2 / 1000;
}
