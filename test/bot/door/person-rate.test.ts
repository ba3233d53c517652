import fc from 'fast-check';
import { createPersonRate } from '../../../src/bot/door/person-rate';

const EACH = 1000;
const PER_MINUTE = 60_000 / EACH;

/** Every grant is remembered, and the bucket is filled and emptied again from the start for each question. */
function slowly(grants: number[], now: number): boolean {
  let left = PER_MINUTE;
  let at = grants[0] ?? now;
  for (const grant of [...grants, now]) {
    left = Math.min(PER_MINUTE, left + (grant - at) / EACH);
    at = grant;
    if (left < 1) return false;
    left -= 1;
  }
  return true;
}

it('lets a minute of questions through at once and then one a second, whoever else asks, and says how long to wait', () => {
  const step = fc.record({
    who: fc.constantFrom('a', 'b'),
    after: fc.constantFrom(0, 0, 0, 0, 250, 500, 3000, 45_000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, minLength: 150 }), steps => {
      let now = 1_000_000;
      const rate = createPersonRate({ perMinute: PER_MINUTE, now: () => now });
      const granted: Record<string, number[]> = { a: [], b: [] };
      for (const { who, after } of steps) {
        now += after;
        const expected = slowly(granted[who]!, now);
        const wait = rate.take(who, 'question');
        expect(wait === undefined).toBe(expected);
        if (expected) granted[who]!.push(now);
        else {
          expect(slowly(granted[who]!, now + wait! * 1000)).toBe(true);
          if (wait! > 1) expect(slowly(granted[who]!, now + (wait! - 1) * 1000)).toBe(false);
        }
      }
    }),
    { numRuns: 40 },
  );
});

it('counts what is sent with each letter apart, five times as much', () => {
  const rate = createPersonRate({ perMinute: 2, now: () => 0 });
  const many = (kind: 'question' | 'typing') =>
    Array.from({ length: 20 }, () => rate.take('a', kind)).filter(wait => wait === undefined).length;
  expect([many('typing'), many('question')]).toEqual([10, 2]);
});

it('outlives a clock that goes back, and forgets people it has not heard of for long', () => {
  let now = 1_000_000;
  const rate = createPersonRate({ perMinute: 1, now: () => now });
  rate.take('a', 'question');
  now = 0;
  expect(rate.take('a', 'question')).toBe(60);
  for (let person = 0; person < 10_000; person++) rate.take(String(person), 'question');
  expect(rate.take('a', 'question')).toBeUndefined();
});
