import fc from 'fast-check';
import { brokenRules, TEAMS_RULES, type RateRule, type SentAt } from '../../src/cli/bench/rates';

const to = (conversation: string, ...times: number[]): SentAt[] => times.map(at => ({ tenant: 'a', conversation, at }));
const every = (ms: number, count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index * ms);

it.each<[string, SentAt[], RateRule]>([
  ['7 in 1 s', to('c', ...every(140, 8)), { of: 'conversation', sends: 7, ms: 1_000 }],
  ['8 in 2 s', to('c', ...every(220, 9)), { of: 'conversation', sends: 8, ms: 2_000 }],
  ['60 in 30 s', to('c', ...every(490, 61)), { of: 'conversation', sends: 60, ms: 30_000 }],
  ['1,800 in an hour', to('c', ...every(1_999, 1_801)), { of: 'conversation', sends: 1_800, ms: 3_600_000 }],
  [
    '30 in 1 s, over all conversations of a tenant',
    every(33, 31).flatMap((at, index) => to(`c${index}`, at)),
    { of: 'tenant', sends: 30, ms: 1_000 },
  ],
])('finds the one send that breaks %s', (_, sent, rule) => {
  const late = sent.map(one => ({ ...one, at: one.at + 1_000_000 }));
  for (const series of [sent, late, late.toReversed()]) {
    const broken = brokenRules(series);
    expect(broken).toMatchObject([{ rule, conversation: sent.at(-1)!.conversation }]);
    expect(broken[0]!.after).toBeLessThan(rule.ms);
  }
});

it('lets pass what the rules allow, to the millisecond, and holds nobody for another', () => {
  expect(brokenRules(to('c', ...every(0, 7), ...every(0, 1, 2_000)))).toEqual([]);
  expect(brokenRules(to('c', ...every(500, 61)))).toEqual([]);
  const places = ['a', 'b', 'c', 'd'].flatMap(one => to(one, ...every(0, 7)));
  expect(brokenRules(places)).toEqual([]);
  expect(brokenRules([...places, ...places.map(one => ({ ...one, tenant: 'other' }))])).toEqual([]);
});

it('agrees with counting every window by hand', () => {
  const sends = fc.array(
    fc.record({
      tenant: fc.constantFrom('a', 'b'),
      conversation: fc.constantFrom('c', 'd', 'e'),
      at: fc.integer({ min: 0, max: 4_000 }),
    }),
    { maxLength: 60 },
  );
  /** Whether any window of that length, begun at any send, holds more than it may. */
  const isBroken = (sent: SentAt[], { of, sends: most, ms }: RateRule): boolean =>
    sent.some(first => {
      const group = sent.filter(
        one => one.tenant === first.tenant && (of === 'tenant' || one.conversation === first.conversation),
      );
      return group.filter(one => one.at >= first.at && one.at < first.at + ms).length > most;
    });
  fc.assert(
    fc.property(sends, sent => {
      for (const rule of TEAMS_RULES) expect(brokenRules(sent, [rule]).length > 0).toBe(isBroken(sent, rule));
    }),
    { numRuns: 200 },
  );
});
