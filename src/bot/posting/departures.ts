/** The short windows of Teams: leave was given that far apart, and a busy machine may still let requests go closer together. */
const WINDOWS = [
  { sends: 7, ms: 1_000 },
  { sends: 8, ms: 2_000 },
] as const;
const LONGEST = 2_000;
const MARGIN = 100;

/** When requests really left this process, by conversation. */
export interface Departures {
  /** Milliseconds until one more may leave for there. */
  wait(place: string): number;
  left(place: string): void;
}

export function createDepartures(now: () => number): Departures {
  const times = new Map<string, number[]>();
  return {
    wait(place) {
      const left = times.get(place) ?? [];
      return Math.max(0, ...WINDOWS.map(({ sends, ms }) => (left.at(-sends) ?? -Infinity) + ms + MARGIN - now()));
    },
    left(place) {
      for (const [known, left] of times) if ((left.at(-1) ?? 0) < now() - LONGEST - MARGIN) times.delete(known);
      times.set(place, [...(times.get(place) ?? []), now()].slice(-8));
    },
  };
}
