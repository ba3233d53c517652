import fc from 'fast-check';
import { createBudget, type TakeOptions } from '../../src/graph/budget';
import { createVirtualClock } from './support/virtual-clock';

function setUp(reads = 10, windowMs = 1_000) {
  const clock = createVirtualClock();
  const budget = createBudget({ now: clock.now, sleep: clock.sleep, reads, windowMs });
  const went: { name: string; at: number; reads: number }[] = [];
  const refused: { name: string; error: unknown }[] = [];
  const take = (name: string, count = 1, options: TakeOptions = {}) =>
    budget.take(count, options).then(
      () => void went.push({ name, at: clock.now(), reads: count }),
      (error: unknown) => void refused.push({ name, error }),
    );
  const names = () => went.map(one => one.name).join('');
  return { clock, budget, went, refused, take, names };
}

describe('the budget', () => {
  it('lets a window full go at once and the rest as the window slides', async () => {
    const { clock, take, went } = setUp(3);
    void take('a', 2);
    await clock.advance(400);
    void take('b');
    void take('c');
    void take('d');
    await clock.advance(5_000);
    expect(went.map(({ name, at }) => [name, at])).toEqual([
      ['a', 0],
      ['b', 400],
      ['c', 1_000],
      ['d', 1_000],
    ]);
    expect(clock.sleeping()).toBe(0);
  });

  it('serves people before background work, each in order, and keeps a fifth for people', async () => {
    const { clock, take, names } = setUp(10);
    for (const name of ['1', '2', '3']) void take(name, 3, { background: true });
    await clock.settle();
    expect(names()).toBe('12');
    void take('a', 4);
    void take('b', 4);
    await clock.settle();
    expect(names()).toBe('12a');
    void take('c', 1);
    await clock.advance(999);
    expect(names()).toBe('12a');
    await clock.advance(5_000);
    expect(names()).toBe('12abc3');
  });

  it('forgets whoever gives up in line', async () => {
    const { clock, take, names, refused } = setUp(2);
    const reason = new Error('enough');
    const giveUp = new AbortController();
    void take('a', 2);
    void take('b', 2, { signal: giveUp.signal });
    void take('c', 1);
    await clock.settle();
    giveUp.abort(reason);
    await clock.advance(1_000);
    expect(names()).toBe('ac');
    expect(refused).toEqual([{ name: 'b', error: reason }]);
    void take('d', 1, { signal: giveUp.signal });
    await clock.advance(5_000);
    expect(refused).toHaveLength(2);
  });

  it('leaves no timer behind when nobody is left in line', async () => {
    const { clock, take } = setUp(1);
    const giveUp = new AbortController();
    void take('a');
    void take('b', 1, { signal: giveUp.signal });
    await clock.settle();
    expect(clock.sleeping()).toBe(1);
    giveUp.abort(new Error('enough'));
    await clock.settle();
    expect(clock.sleeping()).toBe(0);
  });

  it('holds everybody back during a pause, and refuses at once who has not that much patience', async () => {
    const { clock, budget, take, names, refused } = setUp(10);
    budget.pause(30_000);
    void take('a');
    void take('b', 1, { patienceMs: 20_000 });
    await clock.advance(29_999);
    expect(names()).toBe('');
    expect(refused).toMatchObject([{ name: 'b', error: { code: 'throttled', details: { retryAfterSeconds: 30 } } }]);
    await clock.advance(1);
    expect(names()).toBe('a');
  });

  it('refuses those already waiting when a pause comes that is too long for them', async () => {
    const { clock, budget, take, refused } = setUp(1);
    void take('a');
    void take('b', 1, { patienceMs: 5_000 });
    await clock.settle();
    budget.pause(6_000);
    await clock.settle();
    expect(refused.map(one => one.name)).toEqual(['b']);
  });

  it('never shortens a pause, and never lasts longer than ten minutes', async () => {
    const { clock, budget, take, names } = setUp();
    budget.pause(1e12);
    budget.pause(5);
    void take('a');
    await clock.advance(599_999);
    expect(names()).toBe('');
    await clock.advance(1);
    expect(names()).toBe('a');
  });

  it('never lets more than the limit into any window, and everybody gets through', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 700 }),
            reads: fc.integer({ min: 1, max: 6 }),
            background: fc.boolean(),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        async asks => {
          const { clock, take, went } = setUp(6);
          for (const { after, reads, background } of asks) {
            await clock.advance(after);
            void take('x', Math.min(reads, background ? 4 : 6), { background });
          }
          await clock.advance(200_000);
          expect(went).toHaveLength(asks.length);
          for (const { at } of went) {
            const inWindow = went.filter(one => one.at > at - 1_000 && one.at <= at);
            expect(inWindow.reduce((sum, one) => sum + one.reads, 0)).toBeLessThanOrEqual(6);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
