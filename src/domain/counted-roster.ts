import { DEFAULT_THRESHOLDS, type Attendance, type Thresholds } from './attendance';
import { createAttendanceCount } from './attendance-count';
import type { AttendanceRecord, AttendanceReport } from './attendance-record';
import { createPresenceLog } from './presence';
import type { RegistrationJoin } from './registration-join';
import { createRoster, type Roster } from './roster';

/** Gathers figures and people of the same records: who is who and when is worked out once for both. */
export interface CountedRosterCount {
  add(records: readonly AttendanceRecord[]): void;
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** `reports` in the order in which their records were added. */
  finish(reports: readonly AttendanceReport[], thresholds?: Thresholds): { figures: Attendance; roster: Roster };
}

/** As `createAttendanceCount` and `createRoster`. */
export function createCountedRoster(expected = 0, join?: RegistrationJoin): CountedRosterCount {
  const log = createPresenceLog(expected);
  const count = createAttendanceCount(expected, join, log);
  // Each record is matched by the count already.
  const roster = createRoster(expected, join && { ...join, add: () => undefined }, log);
  return {
    add(records) {
      for (const record of records) {
        const node = log.add(record);
        if (node === undefined) continue;
        count.take(node, record);
        roster.take(node, record);
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
      return {
        figures: count.finish(reports, thresholds, presence),
        roster: roster.finish(reports, thresholds, presence),
      };
    },
  };
}
