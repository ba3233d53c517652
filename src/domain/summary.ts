import type { AttendanceAnswer } from './attendance';

/** The parts of a summary that whoever posts it may leave out. */
export const summaryParts = ['figures', 'curve', 'registrations', 'stay'] as const;
export type SummaryPart = (typeof summaryParts)[number];

/** What is posted to others after an event. */
export interface Summary {
  attendance: AttendanceAnswer;
  /** In any order. */
  parts: readonly SummaryPart[];
}
