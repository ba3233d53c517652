import fc from 'fast-check';
import type { AttendanceRecord } from '../../src/domain/attendance-record';
import type { Registration } from '../../src/domain/registration';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { distinct, slowMatch } from '../support/registration-oracle';
import { anyPages, anyRecord, aRegistration, guid, ZERO } from '../support/registrations';
import { runs } from '../support/thorough';

const record = (more: Partial<AttendanceRecord>): AttendanceRecord => ({ intervals: [], ...more });

function bookOf(...pages: Registration[][]) {
  const book = createRegistrationBook();
  for (const page of pages) book.add(page);
  return book;
}

describe('a book of registrations', () => {
  it('counts each status as Graph wrote it', () => {
    const statuses = ['registered', 'canceled', 'registered', 'onHold', ''];
    const book = bookOf(statuses.map((status, index) => aRegistration({ id: guid(index), status })));
    expect(book.byStatus()).toEqual({ registered: 2, canceled: 1, onHold: 1, '': 1 });
    expect(book.count).toBe(5);
  });

  it('counts a registration that comes twice once, with its newest status', () => {
    const first = aRegistration({ id: guid(1), email: 'old@x.example', registeredAt: 1 });
    const book = bookOf(
      [first, aRegistration({ id: guid(2), registeredAt: 5 })],
      [{ ...first, email: 'other@x.example', registeredAt: 9 }],
    );
    expect(book.count).toBe(2);
    // The same status again is a page that came twice: nothing of it counts.
    expect(book.registeredAt(0)).toBe(1);
    expect(book.match(record({ email: 'other@x.example' }))).toBeUndefined();
    book.add([{ ...first, status: 'canceled', email: 'new@x.example', registeredAt: 7 }]);
    expect(book.byStatus()).toEqual({ registered: 1, canceled: 1 });
    expect([book.match(record({ email: 'new@x.example' })), book.match(record({ email: 'old@x.example' }))]).toEqual([
      0,
      undefined,
    ]);
  });

  it('counts registrations without an id, or with an empty one, one by one', () => {
    const page = [undefined, undefined, ZERO, ZERO, ' '].map(id => aRegistration({ id }));
    expect(bookOf(page).count).toBe(5);
  });
});

describe('the registration of a record', () => {
  const one = aRegistration({ id: guid(1), email: ' Ann@X.example', userId: guid(11) });
  const two = aRegistration({ id: guid(2), email: 'ben@x.example', userId: guid(12) });
  const three = aRegistration({ id: guid(3), email: undefined, userId: ZERO });
  const book = bookOf([one, two, three]);

  it.each<[string, Partial<AttendanceRecord>, number | undefined]>([
    ['by its id', { registrationId: guid(2) }, 1],
    ['by its id before the e-mail', { registrationId: guid(2), email: 'ann@x.example', identityId: guid(11) }, 1],
    ['by the e-mail, trimmed and in lower case', { email: 'ANN@x.example  ' }, 0],
    ['by the e-mail where its id is unknown', { registrationId: guid(9), email: 'ben@x.example' }, 1],
    ['by the e-mail before the person', { email: 'ben@x.example', identityId: guid(11) }, 1],
    ['by the person where id and e-mail are unknown', { registrationId: 'x', email: 'y', identityId: guid(11) }, 0],
    ['never by nothing', {}, undefined],
    ['never by blanks', { registrationId: ' ', email: '  ', identityId: '' }, undefined],
    ['never by the empty id', { registrationId: ZERO, identityId: ZERO }, undefined],
    ['never by the name', { name: one.name }, undefined],
  ])('%s', (_, more, expected) => {
    expect(book.match(record(more))).toBe(expected);
  });

  it.each<[string, Partial<Registration>[], number]>([
    ['the registered one', [{ status: 'canceled', registeredAt: 9 }, { registeredAt: 1 }], 1],
    ['then the newest', [{ registeredAt: 1 }, { registeredAt: 3 }, { registeredAt: 2 }], 1],
    ['a time before none', [{}, { registeredAt: 1 }], 1],
    ['the first of those that are alike', [{ registeredAt: 1 }, { registeredAt: 1 }], 0],
    [
      'the newest of those that are not registered',
      [
        { status: 'canceled', registeredAt: 1 },
        { status: 'waitlisted', registeredAt: 2 },
      ],
      1,
    ],
  ])('among equals is %s', (_, equals, expected) => {
    const book = bookOf(
      equals.map((more, index) =>
        aRegistration({ id: guid(index), email: 'same@x.example', userId: guid(99), ...more }),
      ),
    );
    expect(book.match(record({ email: 'same@x.example' }))).toBe(expected);
    expect(book.match(record({ identityId: guid(99) }))).toBe(expected);
  });

  it('is found again after more pages came', () => {
    const book = bookOf([aRegistration({ id: guid(1), email: 'a@x.example', registeredAt: 1 })]);
    expect(book.match(record({ email: 'a@x.example' }))).toBe(0);
    book.add([aRegistration({ id: guid(2), email: 'a@x.example', registeredAt: 2 })]);
    expect(book.match(record({ email: 'a@x.example' }))).toBe(1);
  });

  it('is the one that comparing with every registration finds', () => {
    fc.assert(
      fc.property(anyPages, fc.array(anyRecord, { maxLength: 12 }), (pages, records) => {
        const book = bookOf(...pages);
        const all = distinct(pages.flat());
        expect(book.count).toBe(all.length);
        for (const one of records) {
          const expected = slowMatch(all, one);
          expect(book.match(one)).toBe(expected && all.indexOf(expected));
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
