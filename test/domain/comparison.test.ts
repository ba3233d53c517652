import fc from 'fast-check';
import type { Attendance } from '../../src/domain/attendance';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import {
  changesOf,
  comparedCounts,
  comparedFigure,
  comparedShares,
  pairsOf,
  type ComparedEvent,
} from '../../src/domain/comparison';
import type { Subject } from '../../src/domain/subject';

const subject: Subject = { kind: 'webinar', id: 'e', title: 'An event', phase: 'ended', role: 'organizer' };
const nobody = createAttendanceCount().finish([
  {
    id: 'r',
    start: '2026-11-12T10:00:00Z',
    end: '2026-11-12T11:00:00Z',
    reportedTotal: 0,
    externalEventInformation: [],
  },
]);
const event = (figures: Partial<Attendance>): ComparedEvent => ({
  ...nobody,
  peak: { count: 1, at: null },
  ...figures,
  subject,
  report: { id: 'r', start: null, end: null },
});
const registration = (registered: number, attendanceRate: number | null) => ({
  registration: {
    registered,
    attendanceRate,
    matched: 0,
    noShows: 0,
    walkIns: 0,
    canceled: 0,
    waitlisted: 0,
    pendingApproval: 0,
    rejectedByOrganizer: 0,
  },
});

describe('changes', () => {
  it.each<[string, Partial<Attendance>, Partial<Attendance>, object]>([
    ['more', { attended: 173 }, { attended: 196 }, { attended: { difference: 23, relative: 23 / 173 } }],
    ['fewer', { attended: 214 }, { attended: 107 }, { attended: { difference: -107, relative: -0.5 } }],
    ['as many', { attended: 5 }, { attended: 5 }, { attended: { difference: 0, relative: 0 } }],
    ['no per cent of 0', { late: 0 }, { late: 7 }, { late: { difference: 7, relative: null } }],
    ['from 0 to 0', { late: 0 }, { late: 0 }, { late: { difference: 0, relative: null } }],
    [
      'unknown before',
      { averageSeconds: null },
      { averageSeconds: 60 },
      { averageSeconds: { difference: null, relative: null } },
    ],
    ['unknown after', { completed: 3 }, { completed: null }, { completed: { difference: null, relative: null } }],
    [
      'nobody is known to be late where no times are known',
      { late: 3 },
      { late: 0, peak: { count: null, at: null } },
      { late: { difference: null, relative: null }, peak: { difference: null, relative: null } },
    ],
    ['shares in points', { shareOfEvent: 0.5 }, { shareOfEvent: 0.75 }, { shareOfEvent: { points: 25 } }],
    [
      'registered and their rate',
      registration(200, 0.5),
      registration(100, 0.25),
      { registered: { difference: -100, relative: -0.5 }, attendanceRate: { points: -25 } },
    ],
    [
      'no registrations: no rate, not 0 %',
      {},
      registration(100, 0.25),
      { registered: { difference: null, relative: null }, attendanceRate: { points: null } },
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changesOf([event(before), event(after)])).toEqual([
      expect.objectContaining({ earlier: 0, later: 1, ...expected }),
    ]);
  });

  it('are of whole events alone, and pass over those without figures or with a part of them', () => {
    const missing: ComparedEvent = { subject, unavailable: 'no-report' };
    const partial = event({ attended: 40, incomplete: true, recordsRead: 40 });
    const events = [event({ attended: 10 }), missing, partial, event({ attended: 20 }), event({ attended: 30 })];
    expect(pairsOf(events)).toEqual([
      { earlier: 0, later: 3 },
      { earlier: 3, later: 4 },
    ]);
    expect(changesOf(events).map(one => one.attended.difference)).toEqual([10, 10]);
    expect(changesOf([missing, partial, event({})])).toEqual([]);
  });

  it('go there and back: the later figure is the earlier one with its change', () => {
    const figure = fc.option(fc.nat(100_000));
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const any = fc.record({
      attended: fc.nat(100_000),
      completed: figure,
      averageSeconds: figure,
      shareOfEvent: share,
    });
    fc.assert(
      fc.property(any, any, (before, after) => {
        const [earlier, later] = [event(before), event(after)] as [
          Attendance & ComparedEvent,
          Attendance & ComparedEvent,
        ];
        const [change] = changesOf([earlier, later]);
        for (const name of comparedCounts) {
          const [from, to] = [comparedFigure(earlier, name), comparedFigure(later, name)];
          const { difference, relative } = change![name];
          expect(difference).toBe(from === null || to === null ? null : to - from);
          if (relative === null) expect(from === 0 || from === null || to === null).toBe(true);
          else expect(from! * (1 + relative)).toBeCloseTo(to!, 3);
        }
        for (const name of comparedShares) {
          const [from, to] = [comparedFigure(earlier, name), comparedFigure(later, name)];
          if (from === null || to === null) expect(change![name].points).toBeNull();
          else expect(from + change![name].points! / 100).toBeCloseTo(to, 9);
        }
      }),
    );
  });
});
