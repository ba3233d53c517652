import fc from 'fast-check';
import type { AttendanceRecord } from '../../src/domain/attendance-record';
import type { Registration } from '../../src/domain/registration';

export const ZERO = '00000000-0000-0000-0000-000000000000';

export const guid = (number: number) => `${number.toString(16).padStart(8, '0')}-1111-4000-8000-000000000000`;

export function aRegistration(more: Partial<Registration> = {}): Registration {
  return {
    id: guid(0),
    userId: undefined,
    email: undefined,
    name: 'Ann Example',
    status: 'registered',
    registeredAt: undefined,
    canceledAt: undefined,
    ...more,
  };
}

/* Few keys, so that records and registrations meet, repeat and contradict each other. */

const key = (kind: number) =>
  fc.option(fc.constantFrom(ZERO, ' ', `word ${kind}`, ...[1, 2, 3, 4].map(number => guid(16 * kind + number))), {
    nil: undefined,
  });
const email = fc.option(fc.constantFrom('', ' ', 'a@x.example', 'A@X.example ', 'b@x.example', 'c@x.example'), {
  nil: undefined,
});

const anyRegistration: fc.Arbitrary<Registration> = fc.record({
  id: key(1),
  userId: key(2),
  email,
  name: fc.constant(undefined),
  status: fc.constantFrom(
    'registered',
    'registered',
    'canceled',
    'waitlisted',
    'pendingApproval',
    'rejectedByOrganizer',
    'onHold',
    '',
  ),
  registeredAt: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  canceledAt: fc.constant(undefined),
});

export const anyPages = fc.array(fc.array(anyRegistration, { maxLength: 5 }), { maxLength: 4 });

export const anyRecord: fc.Arbitrary<AttendanceRecord> = fc.record({
  id: key(3),
  registrationId: key(1),
  identityId: key(2),
  email,
  role: fc.constantFrom('Organizer', 'Presenter', 'Attendee', 'Attendee', 'None', 'Producer', undefined),
  intervals: fc.constant([]),
});
