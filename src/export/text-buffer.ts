/** What files are written in: UTF-8, or UTF-16 as Teams' own download. */
export type Encoding = 'utf8' | 'utf16le';

/** Room for a piece of a file. */
const SIZE = 320 * 1024;
/** Of one UTF-16 unit, in either encoding. */
const MOST_BYTES = 3;
const ASCII = 0x7f;

/** Text of a file as the bytes it will be there: lines are made in it by the hundred thousand, and none of them is ever a string. A class, since closures take three times as long. */
export class TextBuffer {
  private readonly isWide: boolean;
  private readonly size: number;
  private bytes: Buffer;
  private spare: Buffer | undefined;
  /** Bytes put since the last `take`. */
  length = 0;

  constructor(encoding: Encoding, size = SIZE) {
    this.isWide = encoding === 'utf16le';
    this.size = size;
    this.bytes = Buffer.allocUnsafeSlow(size);
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
    const units = text.length;
    if (this.length + units * MOST_BYTES > this.bytes.length) this.grow(units * MOST_BYTES);
    const bytes = this.bytes;
    const width = this.isWide ? 2 : 1;
    let at = this.length;
    for (let unit = 0; unit < units; unit += 1) {
      const code = text.charCodeAt(unit);
      if (code >= allowed.length || allowed[code] !== 1) return false;
      bytes[at] = code;
      if (width === 2) bytes[at + 1] = 0;
      at += width;
    }
    this.length = at;
    return true;
  }

  /** What was put between two lengths of another buffer. */
  putFrom(other: TextBuffer, start: number, end: number): void {
    if (this.length + end - start > this.bytes.length) this.grow(end - start);
    this.length += other.bytes.copy(this.bytes, this.length, start, end);
  }

  /** The bytes put since the last time. They stay as they are until something is put after the next `take`. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    const next = this.spare ?? Buffer.allocUnsafeSlow(this.size);
    this.spare = this.bytes;
    this.bytes = next;
    this.length = 0;
    return taken;
  }

  private putWide(text: string): this {
    const bytes = this.bytes;
    let at = this.length;
    for (let unit = 0; unit < text.length; unit += 1) {
      const code = text.charCodeAt(unit);
      bytes[at] = code & 0xff;
      bytes[at + 1] = code >> 8;
      at += 2;
    }
    this.length = at;
    return this;
  }

  private grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.length + more, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
