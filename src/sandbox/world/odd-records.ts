import { MINUTE } from './calendar';
import type { Maker } from './maker';
import type { Stay, TenantRecord } from './model';
import { dialIn, type TenantPerson } from './people';
import { guidOf } from './random';
import { identityOf } from './reports';

/** Minutes after the start, for people who read these lists. */
type Minutes = [join: number, leave: number];

function record(person: TenantPerson, role: string, stays: Stay[], more: Partial<TenantRecord> = {}): TenantRecord {
  return { identity: identityOf(person), email: person.email, role, registrationId: null, stays, ...more };
}

function staysFrom(start: number, list: Minutes[]): Stay[] {
  return list.map(([join, leave]) => ({ join: start + join * MINUTE, leave: start + leave * MINUTE }));
}

/** Every oddity of attendance records in one report of an hour: 14 people in 17 records, two of them without a known time. */
export function oddRecords({ seed, people }: Maker, start: number): TenantRecord[] {
  const stays = (...list: Minutes[]): Stay[] => staysFrom(start, list);
  const anonymous: TenantPerson = {
    id: null,
    given: 'Robin',
    family: '',
    name: 'Robin',
    email: null,
    tenantId: null,
    kind: 'anonymous',
  };
  const repeat = record(people.thirdPresenter, 'Presenter', stays([0, 60]), { id: guidOf(seed, 'repeated record') });
  const resource = guidOf(seed, 'acs resource');
  const service = {
    id: `8:acs:${resource}_0000000e-3a1f-9c2d`,
    azureCommunicationServicesResourceId: resource,
    displayName: 'Lobby screen',
    tenantId: null,
    type: '#microsoft.graph.azureCommunicationServicesUserIdentity',
  };
  return [
    record(people.demo, 'Organizer', stays([0, 60]), { id: people.demo.id }),
    // The same record twice: once too many.
    repeat,
    { ...repeat },
    // Two records under the person's own id, before and after a break.
    record(people.attendee, 'Attendee', stays([2, 20]), { id: people.attendee.id }),
    record(people.attendee, 'Attendee', stays([30, 60]), { id: people.attendee.id }),
    // Two devices at once: 50 minutes in the room, 95 by Graph's own sum.
    record(people.twoDevices, 'Attendee', stays([5, 55]), { id: guidOf(seed, 'laptop') }),
    record(people.twoDevices, 'Attendee', stays([10, 55]), { id: guidOf(seed, 'phone') }),
    // Two people of one name, and a third of that name without an account.
    record(people.namesake, 'Attendee', stays([0, 58])),
    record(people.otherNamesake, 'Attendee', stays([12, 40])),
    record({ ...anonymous, name: people.namesake.name }, 'Attendee', stays([20, 25])),
    // Neither id nor e-mail nor registration: twice the same name, and still two people.
    record(anonymous, 'Attendee', stays([1, 59])),
    record(anonymous, 'Attendee', stays([6, 44])),
    { identity: null, email: null, role: 'None', registrationId: null, stays: stays([3, 30]) },
    // Times that the tenant hides: one with a sum, one without.
    record(people.guest, 'Attendee', [{ join: null, leave: null }], { totalSeconds: 1_800 }),
    record(people.secondCoOrganizer, 'Presenter', [{ join: start + MINUTE, leave: null }], { totalSeconds: 0 }),
    record(dialIn(417), 'None', [], { totalSeconds: 0, email: '' }),
    record({ ...anonymous, name: 'Lobby screen' }, 'Producer', stays([0, 60]), { identity: service }),
  ];
}

/** Every stay lies months before the report's own window, as in Microsoft's own example. */
export function driftedRecords({ people }: Maker, start: number): TenantRecord[] {
  const long = start - 200 * 24 * 60 * MINUTE;
  return [
    record(people.demo, 'Organizer', staysFrom(long, [[0, 45]])),
    record(
      people.attendee,
      'Attendee',
      staysFrom(long, [
        [0.5, 7.4],
        [10, 17.1],
        [21, 26.2],
      ]),
    ),
    record(people.twoDevices, 'Attendee', staysFrom(long, [[8, 45]])),
    record(people.guest, 'Attendee', staysFrom(long, [[0, 30]])),
  ];
}

/** A tenant whose policy hides when people came and went: sums only. */
export function totalsOnlyRecords({ people }: Maker): TenantRecord[] {
  const hidden = [{ join: null, leave: null }];
  const total = (seconds: number): Partial<TenantRecord> => ({ totalSeconds: seconds });
  return [
    record(people.demo, 'Organizer', hidden, total(2_700)),
    record(people.presenter, 'Presenter', hidden, total(2_650)),
    record(people.attendee, 'Attendee', hidden, total(1_200)),
    record(people.namesake, 'Attendee', hidden, total(240)),
    record(people.guest, 'Attendee', hidden, total(9_000)),
    record(people.twoDevices, 'Attendee', hidden, total(0)),
  ];
}

/** People whose names try to be more than names. */
export function hostileRecords({ seed, people }: Maker, start: number): TenantRecord[] {
  const names = [
    '[Claim your prize](https://spread.example/win)',
    '<at>Everyone</at> <script>alert(1)</script>',
    '${user.secret} {{now}} @{body}',
    'Dana \u202Egnirts\u202C Reversed',
    '=cmd|calc!A1',
    'فاطمة الزهراء',
    '👩‍👩‍👧‍👦 Familie Öztürk 🎉',
    `Anna-${'Maria-'.repeat(32)}Berg`,
    '**bold** _it_ `code` ~~gone~~',
    '   ',
    'null',
    'Line\nbreak\u0000zero',
  ];
  return [
    record(people.demo, 'Organizer', staysFrom(start, [[0, 45]])),
    ...names.map((name, index) => {
      const person = { ...people.guest, id: guidOf(seed, 'hostile', index), name, email: `guest${index}@mill.example` };
      return record(person, 'Attendee', staysFrom(start, [[index, 45 - index]]));
    }),
  ];
}
