import { createHints, type JustRead } from '../../src/notifications/hints';

const read = (title: string) => ({ run: { event: { title } }, sessions: [] }) as unknown as JustRead;
let now = 1_000_000;
const hints = () => createHints(() => now);

it('what was read goes to one look, for each person; that Graph told of it is known until then', () => {
  const all = hints();
  all.add('t', 'home', 'a', read('of a'));
  all.add('t', 'home', 'b', read('of b'));
  expect([...all.take('t', 'home').keys()]).toEqual(['a', 'b']);
  expect(all.take('t', 'home').size).toBe(0);
  expect(all.settle('t', 'home')).toBe(true);
  expect(all.settle('t', 'home')).toBe(false);
  expect(all.take('other', 'home').size).toBe(0);
});

it('what was read a while ago is read again, and goes with nothing that is new', () => {
  const all = hints();
  all.add('t', 'home', 'a', read('old'));
  now += 5_000;
  expect(all.take('t', 'home').size).toBe(0);
  all.add('t', 'home', 'a', read('old'));
  now += 5_001;
  all.add('t', 'home', 'b', read('new'));
  expect([...all.take('t', 'home').keys()]).toEqual(['b']);
});

it('holds a thousand', () => {
  const all = hints();
  for (let index = 0; index <= 1_000; index += 1) all.add('t', `home ${index}`, 'a', read('one'));
  expect(all.settle('t', 'home 0')).toBe(false);
  expect(all.settle('t', 'home 1')).toBe(true);
});
