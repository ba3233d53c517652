import { within } from './within';

/** How long this process is watched, and how much of that it may have worked to count as idle. */
const WATCHED_MS = 20;
const BUSY = 0.5;

/** Resolves once the work is over, or this process has had little to do for a moment, or it is called off. */
export type GiveWay = (signal?: AbortSignal) => Promise<'over' | 'idle'>;

/** For what is read beside work that somebody waits for: the work comes first. */
export function givingWayTo(work: Promise<unknown>): GiveWay {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  const over = work.then(end, end);
  return async signal => {
    while (!isOver && !signal?.aborted) {
      const before = performance.eventLoopUtilization();
      await within(over, WATCHED_MS);
      if (performance.eventLoopUtilization(before).utilization < BUSY) break;
    }
    return isOver ? 'over' : 'idle';
  };
}
