import { open } from 'node:fs/promises';
import type { ExportFile } from './content';
import { TextBuffer } from './text-buffer';

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
  const text = new TextBuffer(encoding);
  let writing = Promise.resolve();
  try {
    let [bytes, count] = [0, 0];
    const flush = async () => {
      signal?.throwIfAborted();
      const piece = text.take();
      await writing;
      writing = handle.appendFile(piece);
      // It is awaited in its turn.
      writing.catch(() => undefined);
      bytes += piece.length;
    };
    const line = lines(text)[Symbol.iterator]();
    while (!line.next().done) {
      count += 1;
      if (text.length >= PIECE) await flush();
    }
    await flush();
    await writing;
    return { bytes, rows: rowsOf(count) };
  } finally {
    await writing.catch(() => undefined);
    await handle.close();
  }
}
