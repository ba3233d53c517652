import type { Attendance } from './attendance';
import type { ProblemCode } from './errors';
import type { Returning } from './returning';
import type { Subject } from './subject';
import { toInstant, type Iso } from './time';

/** Figures of one event put beside those of another, in the order in which they are told. */
export const comparedCounts = [
  'attended',
  'peak',
  'averageSeconds',
  'stayedToEnd',
  'completed',
  'late',
  'leftEarly',
  'registered',
] as const;
export const comparedShares = ['shareOfEvent', 'attendanceRate'] as const;

export type ComparedCount = (typeof comparedCounts)[number];
export type ComparedShare = (typeof comparedShares)[number];

/** At most so many events stand side by side. */
export const MOST_COMPARED = 6;

/** An event beside others: with its figures, or with why it has none. */
export type ComparedEvent = WithFigures | { subject: Subject; unavailable: ProblemCode };

export interface WithFigures extends Attendance {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  incompleteBecause?: ProblemCode;
}

/** From the earlier figure to the later one; null where one of the two is unknown. */
export interface CountChange {
  difference: number | null;
  /** Of the earlier figure, 0.13 for 13 per cent more; null also where that is 0. */
  relative: number | null;
}

export interface ShareChange {
  /** Percentage points. */
  points: number | null;
}

export type FigureChanges = Record<ComparedCount, CountChange> & Record<ComparedShare, ShareChange>;

/** Between two events, by their places in the list. */
export interface Between {
  earlier: number;
  later: number;
}

/** What `compare` answers. Events are in order of time; changes and returning people are of each two whole ones that follow each other. */
export interface ComparisonAnswer {
  events: ComparedEvent[];
  changes: (Between & FigureChanges)[];
  returning: (Between & Returning)[];
  /** Only where three or more can be compared: people of the last one who came to every one, and to none before. */
  cameToAll?: number;
  newcomers?: number;
  /** How many of the series there would be, where that is known. */
  inSeries?: number;
  /** How many were asked for, where the series has fewer. */
  asked?: number;
}

export function hasFigures(event: ComparedEvent): event is WithFigures {
  return !('unavailable' in event);
}

/** When it was, in milliseconds, for the order of time; what has no time comes last. */
export function comparedFrom(event: ComparedEvent): number {
  const { start } = event.subject;
  const at = hasFigures(event) ? (event.report.start ?? event.window.start ?? start?.at) : start?.at;
  return toInstant(at) ?? Infinity;
}

/** The figure, or null where it is unknown. */
export function comparedFigure(figures: Attendance, name: ComparedCount | ComparedShare): number | null {
  // Where no times are known at all, nobody is known to have been late.
  const timed = figures.peak.count !== null;
  switch (name) {
    case 'peak':
      return figures.peak.count;
    case 'late':
    case 'leftEarly':
    case 'stayedToEnd':
      return timed ? figures[name] : null;
    case 'registered':
    case 'attendanceRate':
      return figures.registration?.[name] ?? null;
    default:
      return figures[name];
  }
}

/** The changes between each two events with whole figures that follow each other in `inTimeOrder`. */
export function changesOf(inTimeOrder: readonly ComparedEvent[]): ComparisonAnswer['changes'] {
  return pairsOf(inTimeOrder).map(({ earlier, later }) => {
    const change = (name: ComparedCount | ComparedShare) =>
      differenceOf(inTimeOrder[earlier], inTimeOrder[later], name);
    const counts = comparedCounts.map(name => [name, change(name)] as const);
    const shares = comparedShares.map(name => {
      const { difference } = change(name);
      return [name, { points: difference === null ? null : difference * 100 }] as const;
    });
    return { earlier, later, ...(Object.fromEntries([...counts, ...shares]) as FigureChanges) };
  });
}

/** Each two events with whole figures that follow each other; those without are passed over. */
export function pairsOf(inTimeOrder: readonly ComparedEvent[]): Between[] {
  const whole = inTimeOrder.flatMap((event, index) => (hasFigures(event) && !event.incomplete ? [index] : []));
  return whole.slice(1).map((later, index) => ({ earlier: whole[index] ?? later, later }));
}

function differenceOf(
  earlier: ComparedEvent | undefined,
  later: ComparedEvent | undefined,
  name: ComparedCount | ComparedShare,
): CountChange {
  const [from, to] = [earlier, later].map(one => (one && hasFigures(one) ? comparedFigure(one, name) : null));
  if (from === null || from === undefined || to === null || to === undefined)
    return { difference: null, relative: null };
  return countChange(from, to);
}

/** Between two figures that are known. */
export function countChange(from: number, to: number): { difference: number; relative: number | null } {
  return { difference: to - from, relative: from === 0 ? null : (to - from) / from };
}
