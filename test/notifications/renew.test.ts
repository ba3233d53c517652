import fc from 'fast-check';
import { isAsWanted, watchedKey, type Subscription, type Watched } from '../../src/domain/subscriptions';
import { planRenewal, renewalTime, SUBSCRIPTION_LIFE, type RenewalInput } from '../../src/notifications/renew';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const addresses = { notificationUrl: 'https://a.example/n', lifecycleUrl: 'https://a.example/l' };

const reports = (id: string): Watched => ({ of: 'reports', event: { kind: 'webinar', id } });
const stateOf = (watched: Watched) => `state of ${watchedKey(watched)}`;
const want = (...watched: Watched[]) => watched.map(one => ({ watched: one, clientState: stateOf(one) }));
const stands = (id: string, watched: Watched, rest: Partial<Subscription> = {}): Subscription => ({
  id,
  watched,
  ...addresses,
  expires: NOW + 20 * HOUR,
  ...rest,
});
/** What the book holds of them, all made for a. */
const knows = (...ids: string[]) => new Map(ids.map(id => [id, stateOf(a)]));
const plan = (rest: Partial<RenewalInput>) =>
  planRenewal({ wanted: [], addresses, standing: [], known: new Map(), now: NOW, random: () => 0.5, ...rest });
const nothing = { forget: [], remove: [], adopt: [], renew: [], create: [], blocked: [] };
const a = reports('a');

