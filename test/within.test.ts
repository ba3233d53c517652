import { within } from '../src/within';

const never = new Promise<string>(() => undefined);
const tooLate = () => {
  throw new Error('too late');
};

it.each([
  ['what comes in time', () => within(Promise.resolve('here'), 1_000), 'here'],
  ['what is there, however short the time', () => within(Promise.resolve('here'), 0), 'here'],
  ['nothing when it is late', () => within(never, 1), undefined],
  ['what is said when it is late', () => within(never, 1, () => false), false],
])('gives %s', async (_what, run, expected) => {
  expect(await run()).toBe(expected);
});

it('rejects as the outcome does, or as what is said when it is late', async () => {
  await expect(within(Promise.reject(new Error('broken')), 1_000, tooLate)).rejects.toThrow('broken');
  await expect(within(never, 1, tooLate)).rejects.toThrow('too late');
});

it('leaves no timer, and no failure that nobody takes', async () => {
  const timers = () => process.getActiveResourcesInfo().filter(one => one === 'Timeout').length;
  const before = timers();
  await within(Promise.resolve(), 60_000);
  expect(timers()).toBe(before);
  let fail: (error: Error) => void = () => undefined;
  await within(new Promise((_, reject) => (fail = reject)), 1);
  fail(new Error('later'));
  await new Promise(setImmediate);
});
