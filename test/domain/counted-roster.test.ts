import fc from 'fast-check';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import { createCountedRoster } from '../../src/domain/counted-roster';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin } from '../../src/domain/registration-join';
import { createRoster } from '../../src/domain/roster';
import { anyPages, anyRecord } from '../support/registrations';

const START = Date.parse('2026-11-12T10:00:00Z');
const reports: AttendanceReport[] = [0, 1].map(index => ({
  id: `r${index}`,
  start: new Date(START + index * 7_200_000).toISOString(),
  end: new Date(START + index * 7_200_000 + 3_600_000).toISOString(),
  reportedTotal: null,
  externalEventInformation: [],
}));

const interval = fc.record({ join: fc.integer({ min: 0, max: 180 }), length: fc.integer({ min: -5, max: 60 }) });
const withTimes = fc
  .tuple(anyRecord, fc.array(interval, { maxLength: 3 }))
  .map(([record, intervals]): AttendanceRecord => {
    const stays = intervals.map(({ join, length }) => ({
      join: START + join * 60_000,
      leave: START + (join + length) * 60_000,
    }));
    return { ...record, intervals: stays };
  });

it('tells what the count and the roster tell by themselves', () => {
  const page = fc.array(withTimes, { maxLength: 12 });
  fc.assert(
    fc.property(fc.tuple(page, page), fc.option(anyPages, { nil: undefined }), (pages, registrations) => {
      const join = () => {
        if (!registrations) return undefined;
        const book = createRegistrationBook();
        for (const one of registrations) book.add(one);
        return createRegistrationJoin(book);
      };
      const both = createCountedRoster(0, join());
      const count = createAttendanceCount(0, join());
      const roster = createRoster(0, join());
      for (const one of [both, count, roster]) {
        one.add(pages[0]);
        one.nextReport();
        one.add(pages[1]);
      }
      const told = both.finish(reports);
      const alone = roster.finish(reports);
      expect([both.people, both.records]).toEqual([count.people, count.records]);
      expect(told.figures).toEqual(count.finish(reports));
      expect(told.roster.all()).toEqual(alone.all());
      for (let person = 0; person < alone.length; person += 1) {
        expect(told.roster.registration(person)).toBe(alone.registration(person));
        expect(told.roster.stays(person)).toEqual(alone.stays(person));
        const { firstJoin, lastLeave, seconds, share, ...times } = told.roster.times(person);
        const participant = alone.participant(person);
        expect(participant).toMatchObject({ ...told.roster.named(person), ...times });
        expect([participant.seconds ?? NaN, participant.share ?? NaN]).toEqual([seconds, share]);
        expect(participant.firstJoin).toBe(Number.isNaN(firstJoin) ? null : new Date(firstJoin).toISOString());
        expect(participant.lastLeave).toBe(Number.isNaN(lastLeave) ? null : new Date(lastLeave).toISOString());
      }
    }),
  );
});
