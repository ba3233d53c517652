import { TextBuffer, type Encoding } from './text-buffer';

/** Text that stands in several places of the files, such as names: it is looked at letter by letter for the first alone, and copied to the others. */
export interface KeptText {
  put(to: TextBuffer, index: number): void;
}

/** About what one takes. */
const SIZE = 80;

/** `make` puts the text of one index below `count`, always the same; about `expected` are asked for. Memory: their bytes. */
export function createKeptText(
  encoding: Encoding,
  count: number,
  make: (to: TextBuffer, index: number) => void,
  expected = count,
): KeptText {
  const texts = new TextBuffer(encoding, expected * SIZE);
  /** By index; -1 for what was not asked for yet. */
  const starts = new Int32Array(count).fill(-1);
  const ends = new Int32Array(count);
  return {
    put(to, index) {
      if (starts[index] === -1) {
        starts[index] = texts.length;
        make(texts, index);
        ends[index] = texts.length;
      }
      to.putFrom(texts, starts[index] ?? 0, ends[index] ?? 0);
    },
  };
}
