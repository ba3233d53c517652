import fc from 'fast-check';
import type { Attendance } from '../../src/domain/attendance';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import type { ExternalEventInformation } from '../../src/domain/event';
import { slowAttendance, type ReadReport } from '../support/attendance-oracle';
import { runs } from '../support/thorough';

const START = Date.parse('2026-11-12T10:00:00Z');
const MINUTE = 60_000;
const iso = (minute: number) => new Date(START + minute * MINUTE).toISOString();

const report: AttendanceReport = {
  id: 'r',
  start: iso(0),
  end: iso(60),
  reportedTotal: 3,
  externalEventInformation: [],
};

/** `stay(5, 30)`: joined at 10:05, left at 10:30. */
const stay = (join: number, leave: number) => ({ join: START + join * MINUTE, leave: START + leave * MINUTE });
const record = (
  identityId: string,
  intervals: AttendanceRecord['intervals'],
  more: Partial<AttendanceRecord> = {},
) => ({
  identityId,
  role: 'Attendee',
  intervals,
  ...more,
});

function count(records: AttendanceRecord[], of: AttendanceReport = report): Attendance {
  const counting = createAttendanceCount();
  counting.add(records);
  return counting.finish([of]);
}

function countMerged(parts: ReadReport[]): Attendance {
  const counting = createAttendanceCount();
  parts.forEach((part, index) => {
    if (index > 0) counting.nextReport();
    counting.add(part.records);
  });
  return counting.finish(parts.map(part => part.report));
}

/** Sums of fractions differ in their last digits by the order of summing. */
function expectAlike(fast: Attendance, slow: Attendance): void {
  expect({ ...fast, averageSeconds: 0, shareOfEvent: 0 }).toEqual({ ...slow, averageSeconds: 0, shareOfEvent: 0 });
  expect(fast.averageSeconds ?? -1).toBeCloseTo(slow.averageSeconds ?? -1, 6);
  expect(fast.shareOfEvent ?? -1).toBeCloseTo(slow.shareOfEvent ?? -1, 9);
}

const unusable = { join: START, leave: undefined };
const nobody = '00000000-0000-0000-0000-000000000000';

