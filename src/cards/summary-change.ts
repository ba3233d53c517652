import type { AttendanceAnswer } from '../domain/attendance';
import { tellCount } from '../domain/small-groups';
import type { LastTime, SummaryChange } from '../domain/summary-change';
import type { Iso } from '../domain/time';
import type { CardContext } from './card';
import { moreOrFewer, relativeText } from './comparison-words';
import { formatFor } from './format';
import { FEW, mayTellFew, toldTo } from './privacy';
import { dateMacro } from './when';

/** How many more or fewer came than the time before, in words that go on from how many came. */
export interface ChangeWords {
  /** For a TextBlock: `24 fewer people than on …`. */
  line: string;
  /** For `speak` and `fallbackText`: `24 fewer than on Sat, 14 Nov 2026 (−7.1 %)`. */
  spoken: string;
}

/** Undefined where there is nothing to compare with, or too few came to be told apart. */
export function changeWords(
  attendance: AttendanceAnswer,
  change: SummaryChange | undefined,
  context: CardContext,
): ChangeWords | undefined {
  const { attended } = toldTo(attendance, context);
  if (!change || attendance.incomplete || typeof attended !== 'number') return undefined;
  const { lastTime } = change;
  const from = mayTellFew(context) ? lastTime.attended : tellCount(lastTime.attended);
  const words = (day: (at: Iso) => string, isWhole: boolean): string => {
    const when = whenWords(lastTime, attendance, day, context);
    const then = lastTime.start === null ? when : `the time before, ${when}`;
    if (typeof from !== 'number') return `${FEW} people came ${then}`;
    if (from === 0) return `nobody came ${then}${attended === 0 ? ', either' : ''}`;
    const people = isWhole ? (Math.abs(attended - from) === 1 ? ' person' : ' people') : '';
    if (from === attended) return `as many${people} as ${when}`;
    return `${moreOrFewer(from, attended, context)}${people} than ${when}${relativeText(from, attended, context)}`;
  };
  return { line: words(dateMacro, true), spoken: words(at => formatFor(context).day(at), false) };
}

/** `on` that day: the day alone, as the hour may be when the first of a few came. */
function whenWords(
  { start }: LastTime,
  { subject, report }: AttendanceAnswer,
  day: (at: Iso) => string,
  context: CardContext,
): string {
  if (start === null) return 'the time before';
  const format = formatFor(context);
  const own = subject.kind !== 'meeting' && subject.start?.exact ? subject.start.at : report.start;
  return own !== null && format.day(own) === format.day(start) ? 'earlier that day' : `on ${day(start)}`;
}
