import { open } from 'node:fs/promises';
import type { ExportFile } from './content';

/** Characters that are made before they are written; at most three bytes each, in either encoding. */
const PIECE = 64 * 1024;

/**
 * Writes a file that does not exist yet, readable to its owner alone. Its lines are made as the disk takes them: one piece is on its way there while the
 * next is filled, never more.
 */
export async function writeExport(
  path: string,
  { lines, encoding, rowsOf }: Pick<ExportFile, 'lines' | 'encoding' | 'rowsOf'>,
  signal?: AbortSignal,
): Promise<{ bytes: number; rows: number }> {
  const handle = await open(path, 'wx', 0o600);
  let writing = Promise.resolve();
  try {
    let [filling, other] = [Buffer.allocUnsafe(PIECE * 3), Buffer.allocUnsafe(PIECE * 3)];
    let [bytes, count] = [0, 0];
    let piece = '';
    const flush = async () => {
      signal?.throwIfAborted();
      if (piece.length * 3 > filling.length) filling = Buffer.allocUnsafe(piece.length * 3);
      const filled = filling.write(piece, encoding);
      piece = '';
      await writing;
      writing = handle.appendFile(filling.subarray(0, filled));
      // It is awaited in its turn.
      writing.catch(() => undefined);
      bytes += filled;
      [filling, other] = [other, filling];
    };
    for (const line of lines()) {
      piece += line;
      count += 1;
      if (piece.length >= PIECE) await flush();
    }
    await flush();
    await writing;
    return { bytes, rows: rowsOf(count) };
  } finally {
    await writing.catch(() => undefined);
    await handle.close();
  }
}
