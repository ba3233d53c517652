import type { SignUps } from '../domain/registrations';
import { toInstant } from '../domain/time';
import type { CardContext } from './card';
import { QUARTERS, roundStep, sparkline } from './chart';
import { formatFor } from './format';

/** What the registrations template needs to draw how registrations came in, and the words where nothing is drawn. */
export interface SignUpChart {
  caption: string;
  legend: string;
  /** x as `2026-11-12` in the reader's zone: clients draw such as an axis of dates. */
  values: { x: string; y: number }[];
  yMax: number;
  drawing: string;
  words: string;
}

const DRAWN_BARS = 20;

/** Undefined where all came on one day, or none has a time. */
export function signUpChart({ curve }: SignUps, context: CardContext): SignUpChart | undefined {
  const { zone } = formatFor(context);
  const days = new Map<string, number>();
  for (const { at, count } of curve) days.set(dayOf(at, zone), count);
  if (days.size < 2) return undefined;
  const values = [...days].map(([x, y]) => ({ x, y }));
  return {
    caption: `Registrations so far, by day (${zone}), those cancelled since as well`,
    legend: 'Registrations',
    values,
    yMax: QUARTERS * roundStep(Math.max(...values.map(({ y }) => y)) / QUARTERS),
    drawing: sparkline(
      curve.map(({ count }) => count),
      DRAWN_BARS,
    ),
    words: signUpWords(curve, context),
  };
}

/** `From 12 Oct to 11 Nov, half of them by 30 Oct (Europe/London)` */
export function signUpWords(curve: SignUps['curve'], context: CardContext): string {
  const format = formatFor(context);
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return 'When people registered is not known';
  const half = curve.find(({ count }) => count * 2 >= last.count) ?? last;
  const days = [first, half, last].map(({ at }) => format.shortDay(at));
  return days[0] === days[2]
    ? `All on ${days[0] ?? ''} (${format.zone})`
    : `From ${days[0] ?? ''} to ${days[2] ?? ''}, half of them by ${days[1] ?? ''} (${format.zone})`;
}

function dayOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    toInstant(at) ?? 0,
  );
}
