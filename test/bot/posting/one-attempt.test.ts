import { sendOnce, withOneAttempt, type Attempt } from '../../../src/bot/door/one-attempt';

const answered = { status: 200, headers: { get: () => undefined }, bodyAsText: '{"id":"1"}' };
const attempt = (notAfter = 10): Attempt => ({ timeOutMs: 5, notAfter, now: () => 10, seen: { left: false } });

it('makes one request and no second', async () => {
  const one = attempt();
  const send = jest.fn(async () => answered);
  await sendOnce(one, send);
  await expect(sendOnce(one, send)).rejects.toThrow('a second request');
  expect(send.mock.calls).toEqual([[5]]);
  expect(one.seen).toEqual({ left: true, status: 200, body: '{"id":"1"}' });
});

it('makes none once it is too late', async () => {
  const one = attempt(9);
  const send = jest.fn(async () => answered);
  await expect(sendOnce(one, send)).rejects.toThrow('too late');
  expect(send).not.toHaveBeenCalled();
  expect(one.seen).toEqual({ left: false });
});

it('a trouble of what runs within it is the caller’s to see', async () => {
  await expect(withOneAttempt(attempt(), () => Promise.reject(new Error('no token')))).rejects.toThrow('no token');
});
