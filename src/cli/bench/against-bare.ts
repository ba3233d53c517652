import { measure, median } from './processes';

export interface AgainstBare {
  /** What the measured script said, a line a round. */
  said: Record<string, unknown>[];
  /** Wall time, milliseconds, a round each. */
  bareMs: number[];
  ms: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
  /** Peak resident memory of the process, MB of 1e6 bytes. */
  barePeakMb: number;
  peakMb: number;
}

interface Measured {
  script: string;
  args: string[];
  /** What tells that the script is done; its milliseconds unless `msOf` finds them elsewhere. */
  property?: string;
  msOf?: (said: Record<string, unknown>) => number;
}

/** A script against a bare loop of fetch and JSON.parse over the same collections: alternating rounds, a new process each. */
export async function againstBare(
  rounds: number,
  collections: string[],
  { script, args, property = 'ms', msOf = ({ ms }) => Number(ms) }: Measured,
): Promise<AgainstBare> {
  const bare: Record<string, unknown>[] = [];
  const said: Record<string, unknown>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const loop = async () => bare.push(await measure('bare-loop', collections, 'ms'));
    const measured = async () => said.push(await measure(script, args, property));
    for (const turn of round % 2 ? [measured, loop] : [loop, measured]) await turn();
  }
  const bareMs = bare.map(one => Number(one.ms));
  const ms = said.map(msOf);
  const peakMb = (all: Record<string, unknown>[]) => median(all.map(one => (Number(one.peakKb) * 1024) / 1e6));
  return {
    said,
    bareMs,
    ms,
    ratio: median(ms.map((one, round) => one / (bareMs[round] ?? NaN))),
    barePeakMb: peakMb(bare),
    peakMb: peakMb(said),
  };
}
