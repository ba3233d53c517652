import fc from 'fast-check';
import type { AttendanceRecord } from '../../src/domain/attendance-record';
import { createPersonKeys, regularsOf, returningOf } from '../../src/domain/returning';

type Keyed = Pick<AttendanceRecord, 'identityId' | 'registrationId' | 'email'>;

const keysOf = (people: Keyed[]) => {
  const keys = createPersonKeys();
  keys.add(people.map(one => ({ ...one, intervals: [] })));
  return keys;
};
const guid = (number: number) => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const ids = (...numbers: number[]) => numbers.map(number => ({ identityId: guid(number) }));

describe('returning', () => {
  it.each<[string, Keyed[], Keyed[], number, number, number | null]>([
    ['nobody again', ids(1, 2), ids(3, 4), 0, 2, 0],
    ['half of them again', ids(1, 2, 3), ids(3, 4), 1, 2, 0.5],
    ['all of them again, though not all came', ids(1, 2, 3, 4), ids(1, 2), 2, 2, 1],
    ['nobody before', [], ids(1), 0, 1, 0],
    ['nobody after: no share', ids(1), [], 0, 0, null],
    ['several records are one key', ids(1, 1), ids(1, 1, 2), 1, 2, 0.5],
    ['e-mails, trimmed and in lower case', [{ email: ' Ann@x.org' }], [{ email: 'ann@X.ORG ' }], 1, 1, 1],
    [
      'no registration, even beside an e-mail',
      [{ registrationId: 'r', email: 'a@x.org' }],
      [{ registrationId: 'r', email: 'a@x.org' }],
      0,
      0,
      null,
    ],
    [
      'an id of zeros is nobody’s, and gives way to the e-mail',
      [{ identityId: guid(0).replace('4', '0').replace('8', '0'), email: 'a@x.org' }],
      [{ identityId: '', email: 'a@x.org' }],
      1,
      1,
      1,
    ],
    ['an e-mail is no account', [{ identityId: 'a@x.org' }], [{ email: 'a@x.org' }], 0, 1, 0],
    ['who has neither can’t be known again', [{}, {}], [{}], 0, 0, null],
  ])('%s', (_, earlier, later, returned, known, share) => {
    expect(returningOf(keysOf(earlier), keysOf(later))).toEqual({ returned, known, share });
  });

  it('tells who came to all and who is new at the last of several', () => {
    expect(regularsOf([ids(1, 2, 3), ids(2, 3, 4), ids(3, 4, 5, 6)].map(keysOf))).toEqual({
      cameToAll: 1,
      newcomers: 2,
    });
    expect(regularsOf([keysOf(ids(1))])).toBeUndefined();
    expect(regularsOf([])).toBeUndefined();
  });

  it('is what comparing every record with every other gives', () => {
    const person = fc.record(
      {
        identityId: fc.oneof(
          fc.nat(9).map(guid),
          fc.constantFrom('a', 'b', '', ' ', '00000000-0000-0000-0000-000000000000'),
        ),
        registrationId: fc.constantFrom('r', ''),
        email: fc.constantFrom('a@x.org', ' A@X.org ', 'b@x.org', '', 'a'),
      },
      { requiredKeys: [] },
    );
    const event = fc.array(person, { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 4 }), events => {
        const names = events.map(people => [...new Set(people.flatMap(slowKey))]);
        const keys = events.map(keysOf);
        const [a, b] = [names[0]!, names[1]!];
        const again = b.filter(name => a.includes(name)).length;
        expect(returningOf(keys[0]!, keys[1]!)).toEqual({
          returned: again,
          known: b.length,
          share: b.length === 0 ? null : again / b.length,
        });
        const last = names.at(-1)!;
        const before = names.slice(0, -1);
        expect(regularsOf(keys)).toEqual({
          cameToAll: last.filter(name => before.every(one => one.includes(name))).length,
          newcomers: last.filter(name => !before.some(one => one.includes(name))).length,
        });
      }),
    );
  });

  it('holds a hundred thousand keys in a few megabytes', () => {
    const keys = keysOf(ids(...Array.from({ length: 100_000 }, (_, index) => index)));
    expect(keys.size).toBe(100_000);
    expect(keys.bytes).toBeLessThan(8 * 2 ** 20);
    expect(returningOf(keys, keys)).toEqual({ returned: 100_000, known: 100_000, share: 1 });
  });
});

/** Straight from metrics.md. */
function slowKey({ identityId, registrationId, email }: Keyed): string[] {
  if (identityId?.trim() && !/^[0-]*$/.test(identityId)) return ['account ' + identityId];
  if (registrationId?.trim()) return [];
  return email?.trim() ? ['mail ' + email.trim().toLowerCase()] : [];
}
