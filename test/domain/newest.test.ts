import fc from 'fast-check';
import { dropOldest, keepNewest } from '../../src/domain/newest';

const sets = fc.array(fc.tuple(fc.nat(9), fc.nat()), { maxLength: 40 });

it('keeps the newest of so many keys, each with its last value', () => {
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 8 }), (all, most) => {
      const kept = new Map<number, number>();
      for (const [key, value] of all) keepNewest(kept, key, value, most);
      const last = all.filter(([key], at) => all.findLastIndex(one => one[0] === key) === at);
      expect([...kept]).toEqual(last.slice(-most));
    }),
  );
});

it('lets go of what is over, as long as it was set in the order in which it ends', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), fc.nat(8), (ends, now, most) => {
      const inOrder = ends.sort((one, other) => one - other).map((until, key) => [key, until] as const);
      const kept = new Map(inOrder);
      dropOldest(kept, most, until => until <= now);
      const left = inOrder.filter(([, until]) => until > now);
      expect([...kept]).toEqual(most === 0 ? [] : left.slice(-most));
    }),
  );
});
