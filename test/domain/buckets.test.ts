import fc from 'fast-check';
import { createBuckets } from '../../src/domain/buckets';

const MOST = 20;
const EACH = 100;

/** What is left, counted again from the first time on. */
function leftSlowly(taken: { at: number; count: number }[], now: number): number {
  let left = MOST;
  let at = taken[0]?.at ?? now;
  for (const one of [...taken, { at: now, count: 0 }]) {
    left = Math.min(MOST, left + (one.at - at) / EACH) - one.count;
    at = one.at;
  }
  return left;
}

it('gives what is there, whoever else takes, and says when the rest will be', () => {
  const step = fc.record({
    who: fc.constantFrom('a', 'b'),
    count: fc.constantFrom(1, 1, 2, 7, 20),
    after: fc.constantFrom(0, 0, 0, 50, 100, 300, 5000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), steps => {
      let now = 1_000_000;
      const buckets = createBuckets({ most: MOST, perMinute: 60_000 / EACH, now: () => now });
      const taken: Record<string, { at: number; count: number }[]> = { a: [], b: [] };
      for (const { who, count, after } of steps) {
        now += after;
        const left = leftSlowly(taken[who]!, now);
        const wait = buckets.take(who, count);
        expect(wait === undefined).toBe(left >= count);
        if (wait === undefined) taken[who]!.push({ at: now, count });
        else expect(leftSlowly(taken[who]!, now + wait)).toBeCloseTo(count);
      }
    }),
  );
});

it('counts more than a bucket holds as all of it, so that nothing waits for ever', () => {
  let now = 0;
  const buckets = createBuckets({ most: MOST, perMinute: 60_000 / EACH, now: () => now });
  expect([buckets.take('a', 1000), buckets.take('a', 1000)]).toEqual([undefined, MOST * EACH]);
  now = MOST * EACH;
  expect(buckets.take('a', 1000)).toBeUndefined();
});

it('outlives a clock that goes back, and forgets who has not come for long', () => {
  let now = 1_000_000;
  const buckets = createBuckets({ most: 1, perMinute: 1, now: () => now });
  buckets.take('a');
  now = 0;
  expect(buckets.take('a')).toBe(60_000);
  for (let other = 0; other < 10_000; other++) buckets.take(String(other));
  expect(buckets.take('a')).toBeUndefined();
});
