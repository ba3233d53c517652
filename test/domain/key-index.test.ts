import fc from 'fast-check';
import { createKeyIndex } from '../../src/domain/key-index';

describe('an index of keys', () => {
  const key = fc.oneof(
    fc.uuid(),
    fc.uuid().map(id => id.toUpperCase()),
    fc.constantFrom('', 'a', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000001'),
    fc.string({ minLength: 36, maxLength: 36, unit: fc.constantFrom('0', 'a', 'F', '-', 'é') }),
    fc.string(),
  );

  it('numbers them in the order of their first sight, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), keys => {
        const index = createKeyIndex();
        const seen: string[] = [];
        for (const name of [...keys, ...keys]) {
          expect(index.find(name)).toBe(seen.includes(name) ? seen.indexOf(name) : undefined);
          if (!seen.includes(name)) seen.push(name);
          expect(index.numberOf(name)).toBe(seen.indexOf(name));
          expect(index.find(name)).toBe(seen.indexOf(name));
        }
      }),
    );
  });

  it.each([0, 1, 20_000, 1e9])(
    'keeps GUIDs apart that differ in one digit, also past many growths; %d expected',
    expected => {
      const index = createKeyIndex(expected);
      const guid = (number: number) => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
      const all = Array.from({ length: 20_000 }, (_, number) => number);
      for (let round = 0; round < 2; round += 1)
        expect(all.filter(number => index.numberOf(guid(number)) !== number)).toEqual([]);
      expect(index.numberOf(guid(20_000))).toBe(20_000);
    },
  );

  it('tells how many of its keys are in how many others', () => {
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 20 }), { minLength: 1, maxLength: 4 }), lists => {
        const indexes = lists.map(keys => {
          const index = createKeyIndex();
          for (const name of keys) index.numberOf(name);
          return index;
        });
        const [own, ...others] = indexes;
        const [mine, ...theirs] = lists.map(keys => [...new Set(keys)]);
        const expected = theirs.map(() => 0).concat(0);
        for (const name of mine!) expected[theirs.filter(keys => keys.includes(name)).length]! += 1;
        expect(own!.sharedWith(others)).toEqual(expected);
        expect(own!.size).toBe(mine!.length);
      }),
    );
  });
});
