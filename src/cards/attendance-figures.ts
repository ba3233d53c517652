import type { AttendanceAnswer } from '../domain/attendance';
import type { CardContext } from './card';
import { formatFor } from './format';
import { timeMacro } from './when';

/** A large figure and what it is of; `weight` is its part of the row. The fourth gives way where the card is narrow. */
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
    { value: format.number(value.attended), label: 'came', weight: 4, targetWidth: null },
    {
      value: peak.count === null ? UNKNOWN : format.number(peak.count),
      label: peak.at === null ? 'at once, time unknown' : `at once, ${timeMacro(peak.at)}`,
      weight: 4,
      targetWidth: null,
    },
    {
      value: value.averageSeconds === null ? UNKNOWN : format.duration(value.averageSeconds),
      label: 'on average',
      weight: 5,
      targetWidth: null,
    },
    {
      value: value.shareOfEvent === null ? UNKNOWN : format.percent(value.shareOfEvent),
      label: 'of the event',
      weight: 4,
      targetWidth: 'atLeast:standard',
    },
  ];
}

/** How long people stayed, in one sentence. */
export function staySentence(value: AttendanceAnswer, context: CardContext): string {
  const format = formatFor(context);
  const { medianSeconds, shareOfEvent, completed } = value;
  if (medianSeconds === null) return 'How long people stayed is not known.';
  const median = `Half stayed ${format.duration(medianSeconds)} or longer`;
  const share = shareOfEvent === null ? '' : `; the average is ${format.percent(shareOfEvent)} of the event`;
  const whole = completed === null ? '' : `, ${format.number(completed)} saw nearly all of it`;
  return `${median}${share}. ${format.number(value.stayedToEnd)} stayed to the end${whole}.`;
}
