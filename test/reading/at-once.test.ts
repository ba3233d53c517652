import fc from 'fast-check';
import { atOnce } from '../../src/reading/at-once';

it('runs so many at once and no more, and keeps the order of the items', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (waits, most) => {
      let running = 0;
      let highest = 0;
      const results = await atOnce(waits, most, async (turns, index) => {
        highest = Math.max(highest, ++running);
        for (let turn = 0; turn <= turns; turn += 1) await Promise.resolve();
        running -= 1;
        return `${index}: ${turns}`;
      });
      expect(results).toEqual(waits.map((turns, index) => `${index}: ${turns}`));
      expect(highest).toBe(Math.min(most, waits.length));
    }),
  );
});

it('ends with what the work throws', async () => {
  const work = async (one: number) => {
    if (one === 2) throw new Error('two');
    return one;
  };
  await expect(atOnce([1, 2, 3], 2, work)).rejects.toThrow('two');
});
