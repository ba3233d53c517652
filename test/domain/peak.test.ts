import fc from 'fast-check';
import { medianOf } from '../../src/domain/median';
import { peakOf } from '../../src/domain/peak';

/** Everybody counted at every join. */
function slowPeak(stays: [number, number][]): { count: number; at: number | undefined } {
  let best: { count: number; at: number | undefined } = { count: 0, at: undefined };
  for (const at of stays.map(stay => stay[0]).toSorted((a, b) => a - b)) {
    const count = stays.filter(([join, leave]) => join <= at && at < leave).length;
    if (count > best.count) best = { count, at };
  }
  return best;
}

describe('the peak', () => {
  const stays = (most: number, span: number) =>
    fc.array(
      fc
        .tuple(fc.nat(span), fc.integer({ min: 1, max: span }))
        .map(([join, length]): [number, number] => [join, join + length]),
      { maxLength: most },
    );

  it.each([
    ['few stays', stays(8, 12)],
    ['many stays in many slices', stays(400, 100_000)],
    ['many stays at the same few instants', stays(400, 9)],
  ])('is what counting everybody at every join gives: %s', (_, all) => {
    fc.assert(
      fc.property(all, list => {
        const room = {
          joins: Float64Array.from(list, stay => stay[0]),
          leaves: Float64Array.from(list, stay => stay[1]),
        };
        expect(peakOf(room)).toEqual(slowPeak(list));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the median', () => {
  it('is the middle of the sorted values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), values => {
        const sorted = values.toSorted((a, b) => a - b);
        const middle = sorted.length >>> 1;
        const expected = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
        expect(medianOf(Float64Array.from(values))).toBe(expected);
      }),
    );
  });

  it('is quick on sorted, reversed and equal values', () => {
    for (const value of [(i: number) => i, (i: number) => -i, () => 7]) {
      const values = Float64Array.from({ length: 100_001 }, (_, i) => value(i));
      expect(medianOf(values)).toBe(value(50_000));
    }
  });

  it('of nothing is unknown', () => {
    expect(medianOf(new Float64Array())).toBeUndefined();
  });
});
