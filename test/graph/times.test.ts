import fc from 'fast-check';
import { toEventTime, toZone } from '../../src/graph/times';

describe('a time of Graph', () => {
  it.each<[unknown, object]>([
    ['2023-08-08T12:30:00Z', { at: '2023-08-08T12:30:00.000Z', exact: true }],
    ['2023-08-08T12:30:00.1594516Z', { at: '2023-08-08T12:30:00.159Z', exact: true }],
    ['2023-08-08T12:30:00', { at: '2023-08-08T12:30:00.000Z', exact: true }],
    ['2023-08-08T12:30:00+02:00', { at: '2023-08-08T10:30:00.000Z', exact: true }],
    [
      { dateTime: '2023-11-30T16:30:00', timeZone: 'Eastern Standard Time' },
      { at: '2023-11-30T21:30:00.000Z', zone: 'America/New_York', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00.0000000', timeZone: 'Pacific Standard Time' },
      { at: '2023-07-30T23:30:00.000Z', zone: 'America/Los_Angeles', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: 'w. europe standard time' },
      { at: '2023-07-30T14:30:00.000Z', zone: 'Europe/Berlin', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: 'Asia/Kolkata' },
      { at: '2023-07-30T11:00:00.000Z', zone: 'Asia/Kolkata', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: 'UTC' },
      { at: '2023-07-30T16:30:00.000Z', zone: 'UTC', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: 'tzone://Microsoft/Utc' },
      { at: '2023-07-30T16:30:00.000Z', zone: 'UTC', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: 'UTC-11' },
      { at: '2023-07-31T03:30:00.000Z', exact: true },
    ],
    [
      { dateTime: '2023-07-30T16:30:00', timeZone: '+05:30' },
      { at: '2023-07-30T11:00:00.000Z', zone: 'UTC+5:30', exact: true },
    ],
    [
      { dateTime: '2023-03-30T10:00:00', timeZone: 'PacificSt' },
      { at: '2023-03-30T10:00:00.000Z', zone: 'PacificSt', exact: false },
    ],
    [
      { dateTime: '2023-03-30T10:00:00', timeZone: 'Customized Time Zone' },
      { at: '2023-03-30T10:00:00.000Z', exact: false },
    ],
    [
      { dateTime: '2023-03-30T10:00:00', timeZone: null },
      { at: '2023-03-30T10:00:00.000Z', exact: false },
    ],
    [
      { dateTime: '2023-03-30T10:00:00Z', timeZone: 'PacificSt' },
      { at: '2023-03-30T10:00:00.000Z', exact: true },
    ],
    [
      { dateTime: '2023-03-30 10:00', timeZone: 'UTC' },
      { at: '2023-03-30T10:00:00.000Z', exact: true },
    ],
    // The hour that is skipped, and the one that comes twice.
    [
      { dateTime: '2026-03-29T02:30:00', timeZone: 'Europe/Berlin' },
      { at: '2026-03-29T01:30:00.000Z', exact: true },
    ],
    [
      { dateTime: '2026-10-25T01:30:00', timeZone: 'Europe/Berlin' },
      { at: '2026-10-24T23:30:00.000Z', exact: true },
    ],
    [
      { dateTime: '2024-02-29T12:00:00', timeZone: 'Tokyo Standard Time' },
      { at: '2024-02-29T03:00:00.000Z', exact: true },
    ],
  ])('%j', (wire, expected) => {
    expect(toEventTime(wire)).toMatchObject(expected);
  });

  it.each([
    null,
    undefined,
    '',
    'soon',
    5,
    true,
    [],
    {},
    { dateTime: null, timeZone: 'UTC' },
    { dateTime: 'String', timeZone: 'UTC' },
    { dateTime: {}, timeZone: {} },
    { '@odata.type': 'microsoft.graph.dateTimeTimeZone' },
    { dateTime: '2023-02-30T10:00:00', timeZone: 'UTC' },
    { dateTime: '0001-01-01T00:00:00', timeZone: 'UTC' },
    '0001-01-01T00:00:00Z',
    'x'.repeat(100_000),
  ])('is none in %j', wire => {
    expect(toEventTime(wire)).toBeUndefined();
  });

  it('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('2023-03-30T10:00:00', 'UTC', 'Etc/../x', '+99:99', 'UTC+15', 'America/'),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), text, fc.record({ dateTime: text, timeZone: text })), wire => {
        const time = toEventTime(wire);
        if (time) expect(new Date(time.at).toISOString()).toBe(time.at);
      }),
    );
  });

  it('gives zones that Intl knows', () => {
    for (const name of [
      'Pacific Standard Time',
      'India Standard Time',
      'UTC',
      'Europe/Paris',
      'GMT Standard Time',
      'UTC+12',
    ])
      expect(() => new Intl.DateTimeFormat('en', { timeZone: toZone(name)! })).not.toThrow();
    expect(toZone('Nowhere/Land')).toBeUndefined();
  });
});
