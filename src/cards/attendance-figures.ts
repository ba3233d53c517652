import type { AttendanceAnswer } from '../domain/attendance';
import { isFew, SMALLEST_GROUP, type Told, type ToldAttendance } from '../domain/small-groups';
import type { CardContext } from './card';
import { capitalised, formatFor } from './format';
import { mayShowPeople, toldWords } from './privacy';
import { timeMacro } from './when';

/** A large figure and what it is of; `weight` is its part of the row, by what stands in it. The fourth gives way where the card is narrow. */
export interface Figure {
  value: string;
  label: string;
  weight: number;
  targetWidth: string | null;
}

const UNKNOWN = '–';

/** Who came, and the peak; average and share unless they are of too few to be told. */
export function attendanceFigures(value: AttendanceAnswer, told: ToldAttendance, context: CardContext): Figure[] {
  const format = formatFor(context);
  const { peak } = value;
  return [
    figure(format.number(value.attended), 'came'),
    told.peak === 'few'
      ? figure(`under ${SMALLEST_GROUP}`, 'at once')
      : figure(peak.count === null ? UNKNOWN : format.number(peak.count), peakLabel(value, context)),
    ...(told.times ? timeFigures(value, context) : []),
  ];
}

/** When a few were most is when one of them came. */
function peakLabel({ peak }: AttendanceAnswer, context: CardContext): string {
  if (peak.at === null) return 'at once, time unknown';
  return isFew(peak.count ?? 0) && !mayShowPeople(context) ? 'at once' : `at once, ${timeMacro(peak.at)}`;
}

function timeFigures(value: AttendanceAnswer, context: CardContext): Figure[] {
  const format = formatFor(context);
  return [
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

export function figure(value: string, label: string, targetWidth: string | null = null): Figure {
  return { value, label, weight: Math.max(NARROWEST, LARGE * value.length), targetWidth };
}

/** The fourth figure in words, for where it gave way. */
export function shareSentence({ shareOfEvent }: AttendanceAnswer, context: CardContext): string | null {
  return shareOfEvent === null ? null : `On average ${formatFor(context).percent(shareOfEvent)} of the event.`;
}

/** How long people stayed, in one sentence. */
export function staySentence(value: AttendanceAnswer, told: ToldAttendance, context: CardContext): string {
  const format = formatFor(context);
  const { medianSeconds, peak } = value;
  if (medianSeconds === null) return 'How long people stayed is not known.';
  const phrase = (count: Told, words: string) => toldWords(count, context, { one: words, many: words });
  const parts = [
    // Where Graph gives sums alone, nobody is known to have been there at the end.
    peak.count === null ? undefined : phrase(told.stayedToEnd, 'stayed to the end'),
    told.completed === null ? undefined : phrase(told.completed, 'saw nearly all of it'),
  ].filter(part => part !== undefined);
  const median = told.times ? `Half stayed ${format.duration(medianSeconds)} or longer.` : '';
  return (
    [median, parts.length > 0 ? `${capitalised(parts.join(', '))}.` : ''].filter(Boolean).join(' ') ||
    `How long they stayed is told of ${SMALLEST_GROUP} people or more.`
  );
}
