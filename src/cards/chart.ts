import { DEFAULT_THRESHOLDS, type Attendance } from '../domain/attendance';
import { isFew, SMALLEST_GROUP } from '../domain/small-groups';
import { toInstant } from '../domain/time';
import type { CardContext } from './card';
import { formatFor } from './format';
import { mayShowPeople } from './privacy';
import { timeMacro } from './when';

/** What the attendance template needs to draw the room over time, and the words where nothing is drawn. */
export interface CurveChart {
  caption: string;
  xAxisTitle: string;
  legend: string;
  /** x in minutes: Teams draws numbers as an axis, and clock times as one label each. */
  values: { x: number; y: number }[];
  /** The end of the upward axis: clients divide it in four, and so it is four times a round number. */
  yMax: number;
  drawing: string;
  words: string;
}

const DRAWN_BARS = 20;

/** The curve of the room, or undefined where there is none to see. */
export function curveChart(attendance: Attendance, context: CardContext): CurveChart | undefined {
  const { curve } = attendance;
  const first = curve[0];
  if (!first || curve.length < 2 || curve.every(point => point.present === 0)) return undefined;
  const isTold = ({ present }: Attendance['curve'][number]) => mayShowPeople(context) || !isFew(present);
  if (!curve.some(point => point.present > 0 && isTold(point))) return undefined;
  const { minutes, broken } = minutesInside(curve.map(point => toInstant(point.at) ?? 0));
  return {
    caption: broken
      ? 'People in the room, one report after another'
      : `People in the room, by minutes after ${timeMacro(first.at)} (your time)`,
    xAxisTitle: 'Minutes',
    legend: 'In the room',
    // Where a few are in the room, the line goes on from one larger number to the next.
    values: toWholeQuarters(
      curve.flatMap((point, index) => (isTold(point) ? [{ x: minutes[index] ?? 0, y: point.present }] : [])),
      minutes.at(-1) ?? 0,
    ),
    yMax: QUARTERS * roundStep(Math.max(...curve.map(point => point.present)) / QUARTERS),
    drawing: sparkline(
      curve.map(point => (isTold(point) ? point.present : 0)),
      DRAWN_BARS,
    ),
    words: curveWords(attendance, context),
  };
}

/** Clients draw four divisions of an axis, whatever the numbers. */
export const QUARTERS = 4;
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10];

/** The smallest round number that is no smaller, and whole: 61 gives 75, 4,567 gives 5,000. */
export function roundStep(atLeast: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, atLeast))));
  const steps = ROUND.map(one => one * power).filter(one => Number.isInteger(one));
  return steps.find(one => one >= atLeast) ?? 10 * power;
}

/** The curve ends with the window, after which nobody is there: the line goes on to minutes whose quarter is a whole number, of two digits that count. */
function toWholeQuarters(values: CurveChart['values'], last: number): CurveChart['values'] {
  const end = endOfAxis(last);
  if (end === last) return values;
  const someLeft = (values.at(-1)?.y ?? 0) > 0;
  return [...values, ...(someLeft ? [{ x: last, y: 0 }] : []), { x: end, y: 0 }];
}

/** The next number of minutes whose quarter is a whole one, of two digits that count. */
export function endOfAxis(last: number): number {
  const unit = last <= 100 ? QUARTERS : 2 * 10 ** Math.floor(Math.log10(last) - 1);
  return unit * Math.ceil(last / unit);
}

/** Steps longer than this many usual ones lie between two reports that were counted as one. */
const GAP_IN_STEPS = 3;

/** Minutes since the first instant, without the time between windows. */
function minutesInside(instants: number[]): { minutes: number[]; broken: boolean } {
  const steps = instants.slice(1).map((at, index) => at - (instants[index] ?? at));
  const usual = [...steps].sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
  let passed = 0;
  let broken = false;
  const minutes = [0];
  for (const step of steps) {
    const gap = step > usual * GAP_IN_STEPS;
    broken ||= gap;
    passed += gap ? usual : step;
    minutes.push(Math.round(passed / 6_000) / 10);
  }
  return { minutes, broken };
}

/** `173 at 10:18, half had left by 10:52 (Europe/London)`; of so few that half of them are a small group, the first part alone. */
export function curveWords({ peak, curve, window }: Attendance, context: CardContext): string {
  if (peak.count === null || peak.at === null) return 'No time in the room is known';
  const format = formatFor(context);
  const areFewTold = mayShowPeople(context);
  if (!areFewTold && isFew(peak.count)) return `Never ${SMALLEST_GROUP} people at once`;
  const top = `${format.number(peak.count)} at ${format.clock(peak.at)}`;
  const peakAt = toInstant(peak.at) ?? 0;
  // Who leaves within the grace before the end counts as having stayed.
  const lastMinutes = (toInstant(window.end) ?? Infinity) - (context.thresholds ?? DEFAULT_THRESHOLDS).graceMs;
  const half = peak.count / 2;
  if (!areFewTold && half < SMALLEST_GROUP) return `${top} (${format.zone})`;
  const emptied = curve.find(({ at, present }) => {
    const instant = toInstant(at) ?? 0;
    return instant > peakAt && instant < lastMinutes && present <= half;
  });
  const then = emptied ? `half had left by ${format.clock(emptied.at)}` : 'more than half stayed to the end';
  return `${top}, ${then} (${format.zone})`;
}

const bars = '▁▂▃▄▅▆▇█';

/** Numbers as a row of bars, at most `width` of them. */
export function sparkline(values: readonly number[], width: number): string {
  const top = Math.max(...values, 1);
  const count = Math.min(width, values.length);
  let drawn = '';
  for (let index = 0; index < count; index++) {
    const from = Math.floor((index * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * values.length) / count));
    const highest = Math.max(...values.slice(from, to));
    drawn += bars[Math.min(bars.length - 1, Math.floor((highest / top) * (bars.length - 1) + 0.5))] ?? '';
  }
  return drawn;
}
