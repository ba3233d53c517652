import { formatFor } from '../../src/cards/format';

const english = formatFor({ locale: 'en-GB', zone: 'Europe/London' });
const german = formatFor({ locale: 'de-DE', zone: 'Europe/Berlin' });

describe('durations', () => {
  it.each([
    [0, '0 min'],
    [1, 'under 1 min'],
    [59, 'under 1 min'],
    [60, '1 min'],
    [89, '1 min'],
    [90, '2 min'],
    [3569, '59 min'],
    [3570, '1 h'],
    [3600, '1 h'],
    [5700, '1 h 35 min'],
    [7199, '2 h'],
    [176_400, '49 h'],
  ])('%d seconds', (seconds, words) => {
    expect(english.duration(seconds)).toBe(words);
  });
});

describe('per cent', () => {
  it.each([
    [0, '0 %'],
    [0.004, '0.4 %'],
    [0.0994, '9.9 %'],
    [0.0996, '10 %'],
    [0.62, '62 %'],
    [0.999, '100 %'],
    [1, '100 %'],
  ])('%d', (share, words) => {
    expect(english.percent(share)).toBe(words);
  });

  it("follows the reader's writing", () => {
    expect(german.percent(0.042)).toBe('4,2 %');
    expect(german.percent(1 / 3000)).toBe('under 0,1 %');
    expect(german.number(20318)).toBe('20.318');
    expect(english.number(20318)).toBe('20,318');
  });
});

describe('times', () => {
  it("are in the reader's zone, also across a change of the clock", () => {
    expect(english.clock('2026-11-12T10:18:00Z')).toBe('10:18');
    expect(german.clock('2026-11-12T10:18:00Z')).toBe('11:18');
    expect(german.clock('2026-07-12T10:18:00Z')).toBe('12:18');
    expect(english.day('2026-11-12T10:18:00Z')).toContain('12 Nov 2026');
  });

  it("has the hours of the reader's day", () => {
    expect(english.clock('2026-11-12T09:05:00Z')).toBe('09:05');
    expect(formatFor({ locale: 'en-US', zone: 'UTC' }).clock('2026-11-12T09:05:00Z')).toBe('9:05 AM');
  });

  it('has words for what is no time', () => {
    expect(english.clock('soon')).toBe('at an unknown time');
  });
});

describe('a reader that does not exist', () => {
  it('is written to in British English and UTC', () => {
    const unknown = formatFor({ locale: 'not a locale', zone: 'Mars/Olympus' });
    expect(unknown.zone).toBe('UTC');
    expect(unknown.number(1234)).toBe('1,234');
  });
});
