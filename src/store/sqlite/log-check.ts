import { readFileSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Whether a write-ahead log holds commits that SQLite would silently drop because something before them is damaged. A process that was killed leaves
 * at most one such commit at the end, the one it was writing. Format: https://www.sqlite.org/fileformat2.html#walformat
 */
export function isLogDamaged(path: string): boolean {
  const log = readFileSync(path);
  if (log.length <= HEADER) return false;
  const magic = log.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return true;
  const sumOf = createSum(log, magic === 0x377f0683);
  let sum = sumOf(0, HEADER - 8, [0, 0]);
  if (sum[0] !== log.readUInt32BE(24) || sum[1] !== log.readUInt32BE(28)) return true;
  const size = log.readUInt32BE(8) + FRAME_HEADER;
  let isWhole = true;
  let dropped = 0;
  for (let at = HEADER; at + size <= log.length; at += size) {
    // Frames of an earlier round of this file carry other salts.
    if (log.readUInt32BE(at + 8) !== log.readUInt32BE(16) || log.readUInt32BE(at + 12) !== log.readUInt32BE(20)) {
      isWhole = false;
      continue;
    }
    if (isWhole) {
      sum = sumOf(at + FRAME_HEADER, size - FRAME_HEADER, sumOf(at, 8, sum));
      isWhole = sum[0] === log.readUInt32BE(at + 16) && sum[1] === log.readUInt32BE(at + 20);
    }
    if (!isWhole && log.readUInt32BE(at + 4) !== 0) dropped++;
  }
  return dropped > 1;
}

type Sum = readonly [number, number];

function createSum(log: Buffer, isBigEndian: boolean): (from: number, length: number, start: Sum) => Sum {
  const read = (at: number): number => (isBigEndian ? log.readUInt32BE(at) : log.readUInt32LE(at));
  return (from, length, [first, second]) => {
    let a = first;
    let b = second;
    for (let at = from; at < from + length; at += 8) {
      a = (a + read(at) + b) >>> 0;
      b = (b + read(at + 4) + a) >>> 0;
    }
    return [a, b];
  };
}
