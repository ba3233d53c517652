import { open } from 'node:fs/promises';
import type { ExportFile, ExportPart } from './content';
import { TextBuffer } from './text-buffer';

/** Bytes that are made before they are written. */
const PIECE = 256 * 1024;

/**
 * Writes a file that does not exist yet, readable to its owner alone. Its lines are made as the disk takes them: one piece is on its way there while the
 * next is filled, never more.
 */
export async function writeExport(
  path: string,
  { parts, encoding }: Pick<ExportFile, 'parts' | 'encoding'>,
  signal?: AbortSignal,
): Promise<{ bytes: number; rows: number }> {
  const handle = await open(path, 'wx', 0o600);
  const text = new TextBuffer(encoding);
  let writing = Promise.resolve();
  try {
    let [bytes, rows] = [0, 0];
    const flush = async () => {
      signal?.throwIfAborted();
      const piece = text.take();
      await writing;
      writing = handle.appendFile(piece);
      // It is awaited in its turn.
      writing.catch(() => undefined);
      bytes += piece.length;
    };
    for (const part of parts) {
      text.put(part.heading);
      for (let index = 0; index < part.length;) {
        const filled = fill(text, part, index);
        index = filled.index;
        rows += filled.rows;
        if (text.length >= PIECE) await flush();
      }
    }
    await flush();
    await writing;
    return { bytes, rows };
  } finally {
    await writing.catch(() => undefined);
    await handle.close();
  }
}

/** Lines of the part from this index on, until a piece is full. */
function fill(text: TextBuffer, part: ExportPart, from: number): { index: number; rows: number } {
  let [index, rows] = [from, 0];
  for (; index < part.length && text.length < PIECE; index += 1) rows += part.put(text, index);
  return { index, rows };
}
