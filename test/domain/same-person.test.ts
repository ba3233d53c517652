import fc from 'fast-check';
import { certaintyOf, samePeople, type Known } from '../../src/domain/same-person';

const known = (personId: string | null, email: string | null = null): Known => ({ personId, email });

describe('the same person across events', () => {
  it.each<[string, Known[], number[][]]>([
    ['nobody', [], []],
    ['one account, whatever the e-mail', [known('a', 'x@m'), known('a', 'y@m')], [[0, 1]]],
    ['two accounts of one e-mail are two', [known('a', 'x@m'), known('b', 'x@m')], [[0], [1]]],
    ['an e-mail in any case and with blanks', [known(null, 'X@m '), known(null, 'x@M')], [[0, 1]]],
    ['an e-mail joins the one account that has it', [known(null, 'x@m'), known('a', 'x@m')], [[0, 1]]],
    [
      'an e-mail of two accounts joins neither',
      [known('a', 'x@m'), known(null, 'x@m'), known('b', 'x@m'), known(null, 'x@m')],
      [[0], [1, 3], [2]],
    ],
    ['who has neither stands alone', [known(null), known(null), known(null)], [[0], [1], [2]]],
    ['a place is no account', [known(null), known('0'), known('1')], [[0], [1], [2]]],
  ])('%s', (_, people, expected) => {
    expect(samePeople(people)).toEqual(expected);
  });

  it('agrees with the rule, pair by pair', () => {
    const person = fc.record({
      personId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
      email: fc.option(fc.constantFrom('x@m', 'y@m', 'z@m'), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 9 }), people => {
        const groupOf = new Map(samePeople(people).flatMap((group, index) => group.map(place => [place, index])));
        expect(groupOf.size).toBe(people.length);
        const accountOf = ({ personId, email }: Known) => {
          const accounts = new Set(
            people.flatMap(one => (one.personId !== null && one.email === email ? one.personId : [])),
          );
          return personId ?? (email !== null && accounts.size === 1 ? [...accounts][0] : undefined);
        };
        people.forEach((one, i) => {
          people.forEach((other, j) => {
            const [a, b] = [accountOf(one), accountOf(other)];
            const isSame =
              i === j ||
              (a === undefined && b === undefined ? one.email !== null && one.email === other.email : a === b);
            expect(groupOf.get(i) === groupOf.get(j)).toBe(isSame);
          });
        });
      }),
    );
  });

  it.each([
    [{ personId: 'a', email: null, registrationId: null }, 'account'],
    [{ personId: null, email: 'x@m', registrationId: 'r' }, 'e-mail'],
    [{ personId: null, email: null, registrationId: 'r' }, 'registration'],
    [{ personId: null, email: null, registrationId: null }, 'name'],
  ])('is sure of %j by %s', (person, certainty) => {
    expect(certaintyOf(person)).toBe(certainty);
  });
});
