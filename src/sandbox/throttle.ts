import { Refusal } from './routes/errors';

/** How many reads an app may make in how long; Graph allows virtual events 750 in 30 seconds. */
export interface ReadLimit {
  reads: number;
  perMs: number;
}

/** Counts reads in a sliding window and refuses with 429 beyond the limit. A refused read counts too, as it does at Graph. */
export function createThrottle(limit: ReadLimit | undefined): (now: number) => void {
  let times: number[] = [];
  return now => {
    if (!limit) return;
    times = times.filter(at => at > now - limit.perMs);
    const oldest = times[times.length - limit.reads];
    times.push(now);
    if (oldest === undefined) return;
    const seconds = Math.max(1, Math.ceil((oldest + limit.perMs - now) / 1000));
    throw new Refusal(429, 'TooManyRequests', 'Please retry again later.', seconds);
  };
}
