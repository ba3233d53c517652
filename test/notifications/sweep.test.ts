import fc from 'fast-check';
import { LOOK_BACK, LOOKS, planSweep, type SweptSession } from '../../src/notifications/sweep';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const END = 1_800_000_000_000;

describe('one session', () => {
  const at = (after: number, lookedAfter?: number, startUp = false) => {
    const session = { end: END, ...(lookedAfter !== undefined && { lookedAt: END + lookedAfter }) };
    const { look, finished, next } = planSweep([session], END + after, { startUp });
    return [look.length, finished.length, next === undefined ? undefined : next - END];
  };

  it.each<[string, Parameters<typeof at>, (number | undefined)[]]>([
    ['has not ended', [-HOUR], [0, 0, 10 * MINUTE]],
    ['has not ended, at a start', [-HOUR, undefined, true], [0, 0, 10 * MINUTE]],
    ['ended a moment ago', [0], [0, 0, 10 * MINUTE]],
    ['ended a moment ago, at a start', [0, undefined, true], [1, 0, 10 * MINUTE]],
    ['10 minutes', [10 * MINUTE], [1, 0, 30 * MINUTE]],
    ['10 minutes, looked at because of a notification before', [10 * MINUTE, 9 * MINUTE], [1, 0, 30 * MINUTE]],
    ['11 minutes, looked at', [11 * MINUTE, 10 * MINUTE], [0, 0, 30 * MINUTE]],
    ['30 minutes', [30 * MINUTE, 10 * MINUTE], [1, 0, HOUR]],
    ['2 hours, never looked at: once is enough', [2 * HOUR], [1, 0, 3 * HOUR]],
    ['3 hours', [3 * HOUR, HOUR], [1, 0, DAY]],
    ['a day', [DAY, 3 * HOUR], [1, 0, undefined]],
    ['more than a day, looked at', [DAY + HOUR, DAY], [0, 1, undefined]],
    ['more than a day, looked at, at a start', [DAY + HOUR, DAY, true], [1, 0, undefined]],
    ['29 days, never looked at', [29 * DAY], [1, 0, undefined]],
    ['30 days, never looked at', [30 * DAY], [0, 1, undefined]],
    ['30 days, at a start', [30 * DAY, undefined, true], [0, 1, undefined]],
  ])('%s', (_name, asked, expected) => {
    expect(at(...asked)).toEqual(expected);
  });
});

it('begins with what has waited longest', () => {
  const sessions = [{ end: END - HOUR, lookedAt: END - HOUR / 2 }, { end: END - 2 * DAY }, { end: END - 15 * MINUTE }];
  expect(planSweep(sessions, END).look).toEqual([sessions[1], sessions[2], sessions[0]]);
});

describe('whatever is known', () => {
  const minutes = (min: number, max: number) => fc.integer({ min, max });
  const session = fc.record({ end: minutes(-50_000, 3_000), lookedAt: minutes(-50_000, 0) }, { requiredKeys: ['end'] });

  /** Minute by minute since the last look, or since the end. */
  function isDue({ end, lookedAt = -Infinity }: SweptSession, now: number): boolean {
    if (end <= now - LOOK_BACK) return false;
    for (let minute = Math.max(end, lookedAt + MINUTE); minute <= now; minute += MINUTE)
      if (LOOKS.some(after => end + after === minute)) return true;
    return false;
  }

  it('is due exactly when one goes minute by minute', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 6 }), fc.boolean(), (some, startUp) => {
        const sessions = some.map(one => ({
          end: END + one.end * MINUTE,
          ...(one.lookedAt !== undefined && { lookedAt: END + one.lookedAt * MINUTE }),
        }));
        const { look, finished } = planSweep(sessions, END, { startUp });
        const isRecent = (one: SweptSession) => one.end <= END && one.end > END - LOOK_BACK;
        const due = sessions.filter(one => isDue(one, END) || (startUp && isRecent(one)));
        expect(new Set(look)).toEqual(new Set(due));
        expect(look.filter(one => finished.includes(one))).toEqual([]);
        for (const { end, lookedAt = -Infinity } of finished)
          expect(end <= END - LOOK_BACK || LOOKS.every(after => end + after <= lookedAt)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is looked at once for each moment, in time, and then finished, however irregularly the plan is made', () => {
    fc.assert(
      fc.property(fc.array(minutes(1, 400), { minLength: 1, maxLength: 40 }), steps => {
        let one: SweptSession = { end: END };
        let looks = 0;
        let now = END - HOUR;
        for (const step of [...steps, 3 * 1_440, 1]) {
          now += step * MINUTE;
          const before = one.lookedAt ?? -Infinity;
          const { look, finished } = planSweep([one], now);
          const missed = LOOKS.filter(after => END + after > before && END + after <= now);
          expect(look).toHaveLength(missed.length > 0 ? 1 : 0);
          expect(finished).toHaveLength(before >= END + DAY ? 1 : 0);
          if (look.length > 0) {
            looks++;
            one = { ...one, lookedAt: now };
          }
        }
        expect(looks).toBeGreaterThanOrEqual(1);
        expect(looks).toBeLessThanOrEqual(LOOKS.length);
        expect(planSweep([one], now).finished).toHaveLength(1);
      }),
    );
  });

  it('goes by the moment that it names next: nothing is missed, nothing is looked at for nothing', () => {
    fc.assert(
      fc.property(fc.array(minutes(-2_000, 500), { minLength: 1, maxLength: 8 }), ends => {
        let sessions: SweptSession[] = ends.map(end => ({ end: END + end * MINUTE }));
        const looks: number[] = [];
        for (let now: number | undefined = END; now !== undefined;) {
          const { look, next }: { look: SweptSession[]; next?: number } = planSweep(sessions, now);
          if (now > END) expect(look.length).toBeGreaterThan(0);
          const at: number = now;
          sessions = sessions.map(one => (look.includes(one) ? { ...one, lookedAt: at } : one));
          looks.push(...look.map(one => at - one.end));
          now = next;
        }
        expect(planSweep(sessions, END + 40 * DAY).finished).toHaveLength(ends.length);
        const expected = ends.map(end => {
          const past = LOOKS.filter(after => end * MINUTE + after <= 0).length;
          return LOOKS.length - past + (past > 0 ? 1 : 0);
        });
        expect(looks).toHaveLength(expected.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
});