describe('one report', () => {
  const cases: { name: string; records: AttendanceRecord[]; of?: AttendanceReport; expected: Partial<Attendance> }[] = [
    {
      name: 'nobody came: zero people is known, their average is not',
      records: [],
      expected: {
        attended: 0,
        peak: { count: 0, at: null },
        averageSeconds: null,
        medianSeconds: null,
        byRole: {},
        late: 0,
      },
    },
    {
      name: 'three people, hand-computed',
      records: [
        record('a', [stay(0, 60)]),
        record('b', [stay(10, 40)]),
        record('c', [stay(2, 4)], { role: 'Presenter' }),
      ],
      expected: {
        attended: 3,
        byRole: { Attendee: 2, Presenter: 1 },
        peak: { count: 2, at: iso(2) },
        averageSeconds: ((60 + 30 + 2) / 3) * 60,
        medianSeconds: 30 * 60,
        shareOfEvent: 92 / 180,
        late: 1,
        leftEarly: 2,
        stayedToEnd: 1,
        completed: 1,
        brief: 1,
      },
    },
    {
      name: 'two devices at once count once, and the time is the union',
      records: [record('a', [stay(0, 30)]), record('a', [stay(20, 50)])],
      expected: { attended: 1, peak: { count: 1, at: iso(0) }, averageSeconds: 50 * 60 },
    },
    {
      name: 'who leaves at the instant another joins is gone',
      records: [record('a', [stay(0, 30)]), record('b', [stay(30, 60)])],
      expected: { peak: { count: 1, at: iso(0) } },
    },
    {
      name: 'namesakes are two people',
      records: [record('a', [stay(0, 60)], { name: 'Ada Berg' }), record('b', [stay(0, 60)], { name: 'Ada Berg' })],
      expected: { attended: 2, peak: { count: 2, at: iso(0) } },
    },
    {
      name: 'an all-zero identity is none: registration, then e-mail decide',
      records: [
        record(nobody, [stay(0, 10)], { registrationId: 'r1' }),
        record(nobody, [stay(10, 20)], { registrationId: 'r1' }),
        record(nobody, [stay(0, 10)], { email: ' Ann@Example.com ' }),
        record(nobody, [stay(5, 10)], { email: 'ann@example.com' }),
        record(nobody, [stay(0, 10)]),
      ],
      expected: { attended: 3 },
    },
    {
      name: 'one record id is one person, whatever else it says; a repeat adds nothing',
      records: [
        record('a', [stay(0, 10)], { id: 'a' }),
        record('a', [stay(20, 30)], { id: 'a' }),
        record('a', [stay(20, 30)], { id: 'a' }),
        { id: 'a', intervals: [stay(40, 50)] },
      ],
      expected: { attended: 1, averageSeconds: 30 * 60 },
    },
    {
      name: 'a record with neither id nor key is a repeat only when all is equal and it has a usable interval',
      records: [
        { name: 'Guest', intervals: [stay(0, 10)] },
        { name: 'Guest', intervals: [stay(0, 10)] },
        { name: 'Guest', intervals: [stay(0, 11)] },
        { name: 'Guest', intervals: [unusable] },
        { name: 'Guest', intervals: [unusable] },
      ],
      expected: { attended: 4, timeUnknown: 2 },
    },
    {
      name: 'without usable intervals the total counts, cut to the window; without a total the time is unknown',
      records: [
        record('a', [unusable], { totalSeconds: 600 }),
        record('b', [], { totalSeconds: 100_000 }),
        record('c', [unusable], { totalSeconds: 0 }),
      ],
      expected: {
        attended: 3,
        timeUnknown: 1,
        averageSeconds: (600 + 3600) / 2,
        completed: 1,
        late: 0,
        leftEarly: 0,
        stayedToEnd: 0,
        peak: { count: null, at: null },
        curve: [],
      },
    },
    {
      name: 'a total is not added twice for a repeated record id',
      records: [
        record('a', [unusable], { id: 'x', totalSeconds: 600 }),
        record('a', [unusable], { id: 'x', totalSeconds: 600 }),
        record('a', [], { id: 'x', totalSeconds: 60 }),
      ],
      expected: { attended: 1, averageSeconds: 660 },
    },
    {
      name: 'intervals months before the window: the window is first join to last leave',
      records: [record('a', [stay(-90_000, -89_990), stay(-89_980, -89_970)])],
      expected: { window: { start: iso(-90_000), end: iso(-89_970) }, shareOfEvent: 20 / 30 },
    },
    {
      name: 'a report without times and intervals has no window',
      records: [record('a', [], { totalSeconds: 90_000 })],
      of: { ...report, start: null, end: null, reportedTotal: null },
      expected: {
        window: { start: null, end: null },
        curve: [],
        averageSeconds: 90_000,
        shareOfEvent: null,
        completed: null,
        reportedTotal: null,
      },
    },
    {
      name: 'the highest role counts; a role never seen ranks between Attendee and None',
      records: [
        record('a', [], { role: 'None' }),
        record('a', [], { role: 'Streamer' }),
        record('b', [], { role: 'Attendee' }),
        record('b', [], { role: 'Organizer' }),
        record('c', [], { role: undefined }),
      ],
      expected: { byRole: { Streamer: 1, Organizer: 1, None: 1 } },
    },
    {
      name: 'grace and thresholds at their exact edges',
      records: [
        record('on time', [stay(5, 55)]),
        record('late and early', [{ join: START + 5 * MINUTE + 1, leave: START + 55 * MINUTE - 1 }]),
        record('completed', [stay(0, 57)]),
        record('not brief', [stay(0, 5)]),
        record('brief', [{ join: START, leave: START + 5 * MINUTE - 1 }]),
      ],
      expected: { late: 1, leftEarly: 3, stayedToEnd: 2, completed: 1, brief: 1 },
    },
  ];

  it.each(cases)('$name', ({ records, of, expected }) => {
    expect(count(records, of)).toMatchObject(expected);
  });

  it('draws at most 60 exactly spaced points, the last just before the end', () => {
    const { curve } = count([record('a', [stay(0, 60)])]);
    const times = curve.map(point => Date.parse(point.at));
    const steps = new Set(times.slice(1).map((at, index) => at - times[index]!));
    expect(curve).toHaveLength(60);
    expect(steps.size).toBe(1);
    expect(times[0]).toBe(START);
    expect(START + 60 * MINUTE - times.at(-1)!).toBeGreaterThan(0);
    expect(START + 60 * MINUTE - times.at(-1)!).toBeLessThanOrEqual(60);
    expect(curve.at(-1)!.present).toBe(1);
  });

  it('needs no 60 points for a window of three milliseconds', () => {
    const short = { ...report, end: new Date(START + 3).toISOString() };
    expect(count([record('a', [{ join: START, leave: START + 2 }])], short).curve.map(p => p.present)).toEqual([
      1, 1, 0,
    ]);
  });
});

