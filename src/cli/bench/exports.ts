import type { ExportLayout } from '../../domain/export';
import { measure, median, run } from './processes';

export interface ExportsResult {
  attendees: number;
  /** Of all files, MB of 1e6 bytes. */
  mb: number;
  /** Wall time, milliseconds, a round each. */
  bareMs: number[];
  exportMs: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
  /** Peak resident memory of the process, MB of 1e6 bytes. */
  barePeakMb: number;
  exportPeakMb: number;
}

const ROUNDS = 7;

/** `export` of many people to files on disk, against a bare loop of fetch and JSON.parse over the same pages; a new process each, the tenant in a third. */
export async function benchExports(attendees: number, layout: ExportLayout): Promise<ExportsResult> {
  const server = run('page-server', [String(attendees), '0']);
  try {
    const { root, organizer, title, smallTitle, collections } = await server.line('collections');
    const about = [root, organizer, title, smallTitle, layout].map(String);
    const bare: Record<string, unknown>[] = [];
    const exported: Record<string, unknown>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const loop = async () => bare.push(await measure('bare-loop', collections as string[], 'ms'));
      const asked = async () => exported.push(await measure('export-loop', about, 'ms'));
      for (const turn of round % 2 ? [asked, loop] : [loop, asked]) await turn();
    }
    const bareMs = bare.map(one => Number(one.ms));
    const exportMs = exported.map(one => Number(one.ms));
    const peakMb = (all: Record<string, unknown>[]) => median(all.map(one => (Number(one.peakKb) * 1024) / 1e6));
    return {
      attendees: Number(exported[0]?.attended),
      mb: Number(exported[0]?.bytes) / 1e6,
      bareMs,
      exportMs,
      ratio: median(exportMs.map((ms, round) => ms / (bareMs[round] ?? NaN))),
      barePeakMb: peakMb(bare),
      exportPeakMb: peakMb(exported),
    };
  } finally {
    await server.stop();
  }
}
