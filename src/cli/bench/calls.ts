import { againstBare } from './against-bare';
import { run } from './processes';

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
    const { said, bareMs, ms, ratio, barePeakMb, peakMb } = await againstBare(ROUNDS, [String(call)], {
      script: 'call-loop',
      args: [root, organizer, title, smallTitle].map(String),
    });
    return {
      sessions: Number(said[0]?.sessions),
      pages: Number(callPages),
      bareMs,
      askMs: ms,
      ratio,
      requests: Math.max(...said.map(one => Number(one.requests))),
      barePeakMb,
      askPeakMb: peakMb,
    };
  } finally {
    await server.stop();
  }
}
