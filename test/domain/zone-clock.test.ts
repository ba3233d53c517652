import { clockIn, momentsOf, readClock } from '../../src/domain/zone-clock';

describe('a clock time in a zone', () => {
  it.each<[string, string, string[]]>([
    ['2026-12-01T10:00', 'Europe/Berlin', ['2026-12-01T09:00:00.000Z']],
    ['2026-07-01T10:00:30', 'Europe/Berlin', ['2026-07-01T08:00:30.000Z']],
    ['2026-12-01T10:00', 'UTC', ['2026-12-01T10:00:00.000Z']],
    ['2026-12-01T10:00', 'Asia/Kathmandu', ['2026-12-01T04:15:00.000Z']],
    ['2026-12-01T00:30', 'Pacific/Auckland', ['2026-11-30T11:30:00.000Z']],
    ['2026-12-01T23:30', 'Pacific/Honolulu', ['2026-12-02T09:30:00.000Z']],
    // Clocks go forward from 2 to 3.
    ['2027-03-28T01:59', 'Europe/Berlin', ['2027-03-28T00:59:00.000Z']],
    ['2027-03-28T02:00', 'Europe/Berlin', []],
    ['2027-03-28T02:59', 'Europe/Berlin', []],
    ['2027-03-28T03:00', 'Europe/Berlin', ['2027-03-28T01:00:00.000Z']],
    // And back from 3 to 2.
    ['2027-10-31T01:59', 'Europe/Berlin', ['2027-10-30T23:59:00.000Z']],
    ['2027-10-31T02:00', 'Europe/Berlin', ['2027-10-31T00:00:00.000Z', '2027-10-31T01:00:00.000Z']],
    ['2027-10-31T02:59', 'Europe/Berlin', ['2027-10-31T00:59:00.000Z', '2027-10-31T01:59:00.000Z']],
    ['2027-10-31T03:00', 'Europe/Berlin', ['2027-10-31T02:00:00.000Z']],
    // Half an hour.
    ['2027-10-03T02:15', 'Australia/Lord_Howe', []],
    ['2027-04-04T01:45', 'Australia/Lord_Howe', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
    ['2026-03-08T02:30', 'America/New_York', []],
  ])('%s in %s is %j', (clock, zone, moments) => {
    expect(momentsOf(clock, zone).map(at => new Date(at).toISOString())).toEqual(moments);
  });

  it.each([
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-12-01T24:00',
    '2026-12-01T10:60',
    '2026-12-01 10:00',
    '2026-12-01T10:00Z',
    '2026-12-01T10:00+01:00',
    '1900-12-01T10:00',
    'tomorrow',
    '',
  ])('%j is no clock time', clock => {
    expect(readClock(clock)).toBeUndefined();
    expect(momentsOf(clock, 'UTC')).toEqual([]);
  });

  it('reads the clock of a zone, and comes back to the same moment', () => {
    for (const zone of ['Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Auckland', 'UTC'])
      for (let at = Date.parse('2026-01-01T00:00Z'); at < Date.parse('2028-01-01T00:00Z'); at += 37 * 3_600_000)
        expect(momentsOf(clockIn(zone, at), zone)).toContain(at);
  });
});
