import type { AttendanceAnswer } from '../domain/attendance';
import type { CardContext } from './card';
import { formatFor } from './format';
import { timeMacro } from './when';

/** A large figure and what it is of; `weight` is its part of the row, by what stands in it. The fourth gives way where the card is narrow. */
export interface Figure {
  value: string;
  label: string;
  weight: number;
  targetWidth: string | null;
}

const UNKNOWN = '–';

export function attendanceFigures(value: AttendanceAnswer, context: CardContext): Figure[] {
  const format = formatFor(context);
  const { peak } = value;
  return [
    figure(format.number(value.attended), 'came'),
    figure(
      peak.count === null ? UNKNOWN : format.number(peak.count),
      peak.at === null ? 'at once, time unknown' : `at once, ${timeMacro(peak.at)}`,
    ),
    figure(value.averageSeconds === null ? UNKNOWN : format.duration(value.averageSeconds), 'on average'),
    figure(
      value.shareOfEvent === null ? UNKNOWN : format.percent(value.shareOfEvent),
      'of the event',
      'atLeast:standard',
    ),
  ];
}

/** A large letter takes about the room of two small ones. */
const LARGE = 2;
const NARROWEST = 12;

function figure(value: string, label: string, targetWidth: string | null = null): Figure {
  return { value, label, weight: Math.max(NARROWEST, LARGE * value.length), targetWidth };
}

/** The fourth figure in words, for where it gave way. */
export function shareSentence({ shareOfEvent }: AttendanceAnswer, context: CardContext): string | null {
  return shareOfEvent === null ? null : `On average ${formatFor(context).percent(shareOfEvent)} of the event.`;
}

/** How long people stayed, in one sentence. */
export function staySentence(value: AttendanceAnswer, context: CardContext): string {
  const format = formatFor(context);
  const { medianSeconds, completed, peak } = value;
  if (medianSeconds === null) return 'How long people stayed is not known.';
  const parts = [
    // Where Graph gives sums alone, nobody is known to have been there at the end.
    peak.count === null ? '' : `${format.number(value.stayedToEnd)} stayed to the end`,
    completed === null ? '' : `${format.number(completed)} saw nearly all of it`,
  ].filter(Boolean);
  const median = `Half stayed ${format.duration(medianSeconds)} or longer.`;
  return parts.length > 0 ? `${median} ${parts.join(', ')}.` : median;
}
