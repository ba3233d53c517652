import fc from 'fast-check';

const HALVES = 0xd800;
const MANY = 0x800;

/** Any code point but half of one: what `unit: 'binary'` of fast-check is, whose list of them all takes a second to make. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff - MANY }).map(
  index => String.fromCodePoint(index < HALVES ? index : index + MANY),
  text => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (point === undefined || text !== String.fromCodePoint(point)) throw new Error('no character');
    if (point >= HALVES && point < HALVES + MANY) throw new Error('half a character');
    return point < HALVES ? point : point - MANY;
  },
);
