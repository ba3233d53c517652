import { createOnce } from '../../../src/bot/door/once';

describe('createOnce', () => {
  it('gives everybody with one key the outcome of the first, while it runs and after', async () => {
    const once = createOnce(1000, () => 0);
    let runs = 0;
    const run = () => Promise.resolve(++runs);
    expect(await Promise.all([once('a', run), once('a', run)])).toEqual([1, 1]);
    expect(await once('a', run)).toBe(1);
    expect(await once('b', run)).toBe(2);
  });

  it('forgets in time', async () => {
    let time = 0;
    const once = createOnce(1000, () => time);
    let runs = 0;
    const run = () => Promise.resolve(++runs);
    await once('a', run);
    time = 999;
    expect(await once('a', run)).toBe(1);
    time = 1000;
    expect(await once('a', run)).toBe(2);
  });

  it('forgets the oldest when there are too many', async () => {
    const once = createOnce(1e9, () => 0);
    let runs = 0;
    const run = () => Promise.resolve(++runs);
    for (let key = 0; key < 5000; key++) await once(`${key}`, run);
    expect(await once('4999', run)).toBe(5000);
    expect(await once('0', run)).toBe(5001);
  });
});
