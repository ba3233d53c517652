import { measure, median, run } from './processes';

export interface CallsResult {
  sessions: number;
  pages: number;
  /** Wall time, milliseconds, a round each. */
  bareMs: number[];
  askMs: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
  requests: number;
  /** Peak resident memory of the process, MB of 1e6 bytes. */
  barePeakMb: number;
  askPeakMb: number;
}

const ROUNDS = 9;
/** In the event's report, which is not read here. */
const ATTENDEES = 100;

/**
 * `quality` of a call of many sessions with their segments, against a bare loop of fetch and JSON.parse over the same pages; a new process each, the
 * tenant in a third.
 */
export async function benchCalls(sessions: number): Promise<CallsResult> {
  const server = run('page-server', [ATTENDEES, 0, sessions].map(String));
  try {
    const { root, organizer, title, smallTitle, call, callPages } = await server.line('collections');
    const about = [root, organizer, title, smallTitle].map(String);
    const bare: Record<string, unknown>[] = [];
    const asked: Record<string, unknown>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const loop = async () => bare.push(await measure('bare-loop', [String(call)], 'ms'));
      const ask = async () => asked.push(await measure('call-loop', about, 'ms'));
      for (const turn of round % 2 ? [ask, loop] : [loop, ask]) await turn();
    }
    const ms = (all: Record<string, unknown>[]) => all.map(one => Number(one.ms));
    const peakMb = (all: Record<string, unknown>[]) => median(all.map(one => (Number(one.peakKb) * 1024) / 1e6));
    return {
      sessions: Number(asked[0]?.sessions),
      pages: Number(callPages),
      bareMs: ms(bare),
      askMs: ms(asked),
      ratio: median(ms(asked).map((one, round) => one / (ms(bare)[round] ?? NaN))),
      requests: Math.max(...asked.map(one => Number(one.requests))),
      barePeakMb: peakMb(bare),
      askPeakMb: peakMb(asked),
    };
  } finally {
    await server.stop();
  }
}
