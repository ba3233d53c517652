import fc from 'fast-check';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import { createPeople } from '../../src/domain/people';
import type { Registration } from '../../src/domain/registration';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin, registrationFigures } from '../../src/domain/registration-join';
import { createRoleBook, roleOf } from '../../src/domain/roles';
import { slowFigures } from '../support/registration-oracle';
import { anyPages, anyRecord, aRegistration, guid } from '../support/registrations';
import { runs } from '../support/thorough';

/** Records joined as the attendance count joins them, and the records of each person for the oracle. */
function joined(pages: Registration[][], records: AttendanceRecord[]) {
  const book = createRegistrationBook();
  for (const page of pages) book.add(page);
  const join = createRegistrationJoin(book);
  const people = createPeople();
  const roles = createRoleBook();
  const nodes = records.map(record => people.nodeOf(record) ?? -1);
  records.forEach((record, index) => {
    if (nodes[index] !== -1) join.add(nodes[index]!, record);
  });
  join.settle(people);
  const rootOf = Array.from({ length: people.nodes }, (_, node) => people.rootOf(node));
  const persons = [...new Set(rootOf)];
  const personOf = Uint32Array.from(rootOf.map(root => persons.indexOf(root)));
  const recordsOf = persons.map((_, person) => records.filter((_, index) => personOf[nodes[index]!] === person));
  const highest = recordsOf.map(mine =>
    roles.roleOf(
      mine.reduce<number | undefined>((code, { role }) => roles.higher(code, roles.codeOf(roleOf(role))), undefined)!,
    ),
  );
  const figures = registrationFigures(join, { people: persons.length, personOf }, person => highest[person]!);
  return { figures, join, personOf, recordsOf };
}

const record = (registration: number | undefined, more: Partial<AttendanceRecord> = {}): AttendanceRecord => ({
  ...(registration !== undefined && { registrationId: guid(registration) }),
  role: 'Attendee',
  intervals: [],
  ...more,
});

describe('registered against came', () => {
  it('hand-computed', () => {
    const statuses = ['registered', 'registered', 'registered', 'canceled', 'waitlisted', 'onHold', 'pendingApproval'];
    const pages = [statuses.map((status, index) => aRegistration({ id: guid(index), status }))];
    const { figures } = joined(pages, [
      record(0),
      // The same person on a second device.
      record(0),
      record(3, { role: 'None' }),
      record(5),
      record(undefined, { id: 'w1' }),
      record(undefined, { id: 'w2', role: 'None' }),
      record(undefined, { id: 'p', role: 'Presenter' }),
      record(undefined, { id: 'o', role: 'Organizer' }),
      record(undefined, { id: 'n', role: 'Producer' }),
    ]);
    expect(figures).toEqual({
      registered: 3,
      matched: 1,
      noShows: 2,
      walkIns: 2,
      attendanceRate: 1 / 3,
      canceled: 1,
      waitlisted: 1,
      pendingApproval: 1,
      rejectedByOrganizer: 0,
    });
  });

  it('has no rate where nobody is registered', () => {
    expect(joined([[aRegistration({ status: 'canceled' })]], [record(0)]).figures).toMatchObject({
      registered: 0,
      matched: 0,
      noShows: 0,
      walkIns: 0,
      attendanceRate: null,
    });
  });

  it('knows a person by any of the records, presents whoever presents, and counts all registrations that they match', () => {
    const pages = [[aRegistration({ id: guid(1) }), aRegistration({ id: guid(2) })]];
    const person = { identityId: guid(77) };
    const { figures } = joined(pages, [record(undefined, person), record(1, person), record(2, person)]);
    expect(figures).toMatchObject({ matched: 2, noShows: 0, walkIns: 0 });
    const presenter = [record(undefined, person), record(undefined, { ...person, role: 'Presenter' })];
    expect(joined(pages, presenter).figures).toMatchObject({ matched: 0, noShows: 2, walkIns: 0 });
  });

  it('counts of the registered those who stayed, each registration once', () => {
    const pages = [
      [1, 2, 3].map(id => aRegistration({ id: guid(id), status: id === 3 ? 'canceled' : 'registered' })),
    ].flat(0);
    const { join, personOf } = joined(pages, [
      record(1, { identityId: guid(71) }),
      record(1, { identityId: guid(72) }),
      record(2, { identityId: guid(73) }),
      record(3, { identityId: guid(74) }),
    ]);
    expect(join.countWho(() => true, personOf)).toBe(2);
    expect(join.countWho(person => person === 1, personOf)).toBe(1);
    expect(join.countWho(() => false, personOf)).toBe(0);
  });

  it('is what comparing every record with every registration gives', () => {
    fc.assert(
      fc.property(anyPages, fc.array(anyRecord, { maxLength: 14 }), (pages, records) => {
        const { figures, recordsOf } = joined(pages, records);
        expect(figures).toEqual(slowFigures(pages, recordsOf));
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('the attendance count with a join', () => {
  const report: AttendanceReport = {
    id: 'r',
    start: '2026-11-12T10:00:00Z',
    end: '2026-11-12T11:00:00Z',
    reportedTotal: null,
    externalEventInformation: [],
  };
  const START = Date.parse('2026-11-12T10:00:00Z');
  const stay = (to: number) => [{ join: START, leave: START + to * 60_000 }];
  const count = (pages: Registration[][], records: AttendanceRecord[]) => {
    const book = createRegistrationBook();
    for (const page of pages) book.add(page);
    const counting = createAttendanceCount(0, createRegistrationJoin(book));
    counting.add(records);
    return counting.finish([report]);
  };

  it('tells who of the registered stayed to the end', () => {
    const pages = [
      [1, 2, 3, 4].map(id => aRegistration({ id: guid(id), status: id === 4 ? 'canceled' : 'registered' })),
    ];
    const figures = count(pages, [
      record(1, { identityId: guid(71), intervals: stay(60) }),
      record(2, { identityId: guid(72), intervals: stay(30) }),
      // Left, and came back on another device.
      record(undefined, { identityId: guid(72), intervals: stay(57) }),
      record(3, { identityId: guid(73), intervals: stay(20) }),
      record(4, { identityId: guid(74), intervals: stay(60) }),
      record(undefined, { identityId: guid(75), intervals: stay(60) }),
    ]);
    expect(figures).toMatchObject({ stayedToEnd: 4, registeredStayed: 2, registration: { matched: 3, walkIns: 1 } });
  });

  it('does not know who stayed where nobody’s times are known, and has neither without a join', () => {
    expect(count([[aRegistration()]], [record(0)])).toMatchObject({
      registeredStayed: null,
      registration: { matched: 1 },
    });
    const without = createAttendanceCount();
    without.add([record(0)]);
    expect(without.finish([report])).not.toHaveProperty('registration');
  });

  it('has the figures of the slow oracle, page by page', () => {
    fc.assert(
      fc.property(anyPages, fc.array(anyRecord, { maxLength: 14 }), fc.nat(14), (pages, records, cut) => {
        const book = createRegistrationBook();
        for (const page of pages) book.add(page);
        const counting = createAttendanceCount(0, createRegistrationJoin(book));
        counting.add(records.slice(0, cut));
        counting.add(records.slice(cut));
        expect(counting.finish([report]).registration).toEqual(slowFigures(pages, joined(pages, records).recordsOf));
      }),
      { numRuns: runs(500) },
    );
  });
});
