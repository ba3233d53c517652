import type { AttendanceReport } from './attendance-record';
import type { Columns } from './intervals';
import { toInstant } from './time';

/** When a report's event took place, `[start, end)` in milliseconds. */
export interface Window {
  start: number;
  end: number;
}

/**
 * The report's own window if an interval of it overlaps it, else first join to last leave, else its own; undefined when nothing is known. The report's
 * intervals are those from `from` to before `to`.
 */
export function windowOf(
  report: AttendanceReport,
  { joins, leaves }: Columns,
  from: number,
  to: number,
): Window | undefined {
  const start = toInstant(report.start);
  const end = toInstant(report.end);
  const own = start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
  if (from === to) return own;
  let first = Infinity;
  let last = -Infinity;
  for (let index = from; index < to; index += 1) {
    const join = joins[index] ?? NaN;
    const leave = leaves[index] ?? NaN;
    if (own && join < own.end && leave > own.start) return own;
    if (join < first) first = join;
    if (leave > last) last = leave;
  }
  return { start: first, end: last };
}

/** In order of time. Those that overlap become one: two reports of the same hour are still one hour. */
export function apart(windows: readonly Window[]): Window[] {
  const turns: Window[] = [];
  for (const { start, end } of [...windows].sort((a, b) => a.start - b.start)) {
    const last = turns.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else turns.push({ start, end });
  }
  return turns;
}

/** How much of `[join, leave)` lies in the windows. */
export function clippedTo(windows: readonly Window[], join: number, leave: number): number {
  let inside = 0;
  for (let index = 0; index < windows.length; index += 1) {
    const window = windows[index];
    if (window && leave > window.start && join < window.end)
      inside += (leave < window.end ? leave : window.end) - (join > window.start ? join : window.start);
  }
  return inside;
}

export function lengthOf(windows: readonly Window[]): number {
  return windows.reduce((sum, { start, end }) => sum + end - start, 0);
}
