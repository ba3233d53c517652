import type { AttendanceAnswer } from './attendance';
import type { SummaryChange } from './summary-change';

/** The parts of a summary that whoever posts it may leave out. */
export const summaryParts = ['figures', 'curve', 'registrations', 'stay'] as const;
export type SummaryPart = (typeof summaryParts)[number];

/** What is posted to others after an event. */
export interface Summary {
  attendance: AttendanceAnswer;
  /** In any order. */
  parts: readonly SummaryPart[];
  /** Against the time before, of the series; absent where there was none, and where the two can't be compared. Belongs to the figures. */
  change?: SummaryChange;
}
