import fc from 'fast-check';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import { selectParticipants, type ParticipantView } from '../../src/domain/participant-list';
import type { Participant } from '../../src/domain/participants';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin } from '../../src/domain/registration-join';
import { createRoster } from '../../src/domain/roster';
import { aRegistration, guid } from '../support/registrations';

const START = Date.parse('2026-11-12T10:00:00Z');
const report: AttendanceReport = {
  id: 'r',
  start: '2026-11-12T10:00:00Z',
  end: '2026-11-12T11:00:00Z',
  reportedTotal: 3,
  externalEventInformation: [],
};
const stay = (join: number, leave: number) => ({ join: START + join * 60_000, leave: START + leave * 60_000 });

function peopleOf(records: AttendanceRecord[]): Participant[] {
  const roster = createRoster();
  roster.add(records);
  return roster.finish([report]).all();
}

describe('the roster', () => {
  it('unites devices and records of one person under the highest role and the first known name', () => {
    const people = peopleOf([
      { id: 'u', identityId: 'u', role: 'Attendee', intervals: [stay(10, 20)] },
      {
        id: 'u',
        identityId: 'u',
        role: 'Presenter',
        name: 'Ada Berg',
        email: 'ada@example.com',
        intervals: [stay(15, 58)],
      },
    ]);
    expect(people).toEqual([
      {
        name: 'Ada Berg',
        email: 'ada@example.com',
        role: 'Presenter',
        identity: 'member',
        personId: 'u',
        registrationId: null,
        recordId: null,
        tenantId: null,
        seconds: 48 * 60,
        share: 0.8,
        firstJoin: '2026-11-12T10:10:00.000Z',
        lastLeave: '2026-11-12T10:58:00.000Z',
        late: true,
        leftEarly: false,
        stayedToEnd: true,
        brief: false,
      },
    ]);
  });

  it("knows the status of each person's registration, the one that stands before others", () => {
    const book = createRegistrationBook();
    book.add([
      aRegistration({ id: guid(1), status: 'canceled' }),
      aRegistration({ id: guid(2), status: 'registered' }),
      aRegistration({ id: guid(3), status: 'waitlisted' }),
    ]);
    const records = [
      { identityId: 'two', registrationId: guid(1), intervals: [stay(0, 5)] },
      { identityId: 'two', registrationId: guid(2), intervals: [stay(10, 15)] },
      { identityId: 'two', registrationId: guid(3), intervals: [stay(20, 25)] },
      { identityId: 'waiting', registrationId: guid(3), intervals: [] },
      { identityId: 'walked in', role: 'Attendee', intervals: [] },
    ];
    const joined = createRoster(0, createRegistrationJoin(book));
    joined.add(records);
    const roster = joined.finish([report]);
    expect([0, 1, 2].map(index => roster.registration(index))).toEqual(['registered', 'waitlisted', 'none']);
    expect(roster.all().map(person => person.walkIn)).toEqual([undefined, undefined, true]);
    const alone = createRoster();
    alone.add(records);
    expect(alone.finish([report]).registration(0)).toBeNull();
  });

  it.each<[string, Partial<AttendanceRecord>, Participant['identity']]>([
    ['an Entra user', { identityId: 'u' }, 'member'],
    ['a guest by type', { identityId: 'u', identityType: 'communicationsGuestIdentity' }, 'guest'],
    ['registered, not signed in', { registrationId: 'r' }, 'guest'],
    ['an e-mail alone', { email: 'a@b.example' }, 'guest'],
    ['a name alone', { name: 'Ann' }, 'anonymous'],
    ['an app of the web', { identityId: 'x', identityType: 'azureCommunicationServicesUserIdentity' }, 'anonymous'],
    ['dialled in', { identityType: 'communicationsPhoneIdentity', name: '+44 20 **** *417' }, 'dial-in'],
    ['dialled in, with an id', { identityId: 'x', identityType: 'communicationsPhoneIdentity' }, 'dial-in'],
    ['a number for a name', { name: '+44 20 **** *417' }, 'anonymous'],
  ])('tells %s', (_, record, identity) => {
    expect(peopleOf([{ intervals: [], ...record }])[0]?.identity).toBe(identity);
  });

  it('never invents a name or a time', () => {
    expect(peopleOf([{ intervals: [], name: '  ' }])[0]).toMatchObject({ name: null, seconds: null, firstJoin: null });
  });

  it('agrees with the figures of the same records', () => {
    const time = fc.option(
      fc.integer({ min: -20, max: 80 }).map(minute => START + minute * 60_000),
      { nil: undefined },
    );
    const records = fc.array(
      fc.record({
        id: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
        identityId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
        totalSeconds: fc.nat(4000),
        intervals: fc.array(fc.record({ join: time, leave: time }), { maxLength: 3 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(records, all => {
        const count = createAttendanceCount();
        count.add(all);
        const figures = count.finish([report]);
        const people = peopleOf(all);
        const having = (test: (person: Participant) => boolean) => people.filter(test).length;
        expect({
          attended: people.length,
          timeUnknown: having(person => person.seconds === null),
          late: having(person => person.late),
          leftEarly: having(person => person.leftEarly),
          stayedToEnd: having(person => person.stayedToEnd),
          brief: having(person => person.brief),
        }).toEqual({
          attended: figures.attended,
          timeUnknown: figures.timeUnknown,
          late: figures.late,
          leftEarly: figures.leftEarly,
          stayedToEnd: figures.stayedToEnd,
          brief: figures.brief,
        });
      }),
    );
  });
});

describe('a page of the list', () => {
  const people = peopleOf([
    { identityId: '1', name: 'Zoë Quist', email: 'zq@example.com', role: 'Attendee', intervals: [stay(0, 60)] },
    { identityId: '2', name: 'ada berg', role: 'Presenter', intervals: [stay(20, 30)] },
    { name: undefined, role: 'Attendee', intervals: [stay(1, 3)] },
    { identityId: '4', name: 'Émile Roy', role: 'Organizer', intervals: [] },
  ]);
  const view: ParticipantView = { filters: ['all'], homeTenant: 'home', find: '', sort: 'name', page: 1, pageSize: 2 };
  const names = (change: Partial<ParticipantView>) =>
    selectParticipants(people, { ...view, pageSize: 10, ...change }).people.map(person => person.name);

  it('pages, and a page beyond the last is the last', () => {
    expect(selectParticipants(people, { ...view, page: 99 })).toMatchObject({ matching: 4, page: 2, pages: 2 });
    expect(selectParticipants([], view)).toEqual({ people: [], matching: 0, page: 1, pages: 1 });
  });

  it.each<[string, Partial<ParticipantView>, (string | null)[]]>([
    ['by name, the unnamed last', {}, ['ada berg', 'Émile Roy', 'Zoë Quist', null]],
    ['by time, longest first, unknown last', { sort: 'time' }, ['Zoë Quist', 'ada berg', null, 'Émile Roy']],
    ['by join, unknown last', { sort: 'join' }, ['Zoë Quist', null, 'ada berg', 'Émile Roy']],
    ['by leave, unknown last', { sort: 'leave' }, [null, 'ada berg', 'Zoë Quist', 'Émile Roy']],
    ['by role', { sort: 'role' }, ['Émile Roy', 'ada berg', 'Zoë Quist', null]],
    ['late', { filters: ['late'] }, ['ada berg']],
    ['left early', { filters: ['left-early'] }, ['ada berg', null]],
    ['stayed', { filters: ['stayed'] }, ['Zoë Quist']],
    ['brief', { filters: ['brief'] }, [null]],
    ['presenters and organisers', { filters: ['presenters'] }, ['ada berg', 'Émile Roy']],
    ['both of two', { filters: ['late', 'presenters'] }, ['ada berg']],
    ['found without its accent', { find: 'zoe' }, ['Zoë Quist']],
    ['found by e-mail', { find: 'ZQ@' }, ['Zoë Quist']],
  ])('%s', (_, change, expected) => {
    expect(names(change)).toEqual(expected);
  });
});

describe('who people are, in the list', () => {
  const people = peopleOf([
    { identityId: '1', tenantId: 'home', name: 'Hal Home', intervals: [stay(0, 60)] },
    { identityId: '2', tenantId: 'other', name: 'Olu Other', intervals: [stay(0, 60)] },
    { identityId: '3', identityType: 'communicationsGuestIdentity', name: 'Gil Guest', intervals: [stay(0, 60)] },
    { identityType: 'communicationsPhoneIdentity', name: '+44 20 **** *417', intervals: [] },
    { intervals: [] },
  ]);
  const view: ParticipantView = { filters: [], homeTenant: 'HOME', find: '', sort: 'name', page: 1, pageSize: 9 };

  it.each<[string, Partial<ParticipantView>, (string | null)[]]>([
    ['guests', { filters: ['guests'] }, ['Gil Guest']],
    ['external: guests, and whoever is of another tenant', { filters: ['external'] }, ['Gil Guest', 'Olu Other']],
    ['external to those others', { filters: ['external'], homeTenant: 'OTHER' }, ['Gil Guest', 'Hal Home']],
    ['not signed in or dialled in', { filters: ['anonymous'] }, ['+44 20 **** *417', null]],
    ['dialled in', { filters: ['dial-in'] }, ['+44 20 **** *417']],
    ['both of two, which nobody is', { filters: ['late', 'guests'] }, []],
  ])('%s', (_, change, expected) => {
    expect(selectParticipants(people, { ...view, ...change }).people.map(person => person.name)).toEqual(expected);
  });
});
