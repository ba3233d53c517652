import { readPersonWords, splitLater } from '../../../src/bot/person/person-words';
import { LONGEST_SEARCH } from '../../../src/domain/args';

it.each<[string, object]>([
  ['ann lee', { find: 'ann lee' }],
  ['ann.lee@x.example in masterclass', { find: 'ann.lee@x.example', which: 'masterclass' }],
  ['ann lee at the spring briefing', { find: 'ann lee', which: 'the spring briefing' }],
  ['maria in accessibility in practice', { find: 'maria', which: 'accessibility in practice' }],
  ['ann join masterclass', { find: 'ann', which: 'masterclass' }],
  ['ann first join the masterclass', { find: 'ann', which: 'masterclass' }],
  ['ann leave', { find: 'ann' }],
  ['ann come to masterclass', { find: 'ann', which: 'masterclass' }],
  ['ann everywhere', { find: 'ann', all: true }],
  ['ann in all my events', { find: 'ann', all: true }],
  ['ann across all events page 2', { find: 'ann', all: true, page: 2 }],
  ['"ann in \'t veld" in masterclass', { find: "ann in 't veld", which: 'masterclass' }],
  ['ann in masterclass all reports', { find: 'ann', which: 'masterclass' }],
  ['x'.repeat(400), { find: 'x'.repeat(LONGEST_SEARCH) }],
  ['', {}],
])('%j', (words, args) => {
  expect(readPersonWords(words)).toEqual(args);
});

it('splits at the next "in" where the first leads nowhere', () => {
  const first = readPersonWords("ann in 't veld in masterclass");
  expect(first).toEqual({ find: 'ann', which: "'t veld in masterclass" });
  expect(splitLater(first)).toEqual({ find: "ann in 't veld", which: 'masterclass' });
  expect(splitLater(splitLater(first)!)).toBeUndefined();
});
