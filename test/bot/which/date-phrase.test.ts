import fc from 'fast-check';
import { DateTime } from 'luxon';
import { overlaps, readDatePhrase, todayOf, type DateReading } from '../../../src/bot/which/date-phrase';

const berlin = 'Europe/Berlin';
/** A Wednesday. */
const november = at('2026-11-18T09:30', berlin);

function at(local: string, zone: string): DateReading {
  return { zone, now: DateTime.fromISO(local, { zone }).toMillis() };
}

/** The first range as local days, both counted: `2026-11-12` or `2026-11-09..2026-11-15`. */
function days(text: string, reading: DateReading): string | undefined {
  const found = readDatePhrase(text, reading);
  if (!found) return undefined;
  if (found.never) return 'never';
  const local = (instant: number) => DateTime.fromMillis(instant, { zone: reading.zone });
  const [range] = found.ranges;
  const from = local(range!.start);
  const last = local(range!.end).minus({ hours: 12 });
  expect(from.toMillis()).toBe(from.startOf('day').toMillis());
  return from.hasSame(last, 'day') ? from.toISODate()! : `${from.toISODate()!}..${last.toISODate()!}`;
}

describe('date phrases', () => {
  it.each<[string, string | undefined]>([
    ['today', '2026-11-18'],
    ['Tonight', '2026-11-18'],
    ['yesterday', '2026-11-17'],
    ["yesterday's webinar", '2026-11-17'],
    ['yesterday’s town hall', '2026-11-17'],
    ['tomorrow', '2026-11-19'],
    ['the day before yesterday', '2026-11-16'],
    ['monday', '2026-11-16'],
    ['on Monday', '2026-11-16'],
    ["monday's", '2026-11-16'],
    ['wednesday', '2026-11-18'],
    ['last wednesday', '2026-11-11'],
    ['next wednesday', '2026-11-25'],
    ['this friday', '2026-11-20'],
    ['last friday', '2026-11-13'],
    ['friday', '2026-11-13'],
    ['last week', '2026-11-09..2026-11-15'],
    ['this week', '2026-11-16..2026-11-22'],
    ['next week', '2026-11-23..2026-11-29'],
    ['last month', '2026-10-01..2026-10-31'],
    ['this month', '2026-11-01..2026-11-30'],
    ['next month', '2026-12-01..2026-12-31'],
    ['last year', '2025-01-01..2025-12-31'],
    ['last quarter', '2026-07-01..2026-09-30'],
    ['last weekend', '2026-11-14..2026-11-15'],
    ['two weeks ago', '2026-11-02..2026-11-08'],
    ['3 days ago', '2026-11-15'],
    ['in 3 days', '2026-11-21'],
    ['last 7 days', '2026-11-11..2026-11-18'],
    ['12 November', '2026-11-12'],
    ['12th of November', '2026-11-12'],
    ['November 12', '2026-11-12'],
    ['Nov 12, 2025', '2025-11-12'],
    ['Thursday, 12 November 2026', '2026-11-12'],
    ['Thu 12 Nov', '2026-11-12'],
    ['2026-11-12', '2026-11-12'],
    ['2026-1-2', '2026-01-02'],
    ['2026-11', '2026-11-01..2026-11-30'],
    ['12.11.', '2026-11-12'],
    ['12.11.2026', '2026-11-12'],
    ['12. 11. 26', '2026-11-12'],
    ['12/11/2026', '2026-11-12'],
    ['11/30', '2026-11-30'],
    ['in March', '2027-03-01..2027-03-31'],
    ['last March', '2026-03-01..2026-03-31'],
    ['March 2026', '2026-03-01..2026-03-31'],
    ['Q2 2026', '2026-04-01..2026-06-30'],
    ['2 January', '2027-01-02'],
    ['in 2025', '2025-01-01..2025-12-31'],
    ['31 February', 'never'],
    ['2026-02-30', 'never'],
    ['29.2.2027', 'never'],
    ['29 February', '2028-02-29'],
    ['29.2.2028', '2028-02-29'],
    ['13/13/2026', 'never'],
    ['32 March', 'never'],
    ['0 March', 'never'],
    ['31 April 2026', 'never'],
    ['all-hands', undefined],
    ['marching bands', undefined],
    ['monitoring', undefined],
    ['version 1.2', undefined],
    ['lastly', undefined],
    ['', undefined],
  ])('%j, asked on Wednesday 18 November 2026, is %s', (text, expected) => {
    expect(days(text, november)).toBe(expected);
  });

  it.each<[string, string, string, string]>([
    // the clock goes back in the night to 25 October 2026, forward in the night to 28 March 2027
    ['2026-10-25T00:30', berlin, 'yesterday', '2026-10-24'],
    ['2026-10-25T23:30', berlin, 'today', '2026-10-25'],
    ['2026-10-26T00:05', berlin, 'yesterday', '2026-10-25'],
    ['2026-10-26T08:00', berlin, 'last week', '2026-10-19..2026-10-25'],
    ['2027-03-28T03:01', berlin, 'today', '2027-03-28'],
    ['2027-03-29T00:10', berlin, 'yesterday', '2027-03-28'],
    ['2027-03-27T23:59', berlin, 'tomorrow', '2027-03-28'],
    ['2027-03-27T12:00', berlin, 'this week', '2027-03-22..2027-03-28'],
    ['2026-11-01T00:30', 'America/New_York', 'today', '2026-11-01'],
    ['2026-11-02T00:30', 'America/New_York', 'yesterday', '2026-11-01'],
    ['2027-03-14T12:00', 'America/New_York', 'today', '2027-03-14'],
    // the clock goes forward at midnight: that day begins at one
    ['2027-04-30T12:00', 'Africa/Cairo', 'yesterday', '2027-04-29'],
    ['2026-12-31T23:59', berlin, 'tomorrow', '2027-01-01'],
    ['2027-01-01T00:01', berlin, 'yesterday', '2026-12-31'],
    ['2027-01-01T10:00', berlin, 'this week', '2026-12-28..2027-01-03'],
    ['2027-01-01T10:00', berlin, 'last month', '2026-12-01..2026-12-31'],
    ['2027-01-05T10:00', berlin, '30 December', '2026-12-30'],
    ['2026-12-30T10:00', berlin, '5 January', '2027-01-05'],
    ['2026-12-31T23:30', 'Pacific/Kiritimati', 'today', '2026-12-31'],
    ['2026-12-31T23:30', 'Pacific/Pago_Pago', 'tomorrow', '2027-01-01'],
    ['2028-02-28T12:00', berlin, 'tomorrow', '2028-02-29'],
    ['2027-03-31T12:00', berlin, 'last month', '2027-02-01..2027-02-28'],
  ])('at %s in %s, %j is %s', (local, zone, text, expected) => {
    expect(days(text, at(local, zone))).toBe(expected);
  });

  it('counts the hours of a day on which the clock changes', () => {
    const hours = (day: string) => {
      const [range] = readDatePhrase(day, november)!.ranges;
      return (range!.end - range!.start) / 3_600_000;
    };
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2027-03-28')).toBe(23);
    expect(hours('2026-11-18')).toBe(24);
  });

  it('reads the same moment as another day elsewhere', () => {
    const now = Date.parse('2026-11-18T23:30:00Z');
    const start = (zone: string) => new Date(readDatePhrase('today', { zone, now })!.ranges[0]!.start).toISOString();
    expect(start('UTC')).toBe('2026-11-18T00:00:00.000Z');
    expect(start('Asia/Kolkata')).toBe('2026-11-18T18:30:00.000Z');
    expect(start('No/Such_Zone')).toBe('2026-11-18T00:00:00.000Z');
    expect(new Date(todayOf({ zone: 'Asia/Kolkata', now }).end).toISOString()).toBe('2026-11-19T18:30:00.000Z');
  });

  it('leans where it is told to', () => {
    expect(days('friday', { ...november, lean: 'coming' })).toBe('2026-11-20');
    expect(days('friday', { ...november, lean: 'past' })).toBe('2026-11-13');
    expect(days('in March', { ...november, lean: 'past' })).toBe('2026-03-01..2026-03-31');
    expect(days('20 November', { ...november, lean: 'past' })).toBe('2025-11-20');
    expect(days('3/4/2026', { ...november, locale: 'en-US' })).toBe('2026-03-04');
    expect(days('3/4/2026', { ...november, locale: 'en-GB' })).toBe('2026-04-03');
  });

  it.each([
    ['the briefing from yesterday', 'the briefing'],
    ['briefing on 12 November', 'briefing'],
    ["yesterday's webinar", 'webinar'],
    ['last week', ''],
    ['last week all-hands', 'all-hands'],
    ['all-hands 2026-11-12 rerun', 'all-hands rerun'],
  ])('leaves of %j the words %j', (text, rest) => {
    expect(readDatePhrase(text, november)?.rest).toBe(rest);
  });

  it('knows what touches a day', () => {
    const day = { start: 100, end: 200 };
    expect(overlaps(day, 50, 100)).toBe(false);
    expect(overlaps(day, 50, 101)).toBe(true);
    expect(overlaps(day, 199, 500)).toBe(true);
    expect(overlaps(day, 200, 300)).toBe(false);
    expect(overlaps(day, 100)).toBe(true);
  });

  it('reads every real day as written and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (y, m, d) => {
          const text = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
          const real = DateTime.fromISO(text, { zone: berlin });
          return days(text, november) === (real.isValid ? text : 'never');
        },
      ),
    );
  });

  it('never throws for any text', () => {
    const word = fc.constantFrom(
      'last',
      'next',
      'monday',
      '12',
      '.',
      '/',
      '-',
      'november',
      'in',
      'days',
      'ago',
      '31',
      "'s",
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 500 }),
          fc.array(word, { maxLength: 60 }).map(all => all.join(' ')),
        ),
        text => {
          readDatePhrase(text, november);
        },
      ),
    );
  });
});
