import { againstBare } from './against-bare';
import { median, run } from './processes';

export interface RecordsResult {
  attendees: number;
  pages: number;
  /** Wall time, milliseconds, a round each. */
  bareMs: number[];
  askMs: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
  /** Second ask of the same report, as a share of the first, and its requests for records. */
  secondShare: number;
  secondRequests: number;
  /** All requests to Graph, of the first and of the second ask. */
  requests: number;
  secondAsked: number;
  /** Peak resident memory of the process, MB of 1e6 bytes. */
  barePeakMb: number;
  askPeakMb: number;
}

const ROUNDS = 9;

/**
 * `attendance` over many records, and as many registrations to join, against a bare loop of fetch and JSON.parse over the same pages; a new process each,
 * the tenant in a third.
 */
export async function benchRecords(attendees: number, registrations = 0): Promise<RecordsResult> {
  const server = run('page-server', [String(attendees), String(registrations)]);
  try {
    const { root, organizer, title, smallTitle, collections, pages, call, callPages } =
      await server.line('collections');
    const { said, bareMs, ms, ratio, barePeakMb, peakMb } = await againstBare(
      ROUNDS,
      [...(collections as string[]), String(call)],
      {
        script: 'ask-loop',
        args: [root, organizer, title, smallTitle].map(String),
        property: 'first',
        msOf: one => (one as unknown as Asked).first.ms,
      },
    );
    const ask = said as unknown as Asked[];
    return {
      attendees,
      pages: Number(pages) + Number(callPages),
      bareMs,
      askMs: ms,
      ratio,
      secondShare: median(ask.map(one => one.second.ms / one.first.ms)),
      requests: Math.max(...ask.map(one => one.first.requests)),
      secondAsked: Math.max(...ask.map(one => one.second.requests)),
      secondRequests: Math.max(...ask.map(one => one.second.recordRequests)),
      barePeakMb,
      askPeakMb: peakMb,
    };
  } finally {
    await server.stop();
  }
}

interface Asked {
  first: { ms: number; requests: number; recordRequests: number };
  second: { ms: number; requests: number; recordRequests: number };
}
