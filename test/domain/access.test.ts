import fc from 'fast-check';
import {
  accessToCall,
  accessToEvent,
  accessToMeeting,
  isSamePerson,
  RIGHT_HOLDS,
  type Access,
} from '../../src/domain/access';

const ANNA = 'a1b2c3d4-0000-4000-8000-0000000000aa';
const BEN = 'b1b2c3d4-0000-4000-8000-0000000000bb';
const CLEO = 'c1b2c3d4-0000-4000-8000-0000000000cc';
const NOBODY = '00000000-0000-0000-0000-000000000000';

const event = (rest: object = {}) => ({
  organizer: { id: ANNA },
  coOrganizers: [{ id: BEN }, { name: 'without an id' }],
  confirmedRoles: [],
  ...rest,
});

describe('who may read an event', () => {
  it.each<[string, object, string, Access]>([
    ['its organiser', {}, ANNA, 'organizer'],
    ['a co-organiser', {}, BEN, 'coOrganizer'],
    ['one co-organiser of several', { coOrganizers: [{ id: CLEO }, { id: BEN }] }, BEN, 'coOrganizer'],
    ['whoever is both', { coOrganizers: [{ id: ANNA }] }, ANNA, 'organizer'],
    ['anybody else', {}, CLEO, 'none'],
    ['an id in capitals, with blanks', {}, ` ${ANNA.toUpperCase()} `, 'organizer'],
    ['an organiser whom Graph writes in capitals', { organizer: { id: BEN.toUpperCase() } }, BEN, 'organizer'],
    [
      'a list of roles says organiser',
      { organizer: undefined, confirmedRoles: [{ personId: CLEO, role: 'organizer' }] },
      CLEO,
      'organizer',
    ],
    [
      'a list of roles says co-organiser',
      { confirmedRoles: [{ personId: CLEO, role: 'coOrganizer' }] },
      CLEO,
      'coOrganizer',
    ],
    ['a list of roles of somebody else', { confirmedRoles: [{ personId: BEN, role: 'organizer' }] }, CLEO, 'none'],
    ['nobody', {}, '', 'none'],
    ['nobody, where nobody organises', { organizer: undefined, coOrganizers: [{}] }, '', 'none'],
    ['nobody, where an empty id organises', { organizer: { id: '' } }, ' ', 'none'],
    ['zeros, where zeros organise', { organizer: { id: NOBODY } }, NOBODY, 'none'],
    ['zeros, in a list of roles', { confirmedRoles: [{ personId: NOBODY, role: 'organizer' }] }, NOBODY, 'none'],
  ])('%s', (_, rest, person, access) => {
    expect(accessToEvent(event(rest) as any, person)).toBe(access);
  });

  it('a reader is one last, and nobody is none', () => {
    const read = (person: string, isReader: boolean) => accessToEvent(event(), person, isReader);
    expect([ANNA, BEN, CLEO, '', NOBODY].map(person => read(person, true))).toEqual([
      'organizer',
      'coOrganizer',
      'reader',
      'none',
      'none',
    ]);
    expect(read(CLEO, false)).toBe('none');
  });
});

it('a meeting is read by the same rule', () => {
  const meeting = { organizer: { id: ANNA }, coOrganizers: [{ id: BEN }] };
  expect([ANNA, BEN, CLEO].map(person => accessToMeeting(meeting, person))).toEqual([
    'organizer',
    'coOrganizer',
    'none',
  ]);
  expect([CLEO, NOBODY].map(person => accessToMeeting(meeting, person, true))).toEqual(['reader', 'none']);
  expect(accessToMeeting(meeting, CLEO, false)).toBe('none');
});

it('nobody is the same person as anybody', () => {
  expect(isSamePerson(ANNA, ANNA.toUpperCase())).toBe(true);
  expect(isSamePerson(ANNA, BEN)).toBe(false);
  for (const nobody of ['', ' ', NOBODY]) expect(isSamePerson(nobody, nobody)).toBe(false);
});

it('a right holds for five minutes', () => {
  expect(RIGHT_HOLDS).toBe(300_000);
});

describe('who may read a call', () => {
  const held = { type: 'groupCall', joinWebUrl: 'https://teams.example/room', organizer: { is: 'user', id: ANNA } };
  const { joinWebUrl: _, ...withoutRoom } = held;

  it.each<[string, Parameters<typeof accessToCall>[0], string, Access, Access]>([
    ['its organiser', held, ANNA.toUpperCase(), 'none', 'organizer'],
    ['whoever organises the event it was held in', held, BEN, 'organizer', 'organizer'],
    ['whoever co-organises that', held, BEN, 'coOrganizer', 'coOrganizer'],
    ['nobody else', held, CLEO, 'none', 'none'],
    ['nobody by the right of a reader to the event', held, CLEO, 'reader', 'none'],
    ['not who began a call of two', { ...held, type: 'peerToPeer' }, ANNA, 'none', 'none'],
    ['not who runs an event whose link a call of two names', { ...held, type: 'peerToPeer' }, BEN, 'organizer', 'none'],
    ['nor of a type never seen', { ...held, type: 'unknownFutureValue' }, BEN, 'organizer', 'none'],
    ['not who began a group call without a room', withoutRoom, ANNA, 'none', 'none'],
    ['nor by an event', withoutRoom, BEN, 'organizer', 'none'],
    ['not an app with that id', { ...held, organizer: { is: 'application', id: ANNA } }, ANNA, 'none', 'none'],
    ['nobody by an id of zeros', { ...held, organizer: { is: 'user', id: NOBODY } }, NOBODY, 'none', 'none'],
    ['nobody by an id that is missing', { ...held, organizer: { is: 'user' } }, '', 'none', 'none'],
  ])('%s', (_title, call, personId, runs, access) => {
    expect(accessToCall(call, personId, false, runs)).toBe(access);
    expect(accessToCall(call, personId, true, runs)).toBe(access === 'none' ? 'reader' : access);
  });
});

it('agrees with a rule of ten lines on any people and roles', () => {
  const ids = fc.constantFrom(ANNA, ANNA.toUpperCase(), BEN, ` ${BEN}`, CLEO, NOBODY, '', '-');
  const person = fc.record({ id: ids }, { requiredKeys: [] });
  const some = fc.record({
    organizer: fc.option(person, { nil: undefined }),
    coOrganizers: fc.array(person, { maxLength: 3 }),
    confirmedRoles: fc.array(fc.record({ personId: ids, role: fc.constantFrom('organizer', 'coOrganizer') }), {
      maxLength: 2,
    }),
  });
  const rule = (one: any, who: string, isReader: boolean): Access => {
    const plain = (id = '') => id.trim().toLowerCase();
    const me = plain(who);
    if (me.replaceAll(/[0-]/g, '') === '') return 'none';
    const roles: string[] = [];
    if (plain(one.organizer?.id) === me) roles.push('organizer');
    for (const { id } of one.coOrganizers) if (plain(id) === me) roles.push('coOrganizer');
    for (const { personId, role } of one.confirmedRoles) if (plain(personId) === me) roles.push(role);
    const last = isReader ? 'reader' : 'none';
    return roles.includes('organizer') ? 'organizer' : roles.includes('coOrganizer') ? 'coOrganizer' : last;
  };
  fc.assert(
    fc.property(some, ids, fc.boolean(), (one, who, isReader) => {
      expect(accessToEvent(one as any, who, isReader)).toBe(rule(one, who, isReader));
    }),
    { numRuns: 500 },
  );
});
