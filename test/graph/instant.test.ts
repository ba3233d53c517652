import fc from 'fast-check';
import { toIso } from '../../src/domain/time';
import { readInstant, readIso, readMoment } from '../../src/graph/instant';

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

describe('reading an instant', () => {
  it('gives what Date.parse gives, for any moment and any fraction', () => {
    const moment = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    const fraction = fc.option(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(moment, fraction, (date, digits) => {
        const text = `${date.toISOString().slice(0, 19)}${digits ? `.${digits.join('')}` : ''}Z`;
        expect(readInstant(text)).toBe(Date.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives what Date.parse gives, also for dates and times that never were', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(number(9999), number(14), number(33), number(25), number(61), number(61), (y, mo, d, h, mi, s) => {
        const text = `${pad(y, 4)}-${pad(mo)}-${pad(d)}T${pad(h)}:${pad(mi)}:${pad(s)}Z`;
        const parsed = Date.parse(text);
        expect(readInstant(text)).toBe(Number.isNaN(parsed) ? undefined : parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives what Date.parse gives when any one character is another', () => {
    const text = '2026-11-12T10:30:15.1234567Z';
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...Array.from('0129-:.TZ tz+ae/')), (at, other) => {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        const parsed = Date.parse(changed);
        // Without its Z, Date.parse would read the computer's own zone.
        if (changed.endsWith('Z')) expect(readInstant(changed)).toBe(Number.isNaN(parsed) ? undefined : parsed);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['2026-11-12T10:00:00', '2026-11-12T10:00:00Z'],
    ['2026-11-12T10:00:00.1234567', '2026-11-12T10:00:00.123Z'],
    ['2026-11-12T10:00:00+02:00', '2026-11-12T08:00:00Z'],
    ['2026-11-12T10:00:00.5-05:30', '2026-11-12T15:30:00.5Z'],
    ['2026-11-12T10:00Z', '2026-11-12T10:00:00Z'],
    ['2026-11-12', '2026-11-12T00:00:00Z'],
    ['2024-02-29T23:59:59.9999999Z', '2024-02-29T23:59:59.999Z'],
    ['2026-11-12T24:00:00Z', '2026-11-13T00:00:00Z'],
  ])('%s is %s', (text, same) => {
    expect(readInstant(text)).toBe(Date.parse(same));
  });

  it.each([
    '',
    ' ',
    'yesterday',
    '5',
    '12 Nov 2026',
    'PT0.061S',
    '2026-13-01T00:00:00Z',
    'x'.repeat(1_000),
    null,
    undefined,
    5,
    {},
    [],
  ])('is nothing for %j', value => {
    expect(readInstant(value)).toBeUndefined();
  });
});

describe('reading a time', () => {
  it('gives what its instant is written as, whatever stands there', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    const digits = fc.stringMatching(/^(\.\d{1,9})?$/);
    const zone = fc.constantFrom('Z', '', '+02:00', 'z', ' ');
    fc.assert(
      fc.property(
        fc.tuple(number(9999), number(14), number(33), number(25), number(61), number(61), digits, zone),
        ([y, mo, d, h, mi, s, fraction, end]) => {
          const text = `${pad(y, 4)}-${pad(mo)}-${pad(d)}T${pad(h)}:${pad(mi)}:${pad(s)}${fraction}${end}`;
          expect(readIso(text)).toBe(toIso(readMoment(text)));
        },
      ),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.anything(), wire => {
        expect(readIso(wire)).toBe(toIso(readMoment(wire)));
      }),
    );
  });

  it.each([
    ['2026-11-12T10:00:00.1239999Z', '2026-11-12T10:00:00.123Z'],
    ['2026-11-12T10:00:00.123Z', '2026-11-12T10:00:00.123Z'],
    ['2026-11-30T10:00:00Z', '2026-11-30T10:00:00.000Z'],
    ['2026-02-30T10:00:00.1234567Z', toIso(Date.parse('2026-02-30T10:00:00.123Z'))],
    ['2026-10-31T10:00:00.1234567Z', '2026-10-31T10:00:00.123Z'],
    ['0001-01-01T00:00:00.0000000Z', null],
    [null, null],
  ])('%j', (wire, iso) => {
    expect(readIso(wire)).toBe(iso);
  });
});
