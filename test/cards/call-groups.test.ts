import fc from 'fast-check';
import { toldGroups } from '../../src/cards/call-groups';
import type { QualityGroup } from '../../src/domain/call-quality';
import { personal, shared } from '../support/card-context';

const group = (key: string, people: number, sessions = people): QualityGroup => ({
  key,
  people,
  sessions,
  good: 10,
  poor: people,
  unclassified: 1,
  poorShare: people / (10 + people),
});
const keys = (groups: QualityGroup[], people: number, context = shared) =>
  toldGroups(groups, { people }, context).told.map(({ key }) => key);

it.each<[string, QualityGroup[], number, string[]]>([
  ['no few', [group('a', 20), group('b', 5)], 25, ['a', 'b']],
  ['one few takes the next smallest along', [group('a', 20), group('b', 3), group('c', 6)], 29, ['a']],
  ['several few are enough together', [group('a', 20), group('b', 3), group('c', 2)], 25, ['a']],
  ['who is in two groups may be all of the few', [group('a', 20), group('b', 3), group('c', 3)], 20, []],
  ['one group of all', [group('a', 20)], 20, ['a']],
  ['nobody known: sessions stand for people', [group('a', 20), group('b', 0, 2), group('c', 7)], 29, ['a']],
])('%s', (_, groups, people, told) => {
  expect(keys(groups, people)).toEqual(told);
});

it('tells all to who may know, and keeps their order', () => {
  expect(keys([group('b', 1), group('a', 20)], 21, personal)).toEqual(['b', 'a']);
});

it('what is told together holds every stream of the others, and is never surely of fewer than 5', () => {
  fc.assert(
    fc.property(
      // Each person's groups: what was told must not leave fewer than 5 of them.
      fc.array(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), { minLength: 5, maxLength: 40 }),
      people => {
        const groups = [0, 1, 2, 3, 4]
          .map(key => group(String(key), people.filter(of => of.includes(key)).length))
          .filter(one => one.people > 0);
        const { told, others } = toldGroups(groups, { people: people.length }, shared);
        for (const one of told) expect(one.people).toBeGreaterThanOrEqual(5);
        const hidden = groups.filter(one => !told.includes(one));
        expect(others?.poor ?? 0).toBe(hidden.reduce((sum, { poor }) => sum + poor, 0));
        const apart = people.filter(of => of.some(key => hidden.some(one => one.key === String(key))));
        if (hidden.length > 0) expect(apart.length).toBeGreaterThanOrEqual(5);
      },
    ),
  );
});
