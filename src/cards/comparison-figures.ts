import {
  comparedFigure,
  comparedShares,
  hasFigures,
  type ComparedCount,
  type ComparedEvent,
  type ComparedShare,
  type WithFigures,
} from '../domain/comparison';
import { SMALLEST_GROUP, tellCount, tellParts, type Told } from '../domain/small-groups';
import type { CardContext } from './card';
import { formatFor } from './format';
import { mayTellFew, toldTo } from './privacy';

type Compared = ComparedCount | ComparedShare;
/** As its readers may know it; null is unknown. */
export type ToldFigure = Told | null;

/** A figure of every event, and the latest change of it. `values` in order of time; `chain` is them in a row. */
export interface FigureRow {
  name: Compared;
  label: string;
  values: string[];
  chain: string;
  change: string;
}

const labels: Record<Compared, string> = {
  attended: 'Came',
  peak: 'At once',
  averageSeconds: 'On average',
  shareOfEvent: 'Of the event',
  stayedToEnd: 'Stayed to the end',
  completed: 'Saw nearly all of it',
  late: 'Came late',
  leftEarly: 'Left early',
  registered: 'Registered',
  attendanceRate: 'Of registered came',
};

const UNKNOWN = '–';
/** Behind a figure of what was read in part. */
export const PART = '†';

/** Every figure that one of the events has, as a row; `pair` are the two whose change is told. */
export function figureRows(
  events: readonly ComparedEvent[],
  pair: { earlier: number; later: number } | undefined,
  context: CardContext,
): FigureRow[] {
  const told = events.map(event => (hasFigures(event) ? toldFigures(event, context) : undefined));
  return (Object.keys(labels) as Compared[]).flatMap(name => {
    const figures = told.map(one => one?.[name] ?? null);
    if (figures.every(figure => figure === null)) return [];
    const [from, to] = pair ? [figures[pair.earlier] ?? null, figures[pair.later] ?? null] : [null, null];
    const values = figures.map((figure, index) => {
      const event = events[index];
      const isPart = figure !== null && event && hasFigures(event) && event.incomplete;
      return `${figureText(name, figure, context)}${isPart ? PART : ''}`;
    });
    return [
      {
        name,
        label: labels[name],
        values,
        chain: chainText(values),
        change: changeText(name, from, to, context) || UNKNOWN,
      },
    ];
  });
}

/** The figures of one event without small groups where others read along. */
export function toldFigures(event: WithFigures, context: CardContext): Record<Compared, ToldFigure> {
  const told = toldTo(event, context);
  const isOpen = mayTellFew(context);
  const known = (name: Compared, shown: ToldFigure): ToldFigure => {
    if (comparedFigure(event, name) === null) return null;
    // Of a few, nothing more is told than that they came.
    return told.attended === 'few' && name !== 'attended' && name !== 'registered' ? 'hidden' : shown;
  };
  const timed = (name: Compared) => known(name, told.times ? comparedFigure(event, name) : 'hidden');
  const { registered = 0, matched = 0, noShows = 0, attendanceRate = null } = event.registration ?? {};
  const isRateTold = isOpen || tellParts([matched, noShows], registered).every(part => typeof part === 'number');
  return {
    attended: told.attended,
    peak: known('peak', told.peak),
    averageSeconds: timed('averageSeconds'),
    shareOfEvent: timed('shareOfEvent'),
    stayedToEnd: known('stayedToEnd', told.stayedToEnd),
    completed: known('completed', told.completed),
    late: known('late', told.late),
    leftEarly: known('leftEarly', told.leftEarly),
    registered: known('registered', isOpen ? registered : tellCount(registered)),
    attendanceRate: known('attendanceRate', isRateTold ? attendanceRate : 'hidden'),
  };
}

function figureText(name: Compared, figure: ToldFigure, context: CardContext): string {
  if (figure === null) return UNKNOWN;
  if (figure === 'few') return `under ${SMALLEST_GROUP}`;
  if (figure === 'hidden') return 'not told';
  const format = formatFor(context);
  if (name === 'averageSeconds') return format.duration(figure);
  return isShare(name) ? format.percent(figure) : format.number(figure);
}

/** `214 → 187 → 173`, `38 → 41 min`, `62 → 58 %`: a unit that all have stands once. */
function chainText(texts: readonly string[]): string {
  const unit = ['min', '%'].find(one =>
    texts.every(text => text === UNKNOWN || new RegExp(`^[\\d.,]+ ${one}$`).test(text)),
  );
  if (unit === undefined || texts.every(text => text === UNKNOWN)) return texts.join(' → ');
  return `${texts.map(text => text.replace(` ${unit}`, '')).join(' → ')} ${unit}`;
}

/** `+23 (+13 %)`, `−3 min (−8 %)`, `+4 points`; empty where one of the two is not known or not told. */
export function changeText(name: Compared, from: ToldFigure, to: ToldFigure, context: CardContext): string {
  if (typeof from !== 'number' || typeof to !== 'number') return '';
  const difference = to - from;
  if (difference === 0) return 'the same';
  const sign = difference > 0 ? '+' : '−';
  const size = Math.abs(difference);
  const format = formatFor(context);
  if (isShare(name)) return pointsText(sign, size, context);
  if (name === 'averageSeconds' && size < NOTICED_SECONDS) return 'about the same';
  const amount = name === 'averageSeconds' ? format.duration(Math.max(size, 60)) : format.number(size);
  const relative = from === 0 ? 0 : size / from;
  const isTelling = relative >= LEAST_RELATIVE && relative < MOST_RELATIVE;
  return `${sign}${amount}${isTelling ? ` (${sign}${format.percent(relative)})` : ''}`;
}

const NOTICED_SECONDS = 30;
/** Rounded, less would read as no change. */
const LEAST_RELATIVE = 0.0005;
/** Beyond, per cent tell nobody anything: ten times as many, and one more. */
const MOST_RELATIVE = 10;

function pointsText(sign: string, share: number, context: CardContext): string {
  const amount = formatFor(context).percent(share).replace(/ %$/, '');
  if (share < LEAST_RELATIVE) return 'about the same';
  return `${sign}${amount} ${amount === '1' ? 'point' : 'points'}`;
}

function isShare(name: Compared): name is ComparedShare {
  return (comparedShares as readonly string[]).includes(name);
}
