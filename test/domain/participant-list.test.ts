import { selectParticipants } from '../../src/domain/participant-list';
import type { Participant } from '../../src/domain/participants';

const person = (name: string | null): Participant => ({
  name,
  email: null,
  role: 'Attendee',
  identity: 'member',
  personId: null,
  registrationId: null,
  recordId: null,
  tenantId: null,
  seconds: 60,
  firstJoin: null,
  lastLeave: null,
  share: null,
  late: false,
  leftEarly: false,
  stayedToEnd: true,
  brief: false,
});

it('by name, names come before telephone numbers, and these before nobody’s', () => {
  const people = ['+44 20 **** *165', 'Ágnes', null, '李明', '7 Seas', 'anna'].map(person);
  const view = { filters: [], homeTenant: 'home', find: '', sort: 'name', page: 1, pageSize: 10 } as const;
  expect(selectParticipants(people, view).people.map(one => one.name)).toEqual([
    'Ágnes',
    'anna',
    '李明',
    '+44 20 **** *165',
    '7 Seas',
    null,
  ]);
});