describe('against the slow oracle', () => {
  const minute = fc.integer({ min: -30, max: 90 });
  const end = fc.option(
    minute.map(at => START + at * MINUTE),
    { nil: undefined, freq: 8 },
  );
  const few = (letters: string) => fc.option(fc.constantFrom(...letters.split('')), { nil: undefined });
  const records = fc.array(
    fc.record({
      id: few('xyz'),
      identityId: fc.oneof(few('abcdef'), fc.constant(nobody)),
      registrationId: few('pq'),
      email: few('mn'),
      role: fc.option(fc.constantFrom('Organizer', 'Presenter', 'Attendee', 'None', 'Streamer', 'Extra'), {
        nil: undefined,
      }),
      totalSeconds: fc.option(fc.integer({ min: 0, max: 8000 }), { nil: undefined }),
      intervals: fc.array(fc.record({ join: end, leave: end }), { maxLength: 3 }),
    }),
    { maxLength: 14 },
  );
  const reports = fc.record({
    id: fc.constant('r'),
    start: fc.option(minute.map(iso), { freq: 9 }),
    end: fc.option(minute.map(iso), { freq: 9 }),
    reportedTotal: fc.option(fc.nat()),
    externalEventInformation: fc.constant<ExternalEventInformation[]>([]),
  });

  it('agrees on every figure', () => {
    fc.assert(
      fc.property(records, reports, (all, one) => {
        expectAlike(count(all, one), slowAttendance({ records: all, report: one }));
      }),
      { numRuns: runs(500) },
    );
  });

  it('agrees on every figure of several reports merged, in whatever order they come', () => {
    const parts = fc.array(fc.record({ report: reports, records }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, read => {
        // People without any key are told apart by name here: what repeats across reports has a case of its own.
        const named = read.map((part, index) => ({
          ...part,
          records: part.records.map(one => ({ ...one, name: `of report ${index}` })),
        }));
        expectAlike(countMerged(named), slowAttendance(...named));
      }),
      { numRuns: runs(500), endOnFailure: true },
    );
  });

  it('does not care about the order of records, nor about pages', () => {
    fc.assert(
      fc.property(records, reports, fc.nat(), (all, one, cut) => {
        const paged = createAttendanceCount();
        const turned = [...all].reverse();
        const at = all.length ? cut % all.length : 0;
        paged.add(turned.slice(0, at));
        paged.add(turned.slice(at));
        const { averageSeconds, shareOfEvent, ...figures } = paged.finish([one]);
        const { averageSeconds: average, shareOfEvent: share, ...expected } = count(all, one);
        expect(figures).toEqual(expected);
        expect(averageSeconds ?? -1).toBeCloseTo(average ?? -1, 6);
        expect(shareOfEvent ?? -1).toBeCloseTo(share ?? -1, 9);
      }),
    );
  });
});
