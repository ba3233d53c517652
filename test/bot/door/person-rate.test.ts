import { createPersonRate } from '../../../src/bot/door/person-rate';

it('lets a minute of questions through at once, then one after the other, and says how many seconds to wait', () => {
  let now = 0;
  const rate = createPersonRate({ perMinute: 6, now: () => now });
  const ask = () => rate.take('a', 'question');
  expect(Array.from({ length: 7 }, ask)).toEqual([...Array.from({ length: 6 }, () => undefined), 10]);
  now = 9_500;
  expect(ask()).toBe(1);
  now = 10_000;
  expect([ask(), ask(), rate.take('b', 'question')]).toEqual([undefined, 10, undefined]);
});

it('counts what is sent with each letter apart, five times as much', () => {
  const rate = createPersonRate({ perMinute: 2, now: () => 0 });
  const many = (kind: 'question' | 'typing') =>
    Array.from({ length: 20 }, () => rate.take('a', kind)).filter(wait => wait === undefined).length;
  expect([many('typing'), many('question')]).toEqual([10, 2]);
});
