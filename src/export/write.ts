import { open } from 'node:fs/promises';
import type { ExportFile } from './content';

/** Characters that are made before they are written. */
const CHUNK = 64 * 1024;

/** Writes a file that does not exist yet, readable to its owner alone, piece by piece: the next lines are made when the disk has taken the last. */
export async function writeExport(
  path: string,
  file: ExportFile,
  signal?: AbortSignal,
): Promise<{ bytes: number; rows: number }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    let [bytes, written] = [0, 0];
    let chunk = '';
    const flush = async () => {
      signal?.throwIfAborted();
      const piece = Buffer.from(chunk, file.encoding);
      chunk = '';
      await handle.appendFile(piece);
      bytes += piece.length;
    };
    for (const line of file.lines()) {
      chunk += line;
      written += 1;
      if (chunk.length >= CHUNK) await flush();
    }
    await flush();
    return { bytes, rows: file.rowsOf(written) };
  } finally {
    await handle.close();
  }
}
