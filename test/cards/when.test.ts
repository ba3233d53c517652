import type { EventTime } from '../../src/domain/time';
import { whenText, whenWords } from '../../src/cards/when';
import { personal } from '../support/card-context';

const exact = (at: string): EventTime => ({ at, exact: true });
const written = (at: string, zone?: string): EventTime => ({
  at,
  exact: false,
  ...(zone === undefined ? {} : { zone }),
});

describe('whenText', () => {
  it.each<[string, Parameters<typeof whenText>[0], string]>([
    [
      'one day',
      { start: exact('2026-11-12T10:00:00.000Z'), end: exact('2026-11-12T11:00:00.123Z') },
      '{{DATE(2026-11-12T10:00:00Z, SHORT)}}, {{TIME(2026-11-12T10:00:00Z)}} to {{TIME(2026-11-12T11:00:00Z)}} (your time)',
    ],
    [
      'over midnight',
      { start: exact('2026-11-12T23:30:00Z'), end: exact('2026-11-13T00:30:00Z') },
      '{{DATE(2026-11-12T23:30:00Z, SHORT)}}, {{TIME(2026-11-12T23:30:00Z)}} to {{DATE(2026-11-13T00:30:00Z, SHORT)}}, {{TIME(2026-11-13T00:30:00Z)}} (your time)',
    ],
    [
      'without an end',
      { start: exact('2026-11-12T10:00:00Z') },
      '{{DATE(2026-11-12T10:00:00Z, SHORT)}}, {{TIME(2026-11-12T10:00:00Z)}} (your time)',
    ],
    [
      'in a zone that is none: its clock time and name as written',
      { start: written('2026-11-12T10:00:00Z', 'Customized Time Zone'), end: written('2026-11-12T11:00:00Z') },
      'Thu, 12 Nov 2026, 10:00 to 11:00 (Customized Time Zone)',
    ],
    ['without a date', {}, 'No date yet'],
  ])('%s', (_, span, text) => {
    expect(whenText(span, { ...personal, locale: 'en-GB' })).toBe(text);
  });
});

describe('whenWords', () => {
  it('names the zone', () => {
    expect(whenWords({ start: exact('2026-07-12T10:00:00Z'), end: exact('2026-07-12T11:00:00Z') }, personal)).toBe(
      'Sun, 12 Jul 2026, 11:00 to 12:00 (Europe/London)',
    );
  });
});
