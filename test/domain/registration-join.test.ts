import fc from 'fast-check';
import type { AttendanceRecord } from '../../src/domain/attendance-record';
import { createPeople } from '../../src/domain/people';
import type { Registration } from '../../src/domain/registration';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin, registrationFigures } from '../../src/domain/registration-join';
import { createRoleBook, roleOf } from '../../src/domain/roles';
import { slowFigures } from '../support/registration-oracle';
import { anyPages, anyRecord, aRegistration, guid } from '../support/registrations';

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
      { numRuns: 1000 },
    );
  });
});
