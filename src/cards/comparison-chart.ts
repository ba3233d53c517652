import { hasFigures, type ComparedEvent, type WithFigures } from '../domain/comparison';
import { isFew } from '../domain/small-groups';
import { toInstant } from '../domain/time';
import type { CardContext } from './card';
import { endOfAxis, QUARTERS, roundStep, sparkline } from './chart';
import { mayShowPeople, toldTo } from './privacy';

/** The rooms of several events over time, from the start of each. */
export interface ComparisonChart {
  caption: string;
  xAxisTitle: string;
  yMax: number;
  lines: { legend: string; color: string; values: Point[] }[];
  /** The same in text, where a host has no charts. */
  drawings: { name: string; drawing: string }[];
}

interface Point {
  x: number;
  y: number;
}

/** In the order of time; the last one, which is read first, is the bluest. */
const COLORS = [
  'categoricalBlue',
  'categoricalMarigold',
  'categoricalTeal',
  'categoricalPurple',
  'categoricalRed',
  'categoricalLime',
];
const DRAWN_BARS = 16;
/** Rooms that differ more in size are drawn by their share of their own peak. */
const TOO_DIFFERENT = 5;

/** The lines of the whole events, at most `points` each; undefined where there are not two to see. */
export function comparisonChart(
  events: readonly ComparedEvent[],
  names: readonly string[],
  points: number,
  context: CardContext,
): ComparisonChart | undefined {
  const rooms = events.flatMap((event, index) => {
    const name = names[index] ?? '';
    return hasFigures(event) && isDrawn(event, context) ? [{ name, event, place: index }] : [];
  });
  if (rooms.length < 2 || points < 2) return undefined;
  const tops = rooms.map(({ event }) => highest(event));
  const areShares = Math.max(...tops) > TOO_DIFFERENT * Math.min(...tops);
  const lines = rooms.map(({ event }, index) => {
    const top = tops[index] ?? 1;
    const values = pointsOf(event, points, context);
    return areShares ? values.map(({ x, y }) => ({ x, y: Math.round((y / top) * 100) })) : values;
  });
  const end = endOfAxis(Math.max(...lines.map(values => values.at(-1)?.x ?? 0)));
  return {
    caption: areShares
      ? 'The room by minutes after the start of each, in per cent of its own peak: they differ too much in size for one scale.'
      : 'People in the room, by minutes after the start of each',
    xAxisTitle: 'Minutes',
    yMax: areShares ? 100 : QUARTERS * roundStep(Math.max(...tops) / QUARTERS),
    lines: rooms.map(({ name }, index) => ({
      legend: name,
      color: COLORS[(rooms.length - 1 - index) % COLORS.length] ?? 'categoricalBlue',
      values: untilEnd(lines[index] ?? [], end),
    })),
    drawings: rooms.map(({ name, event }) => ({ name, drawing: drawingOf(event, context) })),
  };
}

function isDrawn(event: WithFigures, context: CardContext): boolean {
  if (event.incomplete || typeof toldTo(event, context).attended !== 'number') return false;
  return pointsOf(event, event.curve.length, context).filter(({ y }) => y > 0).length > 1;
}

/** Some points of the curve, first and last among them; none where a few can be seen by others. */
function pointsOf({ curve, window }: WithFigures, most: number, context: CardContext): Point[] {
  const start = toInstant(window.start) ?? 0;
  const count = Math.min(most, curve.length);
  const last = curve.length - 1;
  return Array.from({ length: count }, (_, point) => Math.round((point * last) / Math.max(1, count - 1))).flatMap(
    place => {
      const one = curve[place];
      if (!one || (isFew(one.present) && !mayShowPeople(context))) return [];
      const minutes = ((toInstant(one.at) ?? start) - start) / 60_000;
      return [{ x: Math.round(minutes * 10) / 10, y: one.present }];
    },
  );
}

/** Each line falls to nothing at its own end; the longest goes on to the end of the axis. */
function untilEnd(values: readonly Point[], end: number): Point[] {
  const last = values.at(-1);
  if (!last) return [];
  const fallen = last.y > 0 ? [...values, { x: last.x, y: 0 }] : [...values];
  return endOfAxis(last.x) === end && last.x < end ? [...fallen, { x: end, y: 0 }] : fallen;
}

function highest({ curve }: WithFigures): number {
  return Math.max(...curve.map(({ present }) => present));
}

function drawingOf({ curve }: WithFigures, context: CardContext): string {
  const shown = curve.map(({ present }) => (isFew(present) && !mayShowPeople(context) ? 0 : present));
  return sparkline(shown, DRAWN_BARS);
}
