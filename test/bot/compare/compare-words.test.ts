import fc from 'fast-check';
import { readCompareWords, splitNames } from '../../../src/bot/compare/compare-words';
import type { MyEvent } from '../../../src/domain/my-events';

describe('what stands behind "compare"', () => {
  it.each<[string, object]>([
    ['', {}],
    ['with last time', {}],
    ['it with the last one', {}],
    ['to the previous session', {}],
    ['town hall with last time', { which: 'town hall' }],
    ['spring vs the one before', { which: 'spring' }],
    ['a with b', { which: 'a with b' }],
    ['between a and b', { which: 'a and b' }],
    ['with the bootcamp', { which: 'the bootcamp', beside: true }],
    ['last 4 customer webinars', { last: 4, which: 'customer webinars' }],
    ['the last four customer webinars', { last: 4, which: 'customer webinars' }],
    ['my latest 3 of the town halls', { last: 3, which: 'town halls' }],
    ['last 2', { last: 2 }],
    ['the last 5 times', { last: 5 }],
    ['last 3 of them', { last: 3 }],
    ['last 12 webinars', { last: 12, which: 'webinars' }],
    ['last webinar with spring', { which: 'last webinar with spring' }],
  ])('%j', (words, expected) => {
    expect(readCompareWords(words)).toEqual(expected);
  });
});

const events = [
  'Customer Webinar Series 1: Getting Started with Harbor',
  'Customer Webinar Series 2: Dashboards That Tell a Story',
  'Health and Safety',
  'Fire Drill',
  'From Idea to Launch, with Care',
  'Safety Day',
].map(
  title => ({ event: { kind: 'webinar', id: `id of ${title}`, title, status: 'published' } }) as unknown as MyEvent,
);
const reading = { zone: 'UTC', locale: 'en-GB', now: Date.parse('2026-11-18T15:30:00Z') };
const namesIn = (text: string) => splitNames(text, events, reading);

describe('names between words that may belong to them', () => {
  it.each<[string, string[]]>([
    ['fire drill', ['fire drill']],
    ['fire drill with safety day', ['fire drill', 'safety day']],
    ['series 1 and series 2', ['series 1', 'series 2']],
    ['series 1, series 2, fire drill and safety day', ['series 1', 'series 2', 'fire drill', 'safety day']],
    ['health and safety with fire drill', ['health and safety', 'fire drill']],
    ['fire drill vs. health and safety', ['fire drill', 'health and safety']],
    ['Health and Safety', ['Health and Safety']],
    ['from idea to launch, with care to fire drill', ['from idea to launch, with care', 'fire drill']],
    [
      'Customer Webinar Series 1: Getting Started with Harbor with Fire Drill',
      ['Customer Webinar Series 1: Getting Started with Harbor', 'Fire Drill'],
    ],
    ['1 with 2 and 3', ['1', '2', '3']],
    ['1,2,3', ['1', '2', '3']],
    ['#1 & #2', ['#1', '#2']],
    ['it with fire drill', ['it', 'fire drill']],
    ['fire drill with what nobody knows', ['fire drill', 'what nobody knows']],
    [
      'https://teams.microsoft.com/l/meetup-join/a,b/0, fire drill',
      ['https://teams.microsoft.com/l/meetup-join/a,b/0', 'fire drill'],
    ],
    ['', []],
  ])('%j', (text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });

  it('stay quick and lose no word, whatever is typed', () => {
    const word = fc.constantFrom('fire', 'drill', 'with', 'and', ',', 'health', 'safety', '1', 'to', 'zzz');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), words => {
        const text = words.join(' ');
        const left = (names: string) => names.replace(/\b(?:with|and|to)\b|[, ]/g, '');
        expect(left(namesIn(text).join(' '))).toBe(left(text));
      }),
      { numRuns: 60 },
    );
  });
});
