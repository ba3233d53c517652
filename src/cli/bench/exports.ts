import type { ExportLayout } from '../../domain/export';
import { againstBare } from './against-bare';
import { run } from './processes';

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
    const { said, bareMs, ms, ratio, barePeakMb, peakMb } = await againstBare(ROUNDS, collections as string[], {
      script: 'export-loop',
      args: [root, organizer, title, smallTitle, layout].map(String),
    });
    return {
      attendees: Number(said[0]?.attended),
      mb: Number(said[0]?.bytes) / 1e6,
      bareMs,
      exportMs: ms,
      ratio,
      barePeakMb,
      exportPeakMb: peakMb,
    };
  } finally {
    await server.stop();
  }
}
