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

  it('is a Map, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 60 }), entries => {
        const index = createKeyIndex();
        const map = new Map<string, number>();
        for (const [name, value] of entries) {
          expect(index.get(name)).toBe(map.get(name));
          expect(index.claim(name, value)).toBe(map.get(name) ?? value);
          if (!map.has(name)) map.set(name, value);
        }
        for (const [name, value] of map) expect(index.get(name)).toBe(value);
        expect(index.size).toBe(map.size);
      }),
    );
  });

  it('keeps GUIDs apart that differ in one digit, also past many growths', () => {
    const index = createKeyIndex();
    const guid = (number: number) => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    for (let number = 0; number < 20_000; number += 1) index.claim(guid(number), number);
    for (let number = 0; number < 20_000; number += 1) expect(index.get(guid(number))).toBe(number);
    expect(index.get(guid(20_000))).toBeUndefined();
    expect(index.size).toBe(20_000);
  });
});
