import type { Stay } from './attendance-record';
import { toIso, type Iso } from './time';
import type { Window } from './window';

/** One person in the window of one report: each join and leave. */
export interface Sitting {
  start: Iso | null;
  end: Iso | null;
  /** By join; none: no time is recorded here. */
  stays: SittingStay[];
  /** The most devices at once. */
  devices: number;
}

export interface SittingStay {
  join: Iso | null;
  leave: Iso | null;
  seconds: number;
  /** From 1; above 1 where an earlier stay still went on: another device. */
  device: number;
}

/** A person's stays by window; none at all where no time is known, which is not the same as having been away. */
export function sittingsOf(windows: readonly Window[], stays: readonly Stay[]): Sitting[] {
  if (stays.length === 0) return [];
  const byWindow = windows.map((): Stay[] => []);
  for (const stay of stays) byWindow[windowFor(stay, windows)]?.push(stay);
  return windows.map(({ start, end }, index) => {
    const devices = devicesOf(byWindow[index] ?? []);
    return {
      start: toIso(start),
      end: toIso(end),
      stays: devices.map(({ stay: { join, leave }, device }) => ({
        join: toIso(join),
        leave: toIso(leave),
        seconds: (leave - join) / 1000,
        device,
      })),
      devices: devices.reduce((most, { device }) => Math.max(most, device), 0),
    };
  });
}

/** Each stay, by join, on the first device that is free then: as many devices as there were at once. */
export function devicesOf(stays: readonly Stay[]): { stay: Stay; device: number }[] {
  const busyUntil: number[] = [];
  return [...stays]
    .sort((a, b) => a.join - b.join || a.leave - b.leave)
    .map(stay => {
      const free = busyUntil.findIndex(until => until <= stay.join);
      const index = free < 0 ? busyUntil.length : free;
      busyUntil[index] = stay.leave;
      return { stay, device: index + 1 };
    });
}

/** The window that holds most of the stay, else the nearest. */
function windowFor({ join, leave }: Stay, windows: readonly Window[]): number {
  let best = 0;
  let most = -Infinity;
  windows.forEach(({ start, end }, index) => {
    // Negative where they do not meet: how far they are apart.
    const shared = Math.min(leave, end) - Math.max(join, start);
    if (shared > most) [best, most] = [index, shared];
  });
  return best;
}

/** Present or away in each of `cells` equal parts from `from` to `to`, in milliseconds. A short stay fills one; none is lost. */
export function cellsOf(stays: readonly Stay[], from: number, to: number, cells: number): boolean[] {
  const width = (to - from) / cells;
  return Array.from({ length: cells }, (_, index) => {
    const [start, end] = [from + index * width, from + (index + 1) * width];
    const inside = stays.reduce(
      (sum, { join, leave }) => sum + Math.max(0, Math.min(leave, end) - Math.max(join, start)),
      0,
    );
    return inside * 2 >= width || stays.some(({ join, leave }) => isIn((join + leave) / 2, start, end));
  });
}

function isIn(instant: number, start: number, end: number): boolean {
  return instant >= start && instant < end;
}
