/** What files are written in: UTF-8, or UTF-16 as Teams' own download. */
export type Encoding = 'utf8' | 'utf16le';

/** Room for a piece of a file. */
const SIZE = 320 * 1024;
/** Of one UTF-16 unit, in either encoding. */
const MOST_BYTES = 3;
const ASCII = 0x7f;
/** Bytes up to which a loop is faster than the call that copies. */
const SHORT = 64;

/** Text of a file as the bytes it will be there: lines are made in it by the hundred thousand, and none of them is ever a string. A class, since closures take three times as long. */
export class TextBuffer {
  private readonly isWide: boolean;
  private readonly size: number;
  private bytes: Buffer;
  /** The same memory, a UTF-16 unit each: little-endian, as every machine is that this is run on. */
  private units: Uint16Array;
  private spare: Buffer | undefined;
  /** Bytes put since the last `take`. */
  length = 0;

  constructor(encoding: Encoding, size = SIZE) {
    this.isWide = encoding === 'utf16le';
    this.size = size + (size % 2);
    this.bytes = Buffer.allocUnsafeSlow(this.size);
    this.units = unitsOf(this.bytes);
  }

  put(text: string): this {
    const units = text.length;
    if (this.length + units * MOST_BYTES > this.bytes.length) this.grow(units * MOST_BYTES);
    if (this.isWide) return this.putWide(text);
    const bytes = this.bytes;
    const at = this.length;
    for (let unit = 0; unit < units; unit += 1) {
      const code = text.charCodeAt(unit);
      if (code > ASCII) {
        this.length += bytes.write(text, at, 'utf8');
        return this;
      }
      bytes[at + unit] = code;
    }
    this.length = at + units;
    return this;
  }

  /** The same where `allowed` holds 1 for the code of every character; false, with nothing put, where it does not. */
  putAllowed(text: string, allowed: Uint8Array): boolean {
    const count = text.length;
    if (this.length + count * MOST_BYTES > this.bytes.length) this.grow(count * MOST_BYTES);
    if (this.isWide) {
      const at = this.length >> 1;
      for (let unit = 0; unit < count; unit += 1) {
        const code = text.charCodeAt(unit);
        if (code >= allowed.length || allowed[code] !== 1) return false;
        this.units[at + unit] = code;
      }
      this.length += count * 2;
      return true;
    }
    const bytes = this.bytes;
    let at = this.length;
    for (let unit = 0; unit < count; unit += 1) {
      const code = text.charCodeAt(unit);
      if (code >= allowed.length || allowed[code] !== 1) return false;
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at] = 0xc0 | (code >> 6);
        bytes[at + 1] = 0x80 | (code & 0x3f);
        at += 2;
      } else return false;
    }
    this.length = at;
    return true;
  }

  /** What was put between two lengths of another buffer of the same encoding. */
  putFrom(other: TextBuffer, start: number, end: number): void {
    const count = end - start;
    const at = this.length;
    if (at + count > this.bytes.length) this.grow(count);
    if (count > SHORT) other.bytes.copy(this.bytes, at, start, end);
    else if (this.isWide) {
      const [to, from] = [at >> 1, start >> 1];
      for (let unit = 0; unit < count >> 1; unit += 1) this.units[to + unit] = other.units[from + unit] ?? 0;
    } else for (let byte = 0; byte < count; byte += 1) this.bytes[at + byte] = other.bytes[start + byte] ?? 0;
    this.length = at + count;
  }

  /** The bytes put since the last time. They stay as they are until something is put after the next `take`. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    const next = this.spare ?? Buffer.allocUnsafeSlow(this.size);
    this.spare = this.bytes;
    this.bytes = next;
    this.units = unitsOf(next);
    this.length = 0;
    return taken;
  }

  private putWide(text: string): this {
    const units = this.units;
    const at = this.length >> 1;
    for (let unit = 0; unit < text.length; unit += 1) units[at + unit] = text.charCodeAt(unit);
    this.length += text.length * 2;
    return this;
  }

  private grow(more: number): void {
    const needed = Math.max(this.length + more, this.bytes.length * 2);
    const larger = Buffer.allocUnsafeSlow(needed + (needed % 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.units = unitsOf(larger);
  }
}

function unitsOf(bytes: Buffer): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}
