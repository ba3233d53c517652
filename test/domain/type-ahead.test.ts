import fc from 'fast-check';
import { createTypeAhead } from '../../src/domain/type-ahead';
import { runs } from '../support/thorough';

const titles = [
  'Tidewater All-Hands: Where We Stand',
  'Spring Product Briefing',
  'Spring Cleaning of the Product Backlog',
  'Customer Webinar Series 1: Getting Started with Harbor',
  'Customer Webinar Series 2: Dashboards That Tell a Story',
  'Research & Development Review',
  'Plan and Build',
  'Café São Paulo',
  'Jahreshauptversammlung 2026',
  '春の製品説明会',
  '🎉🎉',
  '',
];
const index = createTypeAhead(titles.map(name => ({ name })));
const found = (asked: string) => index.find(asked).map(place => titles[place]);

describe('what is found as letters are typed', () => {
  it.each<[string, string, string[]]>([
    ['the beginning of a word', 'tid', ['Tidewater All-Hands: Where We Stand']],
    ['two letters', 'ti', ['Tidewater All-Hands: Where We Stand']],
    ['words in any order', 'briefing spring', ['Spring Product Briefing']],
    ['beginnings in any order', 'brie spr', ['Spring Product Briefing']],
    ['two words as one', 'allhands', ['Tidewater All-Hands: Where We Stand']],
    ['one word as two', 'brief ing', ['Spring Product Briefing']],
    ['a wrong letter', 'sprinh prod brief', ['Spring Product Briefing']],
    ['a letter too many', 'sprring brief', ['Spring Product Briefing']],
    ['a letter too few', 'sping brief', ['Spring Product Briefing']],
    ['two letters swapped', 'spirng brief', ['Spring Product Briefing']],
    ['an error in a word still being typed', 'tidwat', ['Tidewater All-Hands: Where We Stand']],
    ['an early error, where nothing else is found', 'tdi', ['Tidewater All-Hands: Where We Stand']],
    ['a part of a long word', 'versammlung', ['Jahreshauptversammlung 2026']],
    ['a part where words have no spaces', '製品', ['春の製品説明会']],
    ['no accents', 'cafe sao', ['Café São Paulo']],
    ['"and" for "&"', 'research and dev', ['Research & Development Review']],
    ['"and" with an error', 'plan amd build', ['Plan and Build']],
    ['marks alone', '🎉', ['🎉🎉']],
    ['marks that no name has', '?!', []],
    ['one word that fits and one that does not', 'spring zeppelin', []],
    ['somebody’s regular expression', '.*', []],
    ['OData', "' or 1 eq 1", []],
    ['a template', '${title}', []],
  ])('%s', (_, asked, expected) => {
    expect(found(asked)).toEqual(expected);
  });

  it('everything where nothing was typed, in the order of the list', () => {
    expect(found('  ')).toEqual(titles);
  });

  it('the title itself before titles that hold it, whole words before beginnings, and errors last', () => {
    const names = ['Springboard', 'Sprint', 'Big Spring', 'Spring'];
    const places = createTypeAhead(names.map(name => ({ name }))).find('spring');
    expect(places.map(place => names[place])).toEqual(['Spring', 'Big Spring', 'Springboard', 'Sprint']);
  });

  it('what else finds a name is looked through as well', () => {
    const people = createTypeAhead([{ name: 'Sofia Marchetti', also: 'sofia.m@mill.example' }, { name: 'Sofia Lind' }]);
    expect(people.find('mill')).toEqual([0]);
    expect(people.find('sofia.m@mi')).toEqual([0]);
    expect(people.find('sofia')).toEqual([0, 1]);
  });
});

const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{3,12}$/),
  fc.stringMatching(/^[a-zäöüéñ]{3,10}$/),
  fc.stringMatching(/^[0-9]{1,4}$/),
  fc.constantFrom('and', 'of', 'Q3', '製品説明会', 'Обзор', 'تقرير'),
);
/** With less than four letters nothing would be left to go by. */
const title = fc
  .tuple(fc.stringMatching(/^[A-Za-z]{4,12}$/), fc.array(word, { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest].join(' '));
const someTitles = fc.array(title, { minLength: 1, maxLength: 12 });

/** The most that is looked at. */
const LONGEST = 64;

describe('every title', () => {
  it('is found by each of its beginnings', () => {
    fc.assert(
      fc.property(someTitles, fc.nat(), fc.nat(), (names, which, length) => {
        const place = which % names.length;
        const name = names[place]!;
        const asked = name.slice(0, 1 + (length % Math.min(name.length, LONGEST)));
        return createTypeAhead(names.map(one => ({ name: one })))
          .find(asked)
          .includes(place);
      }),
      { numRuns: 500 },
    );
  });

  it('is found by itself with one typing error', () => {
    fc.assert(
      fc.property(
        someTitles,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('wrong', 'extra', 'missing', 'swapped'),
        fc.constantFrom('a', 'e', 'h', 'k', 'o', 'x', 'z', ' '),
        (names, which, where, error, letter) => {
          const place = which % names.length;
          const asked = mistyped(names[place]!, where, error, letter).slice(0, LONGEST);
          return createTypeAhead(names.map(one => ({ name: one })))
            .find(asked)
            .includes(place);
        },
      ),
      { numRuns: runs(2000) },
    );
  });
});

/** Spaces are no letters: what is swapped, missing or wrong there leaves the words written as one, or apart. */
function mistyped(name: string, where: number, error: string, letter: string): string {
  const at = where % name.length;
  const [before, after] = [name.slice(0, at), name.slice(at)];
  if (error === 'extra') return before + letter + after;
  if (error === 'missing') return before + after.slice(1);
  if (error === 'wrong') return before + letter + after.slice(1);
  return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
}

it('a list can be added to, and the whole of it is found', () => {
  const index = createTypeAhead([{ name: 'Spring' }]);
  index.add([{ name: 'Summer' }, { name: 'Spring again' }]);
  expect(index.find('spr')).toEqual([0, 2]);
  expect(index.find('sum')).toEqual([1]);
  expect(index.find('')).toEqual([0, 1, 2]);
});
