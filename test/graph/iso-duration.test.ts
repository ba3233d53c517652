import fc from 'fast-check';
import { readDuration } from '../../src/graph/iso-duration';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('reading a duration', () => {
  it.each([
    ['PT0.061S', 61],
    ['PT0.069S', 69],
    ['PT0.0615S', 61.5],
    ['PT0.0000001S', 0.0001],
    ['PT0S', 0],
    ['PT0.0S', 0],
    ['PT00.5S', 500],
    ['PT3S', 3 * SECOND],
    ['PT1M2.5S', MINUTE + 2.5 * SECOND],
    ['PT1M', MINUTE],
    ['PT1H', HOUR],
    ['PT1H30M0.25S', HOUR + 30 * MINUTE + 250],
    ['PT90M', 90 * MINUTE],
    ['P1D', DAY],
    ['P1DT2H3M4.5S', DAY + 2 * HOUR + 3 * MINUTE + 4.5 * SECOND],
    ['P1DT0.061S', DAY + 61],
    ['P2W', 14 * DAY],
    ['P30D', 30 * DAY],
    ['PT0,061S', 61],
    ['PT999999S', 999_999 * SECOND],
    ['PT1000000S', 1_000_000 * SECOND],
    ['PT0.1234567890123456789S', 123.45678901234567],
  ])('%s', (text, ms) => {
    expect(readDuration(text)).toBeCloseTo(ms, 9);
  });

  it.each([
    ['negative', '-PT1S'],
    ['negative inside', 'PT-1S'],
    ['with a plus', '+PT1S'],
    ['nothing', ''],
    ['no part', 'P'],
    ['no part of the time', 'PT'],
    ['a day and no part of the time', 'P1DT'],
    ['a month', 'P1M'],
    ['a year', 'P1Y'],
    ['weeks and days', 'P1W1D'],
    ['the wrong order', 'PT1S1M'],
    ['no digit before', 'PT.5S'],
    ['no digit after', 'PT1.S'],
    ['two stops', 'PT1.2.3S'],
    ['no unit', 'PT1'],
    ['no T', 'P1S'],
    ['a lower-case letter', 'pt1s'],
    ['space around', ' PT1S '],
    ['a line after', 'PT1S\n'],
    ['a fraction of a minute', 'PT1.5M'],
    ['a clock', '00:00:01.5'],
    ['seconds alone', '0.061'],
    ['digits of another script', 'PT١S'],
    ['longer than Graph keeps calls', 'P31D'],
    ['longer, in seconds', 'PT2592001S'],
    ['huge', 'PT999999999H'],
    ['more digits than there are', `PT${'9'.repeat(400)}S`],
    ['endless', `PT0.${'0'.repeat(100_000)}S`],
    ['a number', 0.061],
    ['null', null],
    ['absent', undefined],
    ['an object', {}],
    ['a list', ['PT1S']],
  ])('is nothing where it is %s', (_, wire) => {
    expect(readDuration(wire)).toBeUndefined();
  });

  it('agrees with a slow reading of whatever is put together from its parts', () => {
    const number = fc.integer({ min: 0, max: 99_999 });
    const digits = fc.stringMatching(/^\d{1,9}$/);
    const part = (unit: string) =>
      fc.option(
        number.map(value => `${value}${unit}`),
        { nil: '' },
      );
    const seconds = fc.option(
      fc.tuple(number, fc.option(digits)).map(([whole, after]) => `${whole}${after === null ? '' : `.${after}`}S`),
      { nil: '' },
    );
    fc.assert(
      fc.property(part('D'), fc.boolean(), part('H'), part('M'), seconds, (days, hasTime, hours, minutes, rest) => {
        const text = `P${days}${hasTime ? `T${hours}${minutes}${rest}` : ''}`;
        const read = readDuration(text);
        const expected = slowly(text);
        if (expected === undefined) expect(read).toBeUndefined();
        else expect(read).toBeCloseTo(expected, 5);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never gives anything but a number from 0 to 30 days, or nothing', () => {
    const odd = fc.string({ unit: fc.constantFrom(...Array.from('PT0123456789.,SMHDWY-+ e∞')), maxLength: 30 });
    fc.assert(
      fc.property(
        fc.oneof(
          odd,
          odd.map(text => `PT${text}S`),
          fc.anything(),
        ),
        wire => {
          const read = readDuration(wire);
          expect(read === undefined || (read >= 0 && read <= 30 * DAY)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Part by part, by the words of the standard. */
function slowly(text: string): number | undefined {
  const [days = '', time] = text.slice(1).split('T');
  if ((days === '' && time === undefined) || time === '') return undefined;
  const units: Record<string, number> = { D: DAY, H: HOUR, M: MINUTE, S: SECOND };
  let ms = 0;
  for (const part of `${days}${time ?? ''}`.match(/[\d.]+[DHMS]/g) ?? [])
    ms += Number(part.slice(0, -1)) * (units[part.slice(-1)] ?? NaN);
  return ms <= 30 * DAY ? ms : undefined;
}
