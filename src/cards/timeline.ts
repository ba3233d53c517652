import { toInstant, type Iso } from '../domain/time';
import { cellsOf, type Sitting, type SittingStay } from '../domain/timeline';
import type { CardContext } from './card';
import { formatFor } from './format';
import { textRun, type TextRun } from './text-run';
import { dateMacro, timeMacro } from './when';

/** One window of a person's timeline, as the template draws it. */
export interface DrawnSitting {
  /** The day, where it is not the event's own or there are several. */
  label: string | null;
  /** A line a device, each over the whole window. */
  bars: { inlines: TextRun[] }[];
  /** What the bars reach from and to. */
  scale: string | null;
  /** Each join and leave. */
  lines: { text: string }[];
}

/** As many as a card of 320 pixels holds in a line. */
const CELLS = 36;
const MOST_DEVICES = 4;

/** Every window of one event that starts at `start`. A day that is not the event's own is named, and of several windows each day once. */
export function drawnSittings(
  sittings: readonly Sitting[],
  { start, mostLines }: { start: Iso | undefined; mostLines: number },
  context: CardContext,
): DrawnSitting[] {
  const format = formatFor(context);
  let named = sittings.length === 1 && start !== undefined ? format.day(start) : undefined;
  return sittings.map(sitting => {
    const day = sitting.start === null ? undefined : format.day(sitting.start);
    const isNewDay = sitting.start !== null && day !== named;
    named = day;
    return drawnSitting(sitting, isNewDay ? dateMacro(sitting.start ?? '') : null, mostLines, context);
  });
}

/** The bars of one window, and at most `mostLines` of its joins and leaves in words. */
function drawnSitting(sitting: Sitting, label: string | null, mostLines: number, context: CardContext): DrawnSitting {
  const { stays } = sitting;
  if (stays.length === 0) return { label, bars: [], scale: null, lines: [{ text: 'No time recorded here.' }] };
  const format = formatFor(context);
  const [from, to] = reachOf(sitting);
  const shown = stays.slice(0, mostLines);
  const left = stays.length - shown.length;
  return {
    label,
    bars: Array.from({ length: Math.min(sitting.devices, MOST_DEVICES) }, (_, index) => ({
      inlines: barOf(
        stays.filter(({ device }) => device === index + 1),
        from,
        to,
      ),
    })),
    scale: [
      `${timeMacro(new Date(from).toISOString())} to ${timeMacro(new Date(to).toISOString())}`,
      ...(sitting.devices > 1 ? [`${devicesText(sitting.devices)} at once, a line each`] : []),
    ].join(' · '),
    lines: [
      ...shown.map(stay => ({
        text: `In ${stay.join ? timeMacro(stay.join) : ''} to ${stay.leave ? timeMacro(stay.leave) : ''} (${format.duration(stay.seconds)})${otherDevice(stay)}`,
      })),
      ...(left > 0 && mostLines > 0 ? [{ text: `and ${format.number(left)} more` }] : []),
    ],
  };
}

/** The same in words with clock times, for `fallbackText`: `10:02 to 10:48 (46 min), 10:55 to 11:00 (5 min)`. */
export function sittingWords({ stays }: Sitting, context: CardContext, most = 6): string {
  const format = formatFor(context);
  const told = stays
    .slice(0, most)
    .map(
      stay =>
        `${format.clock(stay.join ?? '')} to ${format.clock(stay.leave ?? '')} (${format.duration(stay.seconds)})${otherDevice(stay)}`,
    );
  const left = stays.length - told.length;
  return [...told, ...(left > 0 ? [`${format.number(left)} more`] : [])].join(', ');
}

/** From the window's start, or the first join before it, to its end, or the last leave after it. */
function reachOf({ start, end, stays }: Sitting): [from: number, to: number] {
  const instants = (of: 'join' | 'leave') => stays.flatMap(stay => toInstant(stay[of]) ?? []);
  return [
    Math.min(toInstant(start) ?? Infinity, ...instants('join')),
    Math.max(toInstant(end) ?? -Infinity, ...instants('leave')),
  ];
}

function barOf(stays: readonly SittingStay[], from: number, to: number): TextRun[] {
  const spans = stays.map(({ join, leave }) => ({ join: toInstant(join) ?? NaN, leave: toInstant(leave) ?? NaN }));
  return timelineBar(spans, from, to);
}

/** Spans of milliseconds over the time from `from` to `to`, as one line of text. */
export function timelineBar(spans: readonly { join: number; leave: number }[], from: number, to: number): TextRun[] {
  const cells = cellsOf(spans, from, to, CELLS);
  const runs: TextRun[] = [];
  for (let start = 0; start < cells.length;) {
    let end = start;
    while (end < cells.length && cells[end] === cells[start]) end += 1;
    const isIn = cells[start] === true;
    runs.push(
      textRun((isIn ? '█' : '░').repeat(end - start), {
        size: 'Small',
        fontType: 'Monospace',
        ...(isIn ? { color: 'Accent' } : { isSubtle: true }),
      }),
    );
    start = end;
  }
  return runs;
}

const ordinals = ['', '', 'second', 'third', 'fourth'];

function otherDevice({ device }: SittingStay): string {
  return device > 1 ? `, ${ordinals[device] ?? 'another'} device` : '';
}

function devicesText(devices: number): string {
  return devices === 2 ? 'two devices' : devices === 3 ? 'three devices' : `${devices} devices`;
}
