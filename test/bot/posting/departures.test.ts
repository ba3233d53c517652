import { createDepartures } from '../../../src/bot/posting/departures';

it('keeps what leaves for one conversation as far apart as Teams wants, and others alone', () => {
  let now = 1_000_000;
  const departures = createDepartures(() => now);
  const left: number[] = [];
  for (let sent = 0; sent < 30; sent++) {
    now += departures.wait('one');
    departures.left('one');
    left.push(now);
  }
  for (let first = 0; first + 8 < left.length; first++) {
    expect(left[first + 7]! - left[first]!).toBeGreaterThanOrEqual(1_000);
    expect(left[first + 8]! - left[first]!).toBeGreaterThanOrEqual(2_000);
  }
  expect(left.slice(0, 7)).toEqual(Array(7).fill(1_000_000));
  expect(departures.wait('other')).toBe(0);
  now += 10_000;
  expect(departures.wait('one')).toBe(0);
});