describe('the plan', () => {
  it.each<[string, Partial<RenewalInput>, object]>([
    ['nothing wanted, nothing there', {}, {}],
    [
      'something new',
      { wanted: want(a, { of: 'events' }) },
      {
        create: [a, { of: 'events' }].map(watched => ({
          watched,
          clientState: stateOf(watched as Watched),
          ...addresses,
          expires: NOW + SUBSCRIPTION_LIFE,
        })),
      },
    ],
    ['the same thing wanted twice', { wanted: want(a, a), standing: [stands('1', a)], known: knows('1') }, {}],
    ['all is well', { wanted: want(a), standing: [stands('1', a)], known: knows('1') }, {}],
    [
      'half its life is over',
      { wanted: want(a), standing: [stands('1', a, { expires: NOW + 11 * HOUR })], known: knows('1') },
      {
        renew: [
          {
            subscription: stands('1', a, { expires: NOW + 11 * HOUR }),
            clientState: stateOf(a),
            expires: NOW + SUBSCRIPTION_LIFE,
          },
        ],
      },
    ],
    [
      'it was made, and the answer lost',
      { wanted: want(a), standing: [stands('1', a)] },
      { adopt: [{ subscription: stands('1', a), clientState: stateOf(a) }] },
    ],
    [
      'the state is shown, and right',
      { wanted: want(a), standing: [stands('1', a, { clientState: stateOf(a) })], known: knows('1') },
      {},
    ],
    [
      'the state is another',
      { wanted: want(a), standing: [stands('1', a, { clientState: 'old' })], known: knows('1') },
      { remove: [{ id: '1', why: 'outdated' }], create: [expect.objectContaining({ watched: a })] },
    ],
    [
      'the state is not shown, and was made from another secret',
      { wanted: want(a), standing: [stands('1', a)], known: new Map([['1', 'old']]) },
      { remove: [{ id: '1', why: 'outdated' }], create: [expect.objectContaining({ watched: a })] },
    ],
    [
      'the state is shown, right, and was kept wrong',
      { wanted: want(a), standing: [stands('1', a, { clientState: stateOf(a) })], known: new Map([['1', 'old']]) },
      { adopt: [{ subscription: stands('1', a, { clientState: stateOf(a) }), clientState: stateOf(a) }] },
    ],
    [
      'the lifecycle address is another',
      { wanted: want(a), standing: [stands('1', a, { lifecycleUrl: 'https://a.example/old' })], known: knows('1') },
      { remove: [{ id: '1', why: 'outdated' }], create: [expect.objectContaining({ watched: a })] },
    ],
    [
      'it has expired',
      { wanted: want(a), standing: [stands('1', a, { expires: NOW })], known: knows('1') },
      { forget: ['1'], create: [expect.objectContaining({ watched: a })] },
    ],
    [
      'it is gone',
      { wanted: want(a), known: knows('1') },
      { forget: ['1'], create: [expect.objectContaining({ watched: a })] },
    ],
    [
      'nobody wants it any more',
      { standing: [stands('1', a)], known: knows('1') },
      { remove: [{ id: '1', why: 'unwanted' }] },
    ],
    [
      'there are two: the known one stays',
      {
        wanted: want(a),
        standing: [stands('1', a, { expires: NOW + 22 * HOUR }), stands('2', a)],
        known: knows('2'),
      },
      { remove: [{ id: '1', why: 'double' }] },
    ],
    [
      'another address is told of what is wanted',
      { wanted: want(a), standing: [stands('1', a, { notificationUrl: 'https://b.example/n' })] },
      { blocked: [a] },
    ],
    [
      'another address is told of something else',
      { standing: [stands('1', a, { notificationUrl: 'https://b.example/n' })] },
      {},
    ],
  ])('%s', (_name, input, expected) => {
    expect(plan(input)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    [0, 0.6],
    [0.5, 0.5],
    [1, 0.4],
  ])('renews, by a random of %d, with %d of the life left', (random, left) => {
    expect(renewalTime(NOW, random)).toBeCloseTo(NOW - left * SUBSCRIPTION_LIFE, -1);
  });
});

describe('whatever stands', () => {
  const watched = fc.constantFrom<Watched>(
    a,
    reports('b'),
    reports('c'),
    { of: 'reports', event: { kind: 'townhall', id: 'a' } },
    { of: 'events' },
  );
  const subscription = fc.record({
    watched,
    expires: fc.integer({ min: -2, max: 24 }).map(hours => NOW + hours * HOUR),
    notificationUrl: fc.constantFrom(addresses.notificationUrl, addresses.notificationUrl, 'https://b.example/n'),
    lifecycleUrl: fc.constantFrom(addresses.lifecycleUrl, addresses.lifecycleUrl, 'https://a.example/old'),
    isOldState: fc.constantFrom(undefined, undefined, true, false),
  });
  const world = fc
    .record({
      wanted: fc.array(watched, { maxLength: 6 }),
      standing: fc.array(subscription, { maxLength: 9 }).map(some =>
        some.map(({ isOldState, ...one }, index): Subscription => ({
          ...one,
          id: `id-${index}`,
          ...(isOldState !== undefined && { clientState: isOldState ? 'old' : stateOf(one.watched) }),
        })),
      ),
      known: fc.subarray(['id-0', 'id-1', 'id-2', 'id-8', 'gone']),
      isOtherSecret: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ isOtherSecret, ...one }) => {
      const stateMade = ({ watched, clientState }: Subscription, index: number) =>
        clientState ?? (isOtherSecret[index] ? 'old' : stateOf(watched));
      const states = new Map(one.standing.map((made, index) => [made.id, stateMade(made, index)]));
      return { ...one, known: new Map(one.known.map(id => [id, states.get(id) ?? 'gone'])) };
    });

  /** Graph, as slow and simple as can be: what stands after the plan, and what is known. */
  function carryOut(input: RenewalInput): { standing: Subscription[]; known: Map<string, string> } {
    const made = planRenewal(input);
    let standing = input.standing.filter(one => one.expires > input.now);
    const known = new Map(input.known);
    for (const id of made.forget) known.delete(id);
    for (const { id } of made.remove) {
      expect(standing.map(one => one.id)).toContain(id);
      standing = standing.filter(one => one.id !== id);
      known.delete(id);
    }
    for (const { subscription: one, clientState } of made.adopt) known.set(one.id, clientState);
    for (const { subscription, expires } of made.renew) {
      const { id } = subscription;
      expect(standing.map(one => one.id)).toContain(id);
      standing = standing.map(one => (one.id === id ? { ...one, expires } : one));
    }
    for (const one of made.create) {
      // Graph takes one for each thing watched.
      expect(standing.map(other => watchedKey(other.watched))).not.toContain(watchedKey(one.watched));
      const id = `new ${watchedKey(one.watched)}`;
      standing.push({ ...one, id });
      known.set(id, one.clientState);
    }
    return { standing, known };
  }

  it('leads to exactly one for each thing wanted, with life left, and leaves other people’s alone', () => {
    fc.assert(
      fc.property(world, ({ wanted, standing, known, random }) => {
        const input = { wanted: want(...wanted), addresses, standing, known, now: NOW, random: () => random };
        const after = carryOut(input);
        const foreign = (list: Subscription[]) =>
          list.filter(one => one.notificationUrl !== addresses.notificationUrl && one.expires > NOW);
        expect(foreign(after.standing)).toEqual(foreign(standing));
        const ours = after.standing.filter(one => one.notificationUrl === addresses.notificationUrl);
        for (const one of ours) {
          const key = watchedKey(one.watched);
          expect(wanted.map(watchedKey)).toContain(key);
          expect(isAsWanted(one, { watched: one.watched, clientState: stateOf(one.watched), ...addresses })).toBe(true);
          expect(ours.filter(other => watchedKey(other.watched) === key)).toHaveLength(1);
          expect(one.expires - NOW).toBeGreaterThan(0.4 * SUBSCRIPTION_LIFE);
          expect(after.known.get(one.id)).toBe(stateOf(one.watched));
        }
        for (const key of wanted.map(watchedKey)) {
          const isForeign = foreign(standing).some(one => watchedKey(one.watched) === key);
          expect(isForeign || ours.some(one => watchedKey(one.watched) === key)).toBe(true);
        }
        for (const id of after.known.keys()) expect(after.standing.map(one => one.id)).toContain(id);
      }),
      { numRuns: 500 },
    );
  });

  it('is settled after one go', () => {
    fc.assert(
      fc.property(world, ({ wanted, standing, known, random }) => {
        const input = { wanted: want(...wanted), addresses, standing, known, now: NOW, random: () => random };
        const { blocked, ...rest } = planRenewal({ ...input, ...carryOut(input) });
        expect(Object.values(rest).flat()).toEqual([]);
        expect(blocked).toEqual(planRenewal(input).blocked);
      }),
      { numRuns: 500 },
    );
  });

  it('is never without a subscription when planned every quarter of an hour, although every second renewal fails', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.integer(), (random, seed) => {
        let standing = [stands('1', a, { expires: NOW + SUBSCRIPTION_LIFE })];
        let fails = seed % 2 === 0;
        let renewals = 0;
        for (let now = NOW; now < NOW + 96 * HOUR; now += HOUR / 4) {
          const made = plan({
            wanted: want(a),
            standing,
            known: knows('1'),
            now,
            random: () => random.next().value,
          });
          expect(made.create).toEqual([]);
          for (const { expires } of made.renew) {
            if (!fails) standing = [stands('1', a, { expires })];
            if (!fails) renewals++;
            fails = !fails;
          }
        }
        expect(renewals).toBeGreaterThanOrEqual(6);
        expect(renewals).toBeLessThanOrEqual(10);
      }),
      { numRuns: 50 },
    );
  });
});
