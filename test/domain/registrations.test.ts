import fc from 'fast-check';
import { createRegistrants, pageOfPeople } from '../../src/domain/no-shows';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin } from '../../src/domain/registration-join';
import { signUpsOf } from '../../src/domain/registrations';
import { aRegistration, guid } from '../support/registrations';

function bookOf(times: (number | undefined)[]) {
  const book = createRegistrationBook();
  book.add(times.map((registeredAt, index) => aRegistration({ id: guid(index), registeredAt })));
  return book;
}

describe('sign-ups', () => {
  it('are counted up to each of 40 moments from the first to the last', () => {
    const { curve, timeUnknown } = signUpsOf(bookOf([78_000, 0, 39_000, undefined]));
    expect(timeUnknown).toBe(1);
    expect(curve).toHaveLength(40);
    expect(curve[0]).toEqual({ at: '1970-01-01T00:00:00.000Z', count: 1 });
    expect(curve[19]!.count).toBe(1);
    expect(curve[20]!.count).toBe(2);
    expect(curve[39]).toEqual({ at: '1970-01-01T00:01:18.000Z', count: 3 });
  });

  it('at one moment are one point, and none without a time', () => {
    expect(signUpsOf(bookOf([5, 5])).curve).toEqual([{ at: '1970-01-01T00:00:00.005Z', count: 2 }]);
    expect(signUpsOf(bookOf([undefined]))).toEqual({ curve: [], timeUnknown: 1 });
  });

  it('are at each moment those not later, and all of them at the end', () => {
    const time = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 30 }), times => {
        const { curve, timeUnknown } = signUpsOf(bookOf(times));
        for (const { at, count } of curve)
          expect(count).toBe(times.filter(one => one !== undefined && one <= Date.parse(at)).length);
        expect((curve.at(-1)?.count ?? 0) + timeUnknown).toBe(times.length);
      }),
    );
  });
});

describe('no-shows', () => {
  it('are the registered whom no record matches, under the name last read of them', () => {
    const book = createRegistrationBook();
    const registrants = createRegistrants();
    const page = [1, 2, 3, 4].map(id =>
      aRegistration({
        id: guid(id),
        name: `Name ${id}`,
        email: `${id}@x.example`,
        status: id === 3 ? 'canceled' : 'registered',
      }),
    );
    registrants.take(page, book);
    registrants.take([aRegistration({ ...page[2]!, status: 'registered', name: 'New name', registeredAt: 7 })], book);
    registrants.take([aRegistration({ ...page[3]!, name: 'The same again' })], book);
    registrants.take([aRegistration({ id: undefined, name: undefined })], book);
    const join = createRegistrationJoin(book);
    join.add(0, { registrationId: guid(1), intervals: [] });
    join.add(1, { email: '2@X.example ', intervals: [] });
    expect(registrants.noShows(join)).toEqual([
      { name: 'New name', email: '3@x.example', registeredAt: '1970-01-01T00:00:00.007Z' },
      { name: 'Name 4', email: '4@x.example', registeredAt: null },
      { name: null, email: null, registeredAt: null },
    ]);
  });

  it('are paged by name and found by a part of name or e-mail', () => {
    const people = ['Zoë', 'anna', null, '+44 20', 'Ben'].map((name, index) => ({ name, email: `${index}@x.example` }));
    const view = { find: '', page: 1, pageSize: 2 };
    expect(pageOfPeople(people, view)).toMatchObject({
      people: [{ name: 'anna' }, { name: 'Ben' }],
      pages: 3,
      matching: 5,
    });
    expect(pageOfPeople(people, { ...view, page: 9 })).toMatchObject({ people: [{ name: null }], page: 3 });
    expect(pageOfPeople(people, { ...view, find: ' ZOE' })).toMatchObject({
      people: [{ name: 'Zoë' }],
      matching: 1,
      pages: 1,
    });
    expect(pageOfPeople(people, { ...view, find: '3@X' })).toMatchObject({ people: [{ name: '+44 20' }] });
  });
});
