import { measure, median, run } from './processes';

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
    const bare: Record<string, unknown>[] = [];
    const ask: Asked[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const loop = async () =>
        bare.push(await measure('bare-loop', [...(collections as string[]), String(call)], 'ms'));
      const asked = async () =>
        ask.push(
          (await measure('ask-loop', [root, organizer, title, smallTitle].map(String), 'first')) as unknown as Asked,
        );
      for (const turn of round % 2 ? [asked, loop] : [loop, asked]) await turn();
    }
    const bareMs = bare.map(one => Number(one.ms));
    const askMs = ask.map(one => one.first.ms);
    return {
      attendees,
      pages: Number(pages) + Number(callPages),
      bareMs,
      askMs,
      ratio: median(askMs.map((ms, round) => ms / (bareMs[round] ?? NaN))),
      secondShare: median(ask.map(one => one.second.ms / one.first.ms)),
      requests: Math.max(...ask.map(one => one.first.requests)),
      secondAsked: Math.max(...ask.map(one => one.second.requests)),
      secondRequests: Math.max(...ask.map(one => one.second.recordRequests)),
      barePeakMb: median(bare.map(one => (Number(one.peakKb) * 1024) / 1e6)),
      askPeakMb: median(ask.map(one => (one.peakKb * 1024) / 1e6)),
    };
  } finally {
    await server.stop();
  }
}

interface Asked {
  first: { ms: number; requests: number; recordRequests: number };
  second: { ms: number; requests: number; recordRequests: number };
  peakKb: number;
}
