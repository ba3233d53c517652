/** The same numbers from 0 to 1 for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HUGE = 'x'.repeat(50_000);
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

const wrong: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../me',
  '${$root.secret}',
  "' or 1 eq 1",
  HUGE,
  [],
  {},
  [null],
  { id: null },
  { $ne: null },
  ['a', ['b']],
  nested(20),
  nested(55),
  Array.from({ length: 3000 }, () => ({})),
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: { isAdmin: true } } },
  { toString: 'x', valueOf: 1, length: -1, then: 'x' },
];

/** A body with one thing gone wrong in it: some property dropped, replaced, added or doubled, or the text of it cut, flipped or buried. */
export function mutate(valid: object, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const whole = structuredClone(valid) as Record<string, unknown>;
  const holders: (Record<string, unknown> | unknown[])[] = [];
  const collect = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    holders.push(part as Record<string, unknown>);
    for (const one of Object.values(part)) collect(one);
  };
  collect(whole);
  const holder = pick(holders.filter(one => Object.keys(one).length > 0)) as Record<string, unknown>;
  const key = pick(Object.keys(holder));
  const text = (): string => JSON.stringify(whole);
  const ways: (() => string)[] = [
    () => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      return text();
    },
    () => {
      holder[key] = pick(wrong);
      return text();
    },
    () => {
      holder[key] = pick(wrong);
      return text();
    },
    () => {
      const value = holder[key];
      holder[key] = [value, value];
      return text();
    },
    () =>
      text().replace(
        '{',
        `{${JSON.stringify(pick(['__proto__', 'constructor', 'toJSON', 'type', 'value']))}:${JSON.stringify(pick(wrong))},`,
      ),
    () => text().slice(0, Math.floor(random() * text().length)),
    () => {
      const at = Math.floor(random() * text().length);
      return text().slice(0, at) + pick(['{', '}', '"', ',', '\u0000', '\ufeff', '9']) + text().slice(at + 1);
    },
    () => '['.repeat(50_000) + text() + ']'.repeat(50_000),
    () => JSON.stringify(pick(wrong)),
  ];
  // Whole texts are the same over and over: most of the time something inside is wrong.
  return pick(random() < 0.85 ? ways.slice(0, 5) : ways)();
}
