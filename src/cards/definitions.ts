import { LISTED_REPORTS } from '../domain/attendance-record';
import { DEFAULT_THRESHOLDS } from '../domain/attendance';
import type { CardContext } from './card';
import { formatFor } from './format';

/** How the attendance figures are made, and what Graph does not give: the lines behind "How is this counted?". */
export function attendanceDefinitions(context: CardContext): { text: string }[] {
  const format = formatFor(context);
  const grace = format.duration(DEFAULT_THRESHOLDS.graceMs / 1000);
  const brief = format.duration(DEFAULT_THRESHOLDS.briefMs / 1000);
  return [
    '**Came**: different people with at least one record. One person on two devices is one; people who share only a name stay apart.',
    '**At once**: the most people present at one moment, and the first such moment.',
    '**On average**: time in the event over the people whose time is known. Two devices at the same time count once.',
    '**Of the event**: the average share of the event that those people were there for.',
    `**Late**: first joined more than ${grace} after the start. **Left early**: last left more than ${grace} before the end. **Stayed to the end**: everyone else who has times.`,
    `**Nearly all of it**: at least ${format.percent(DEFAULT_THRESHOLDS.completedShare)} of the event. **Brief**: under ${brief}.`,
    `**Not in Graph**, so not here: breakout rooms, reactions, raised hands, questions, chat and polls. Graph lists the newest ${LISTED_REPORTS} reports and keeps them for a year.`,
  ].map(text => ({ text }));
}
