import fc from 'fast-check';
import { DateTime } from 'luxon';
import { createZonedTime } from '../../src/export/zoned-time';

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];

it.each([
  ['Europe/London', '2026-11-12T10:00:05.999Z', '2026-11-12T10:00:05+00:00', '11/12/26, 10:00:05 AM'],
  ['Europe/Berlin', '2026-11-12T23:30:00Z', '2026-11-13T00:30:00+01:00', '11/13/26, 12:30:00 AM'],
  ['America/St_Johns', '2026-07-01T14:31:09Z', '2026-07-01T12:01:09-02:30', '7/1/26, 12:01:09 PM'],
])('%s: %s', (zone, at, iso, american) => {
  const time = createZonedTime(zone);
  expect(time.iso(Date.parse(at))).toBe(iso);
  expect(time.american(Date.parse(at))).toBe(american);
});

it('agrees with luxon at any moment of these years, also around changes of the clock', () => {
  const from = Date.parse('2020-01-01T00:00:00Z');
  const to = Date.parse('2030-01-01T00:00:00Z');
  const change = Date.parse('2026-10-25T01:00:00Z');
  const moment = fc.oneof(fc.integer({ min: from, max: to }), fc.integer({ min: change - 9e6, max: change + 9e6 }));
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(moment, { minLength: 1, maxLength: 20 }), (zone, moments) => {
      const time = createZonedTime(zone);
      for (const at of moments) {
        const clock = DateTime.fromMillis(at, { zone });
        expect(time.iso(at)).toBe(clock.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
        expect(time.american(at)).toBe(clock.setLocale('en-US').toFormat('L/d/yy, h:mm:ss a'));
      }
    }),
    { numRuns: 300 },
  );
});
