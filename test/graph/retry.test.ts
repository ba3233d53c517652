import {
  decideRetry,
  RETRY_LIMITS,
  toRetryAfterMs,
  type Decision,
  type Outcome,
  type Tried,
} from '../../src/graph/retry';

const now = Date.parse('2026-11-12T10:00:00Z');

function decide(outcome: Outcome, more: Partial<Tried> = {}): Decision {
  return decideRetry({ outcome, method: 'GET', tries: 1, elapsedMs: 0, now, random: 0.5, ...more });
}

const status = (status: number, retryAfter?: string, date?: string): Outcome => ({
  kind: 'status',
  status,
  retryAfter,
  date,
});

describe('whether to try again', () => {
  const get: [Outcome, boolean][] = [
    [{ kind: 'refused' }, true],
    [{ kind: 'reset' }, true],
    [{ kind: 'timeout' }, true],
    [{ kind: 'unreadable' }, true],
    [{ kind: 'too-large' }, false],
    ...[429, 500, 502, 503, 504, 509].map((one): [Outcome, boolean] => [status(one), true]),
    ...[200, 301, 302, 307, 400, 401, 403, 404, 405, 409, 410, 501].map((one): [Outcome, boolean] => [
      status(one),
      false,
    ]),
  ];
  it.each(get)('GET after %j: %s', (outcome, retry) => {
    expect(decide(outcome).retry).toBe(retry);
  });

  const post: [Outcome, boolean][] = [
    [{ kind: 'refused' }, true],
    [{ kind: 'reset' }, false],
    [{ kind: 'timeout' }, false],
    [{ kind: 'unreadable' }, false],
    [status(429), true],
    [status(429, '3'), true],
    [status(503), false],
    [status(503, '3'), false],
    [status(503, 'soon'), false],
    [status(500), false],
    [status(502, '3'), false],
    [status(504), false],
    [status(509), false],
  ];
  it.each(post)('POST after %j: %s', (outcome, retry) => {
    expect(decide(outcome, { method: 'POST' }).retry).toBe(retry);
  });
});

describe('how long to wait', () => {
  it.each([
    ['1', 1_000],
    ['30', 30_000],
    [' 7 ', 7_000],
    ['1.2', 2_000],
    ['Thu, 12 Nov 2026 10:00:20 GMT', 20_000],
    ['Thursday, 12-Nov-26 10:00:20 GMT', 20_000],
  ])('Retry-After %j: exactly %d ms', (retryAfter, waitMs) => {
    expect(decide(status(429, retryAfter))).toEqual({ retry: true, waitMs, retryAfterMs: waitMs });
    expect(decide(status(503, retryAfter), { random: 0 })).toMatchObject({ retry: true, waitMs });
  });

  it.each(['abc', '', '-5', '0', 'Thu, 12 Nov 2026 09:59:00 GMT', '12', '1e9x'].filter(one => one !== '12'))(
    'Retry-After %j: back-off',
    retryAfter => {
      expect(decide(status(429, retryAfter))).toEqual({ retry: true, waitMs: 250, retryAfterMs: undefined });
    },
  );

  it.each([-10, -1, 1, 10])('a date is read by the clock of the server, %d minutes off', minutes => {
    const serverNow = now + minutes * 60_000;
    const answer = { retryAfter: new Date(serverNow + 8_000).toUTCString(), date: new Date(serverNow).toUTCString() };
    expect(toRetryAfterMs(answer, now)).toBe(8_000);
  });

  it('backs off with full jitter under a doubling, bounded ceiling', () => {
    const ceilings = [1, 2, 3, 4].map(tries => decide(status(500), { tries, random: 1 }));
    expect(ceilings.map(one => one.retry && one.waitMs)).toEqual([500, 1_000, 2_000, 4_000]);
    const limits = { ...RETRY_LIMITS, tries: 20 };
    expect(decide(status(500), { tries: 12, random: 1, limits })).toMatchObject({ waitMs: 8_000 });
    expect(decide(status(500), { random: 0 })).toMatchObject({ waitMs: 0 });
  });
});

describe('when to stop', () => {
  it('after five tries', () => {
    expect(decide(status(500), { tries: 4 }).retry).toBe(true);
    expect(decide(status(500), { tries: 5 })).toEqual({ retry: false, retryAfterMs: undefined });
    expect(decide(status(429, '2'), { tries: 5 })).toEqual({ retry: false, retryAfterMs: 2_000 });
  });

  it('at once when Retry-After reaches beyond the minute, telling for how long', () => {
    expect(decide(status(429, '600'))).toEqual({ retry: false, retryAfterMs: 600_000 });
    expect(decide(status(429, '20'), { elapsedMs: 45_000 })).toEqual({ retry: false, retryAfterMs: 20_000 });
    expect(decide(status(503, '60'))).toEqual({ retry: false, retryAfterMs: 60_000 });
    expect(decide(status(503, '59'))).toMatchObject({ retry: true });
  });

  it('when the minute is over', () => {
    expect(decide({ kind: 'timeout' }, { tries: 2, elapsedMs: 60_000 }).retry).toBe(false);
    expect(decide({ kind: 'timeout' }, { tries: 2, elapsedMs: 58_000 }).retry).toBe(true);
  });
});
