import { DEFAULT_THRESHOLDS } from '../domain/attendance';
import { LISTED_REPORTS } from '../domain/attendance-record';
import { SMALLEST_GROUP } from '../domain/small-groups';
import { callDefinitionWords, type CallDefinitionName } from './call-definitions';
import type { CardContext } from './card';
import { formatFor } from './format';
import { mayTellFew } from './privacy';

/** The figures of docs/metrics.md, by the first words of their rows there; a test holds the two together. */
export const attendanceFigureNames = [
  'attended',
  'reported-total',
  'by-role',
  'peak',
  'curve',
  'average',
  'time-unknown',
  'share-of-event',
  'late',
  'left-early',
  'stayed-to-the-end',
  'completed',
  'brief',
] as const;
export const registrationFigureNames = [
  'registered',
  'match',
  'matched',
  'no-shows',
  'walk-ins',
  'attendance-rate',
  'no-show-rate',
] as const;
export const comparisonFigureNames = ['returning', 'change'] as const;

export type FigureName =
  | (typeof attendanceFigureNames)[number]
  | (typeof registrationFigureNames)[number]
  | (typeof comparisonFigureNames)[number]
  | CallDefinitionName;

/** What is told beside figures: several reports or sessions were counted as one. */
export type DefinitionName = FigureName | 'merged';

/** How these figures are made, in the order given, and what Graph does not give: the lines behind "How is this counted?", for TextBlocks. */
export function definitions(names: readonly DefinitionName[], context: CardContext): { text: string }[] {
  const words = definitionWords(context);
  const isOfReports = names.some(name => (attendanceFigureNames as readonly string[]).includes(name));
  return [
    ...names.map(name => words[name]),
    ...(mayTellFew(context)
      ? []
      : [
          `**Small groups**: fewer than ${SMALLEST_GROUP} people are never told apart here, and neither is a figure that would give them away.`,
        ]),
    '**Not in Graph**, so not here: breakout rooms, reactions, raised hands, questions, chat, polls and any score made of them.',
    ...(isOfReports
      ? [`**Reports**: Graph lists the newest ${LISTED_REPORTS} of a session or meeting, and keeps them for one year.`]
      : []),
  ].map(text => ({ text }));
}

function definitionWords(context: CardContext): Record<DefinitionName, string> {
  const format = formatFor(context);
  const { graceMs, briefMs, completedShare } = context.thresholds ?? DEFAULT_THRESHOLDS;
  const grace = format.duration(graceMs / 1000);
  const brief = format.duration(briefMs / 1000);
  return {
    attended:
      '**Came**: different people with at least one record. One person on two devices is one; people who share only a name stay apart.',
    'reported-total':
      "**Graph's own total**: the number that Graph puts on the report. Where it differs it is told beside the people counted here, and never mixed with them.",
    'by-role': '**By role**: people by the role that Graph gives. Whoever had several counts once, in the highest.',
    peak: '**At once**: the most people present at one moment, and the first such moment.',
    curve: '**In the room**: people present at up to 60 evenly spaced moments, the last just before the end.',
    average:
      '**On average**, and **half stayed**: mean and median of the time in the event, over the people whose time is known. Two devices at the same time count once.',
    'time-unknown':
      '**Time unknown**: people who came, and of whom Graph gives no times. They are left out of every time and share: unknown is not 0.',
    'share-of-event': '**Of the event**: the average share of the event that people with a known time were there for.',
    late: `**Late**: first joined more than ${grace} after the start.`,
    'left-early': `**Left early**: last left more than ${grace} before the end.`,
    'stayed-to-the-end': `**Stayed to the end**: last left at the end, or within ${grace} before it, or after it.`,
    completed: `**Saw nearly all of it**: there for at least ${format.percent(completedShare)} of the event.`,
    brief: `**Stayed briefly**: in the event for under ${brief}.`,
    registered:
      '**Registered**: registrations that stand. Cancelled, waitlisted, undecided and rejected ones are told apart, and are in no rate.',
    match:
      '**Matching**: somebody who came belongs to the registration with the same registration id; without one, with the same e-mail address; without that, with the same account. One registration at most.',
    matched: '**Registered and came**: registrations that stand, and that somebody who came belongs to.',
    'no-shows': '**No-shows**: registered, and nobody who came belongs to the registration.',
    'walk-ins':
      '**Walk-ins**: attendees, and people without a role, who belong to no registration, not even to a cancelled one.',
    'attendance-rate': '**Attendance rate**: registered and came, of registered. Without registrations there is none.',
    'no-show-rate': '**No-show rate**: no-shows, of registered.',
    returning:
      '**Returning**: of the people who came the later time, the share who had come the earlier time too. Only accounts and e-mail addresses are compared: a registration belongs to one event.',
    change:
      '**Change**: the difference from the earlier figure, and in per cent of it; no per cent where the earlier one is 0. Shares change in percentage points. What was read in part is compared with nothing.',
    ...callDefinitionWords(context),
    merged:
      '**Counted as one**: people are united over the reports. Late is measured from the first start, left early and stayed from the last end; times and shares over all of it together.',
  };
}
