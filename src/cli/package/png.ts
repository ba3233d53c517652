import { inflateSync } from 'node:zlib';

/** A picture as red, green, blue and alpha, row by row. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Icons have 192 × 192; a header that claims more is not worth the memory. */
const MOST_PIXELS = 1_000_000;
/** Bytes a pixel by PNG's colour type: RGB and RGBA. */
const CHANNELS: Record<number, number> = { 2: 3, 6: 4 };

/** Undefined where these bytes are no PNG, or one that icons are not saved as: palettes, 16 bits a channel, interlaced. */
export function readPng(file: Uint8Array): Picture | undefined {
  const bytes = Buffer.from(file);
  if (!bytes.subarray(0, 8).equals(SIGNATURE) || bytes.length < 33) return undefined;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const channels = CHANNELS[bytes[25] ?? -1];
  const isPlain = bytes[24] === 8 && bytes[28] === 0 && width * height > 0 && width * height <= MOST_PIXELS;
  if (channels === undefined || !isPlain) return undefined;
  try {
    const raw = inflateSync(dataOf(bytes), { maxOutputLength: (width * channels + 1) * height });
    return { width, height, pixels: unfiltered(raw, width, height, channels) };
  } catch {
    return undefined;
  }
}

/** The compressed picture, which may stand in several chunks. */
function dataOf(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** Each row begins with the way in which it was written as differences from its neighbours: PNG, third edition, section 9. */
function unfiltered(raw: Buffer, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  if (raw.length < (stride + 1) * height) throw new RangeError('The picture ends early.');
  const lines = new Uint8Array(stride * height);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? (lines[at - channels] ?? 0) : 0;
      const up = y > 0 ? (lines[at - stride] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (lines[at - stride - channels] ?? 0) : 0;
      const near = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
      const value = ((raw[y * (stride + 1) + 1 + x] ?? 0) + near) & 255;
      lines[at] = value;
      pixels[(y * width + Math.floor(x / channels)) * 4 + (x % channels)] = value;
    }
  }
  return pixels;
}

/** Paeth's predictor. */
function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
