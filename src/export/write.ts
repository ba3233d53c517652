import { open } from 'node:fs/promises';
import type { ExportFile } from './content';

/** Bytes that are made before they are written. */
const PIECE = 256 * 1024;

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
    let [filling, other] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
    let [bytes, filled, count] = [0, 0, 0];
    const flush = async () => {
      signal?.throwIfAborted();
      await writing;
      writing = handle.appendFile(filling.subarray(0, filled));
      // It is awaited in its turn.
      writing.catch(() => undefined);
      bytes += filled;
      filled = 0;
      [filling, other] = [other, filling];
    };
    for (const line of lines()) {
      // At most three bytes a character, in either encoding.
      const longest = line.length * 3;
      if (filled + longest > filling.length) await flush();
      if (longest > filling.length) filling = Buffer.allocUnsafe(longest);
      filled += filling.write(line, filled, encoding);
      count += 1;
    }
    await flush();
    await writing;
    return { bytes, rows: rowsOf(count) };
  } finally {
    await writing.catch(() => undefined);
    await handle.close();
  }
}
