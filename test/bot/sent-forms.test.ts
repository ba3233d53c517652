import { createSentForms } from '../../src/bot/sent-forms';
import { AppError } from '../../src/domain/errors';

let time = 0;
const forms = () => createSentForms({ now: () => time });

it('runs once what has one key, and gives everybody the same outcome', async () => {
  const sent = forms();
  let runs = 0;
  const run = async () => ++runs;
  expect(await Promise.all([sent.send('a', run), sent.send('a', run)])).toEqual([1, 1]);
  expect(await sent.send('a', run)).toBe(1);
  expect(await sent.send('b', run)).toBe(2);
});

it('runs again what failed, and says whether it may have been done', async () => {
  const sent = forms();
  const told: boolean[] = [];
  const fail = (error: unknown) => async (again: boolean) => {
    told.push(again);
    throw error;
  };
  const send = (error: unknown) => sent.send('a', fail(error)).catch(() => undefined);
  await send(new AppError('create-refused'));
  await send(new AppError('create-unsure'));
  await send(new AppError('throttled'));
  await sent.send('a', async again => void told.push(again));
  expect(told).toEqual([false, false, true, true]);
});

it('takes what broke in the middle for done perhaps', async () => {
  const sent = forms();
  await sent.send('a', () => Promise.reject(new TypeError('x'))).catch(() => undefined);
  expect(await sent.send('a', again => Promise.resolve(again))).toBe(true);
});

it('forgets after a day, and the oldest of very many', async () => {
  const sent = forms();
  let runs = 0;
  const run = async () => ++runs;
  await sent.send('a', run);
  time += 24 * 3_600_000 - 1;
  expect(await sent.send('a', run)).toBe(1);
  time += 1;
  expect(await sent.send('a', run)).toBe(2);
  for (let index = 0; index < 2000; index += 1) await sent.send(`other ${index}`, run);
  expect(await sent.send('a', run)).toBeGreaterThan(2);
});

it('gives each form a token of its own', () => {
  const sent = forms();
  expect(sent.token()).not.toBe(sent.token());
});
