import { LONGEST_WAIT, MOST_RETRIES, sendRetry } from '../../../src/bot/door/send-retry';

const NOW = Date.parse('2026-11-12T10:00:00Z');
const post = { method: 'POST', retries: 0, now: NOW, random: 1 };

describe('sendRetry', () => {
  it.each([
    [200, undefined],
    [400, undefined],
    [401, undefined],
    [403, undefined],
    [404, undefined],
    [413, undefined],
    [500, undefined],
    [412, 500],
    [429, 500],
    [502, 500],
    [503, 500],
    [504, 500],
  ])('after %i waits %p', (status, wait) => {
    expect(sendRetry({ status }, post)).toBe(wait);
  });

  it.each([
    ['0', 0],
    ['1', 1000],
    [' 30 ', 30_000],
    ['31', undefined],
    ['600', undefined],
    ['Thu, 12 Nov 2026 10:00:05 GMT', 5000],
    ['Thu, 12 Nov 2026 09:59:55 GMT', 0],
    ['abc', 500],
    ['', 500],
    ['-5', 500],
  ])('obeys Retry-After %j: %p', (retryAfter, wait) => {
    expect(sendRetry({ status: 429, retryAfter }, post)).toBe(wait);
  });

  it('waits longer each time, and gives up', () => {
    const waits = Array.from({ length: MOST_RETRIES + 1 }, (_, retries) =>
      sendRetry({ status: 503 }, { ...post, retries }),
    );
    expect(waits).toEqual([500, 1000, 2000, undefined]);
    expect(sendRetry({ status: 503 }, { ...post, random: 0 })).toBe(250);
    expect(LONGEST_WAIT).toBeLessThanOrEqual(30_000);
  });

  it('repeats an update after a lost connection, and no message', () => {
    expect(sendRetry({ failed: true }, { ...post, method: 'PUT' })).toBe(500);
    expect(sendRetry({ failed: true }, post)).toBeUndefined();
  });
});
