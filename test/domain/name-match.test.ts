import fc from 'fast-check';
import { bestMatches, isForgiven, nearestNames, tierOf, wordsOf } from '../../src/domain/name-match';
import { runs } from '../support/thorough';

/** What is asked, the name, and how well it fits; undefined must not match. */
const pairs: [string, string, ReturnType<typeof tierOf>][] = [
  ['Spring Product Briefing', 'Spring Product Briefing', 'exact'],
  ['spring product briefing', 'Spring Product Briefing', 'exact'],
  ['  SPRING   product   briefing  ', 'Spring Product Briefing', 'exact'],
  ['allhands', 'All-hands', 'exact'],
  ['all hands', 'Allhands', 'exact'],
  ['all-hands', 'All Hands', 'exact'],
  ['Cafe Ole', 'Café Olé', 'exact'],
  ['strasse', 'Straße', 'exact'],
  ['smorrebrod', 'Smørrebrød', 'exact'],
  ['ceos hour', 'CEO’s Hour', 'exact'],
  ['sales and marketing', 'Sales & Marketing', 'exact'],
  ['q and a', 'Q&A', 'exact'],
  ['产品发布会', '产品发布会', 'exact'],
  ['🚀 launch', 'Launch!', 'exact'],
  ['product', 'Spring Product Briefing', 'part'],
  ['product briefing', 'Spring Product Briefing', 'part'],
  ['allhands', 'Company all-hands, March', 'part'],
  ['all hands march', 'Company Allhands March', 'part'],
  ['发布会', '2026年产品发布会', 'part'],
  ['2026', 'Kick-off 2026', 'part'],
  ['briefing spring', 'Spring Product Briefing', 'words'],
  ['spring brief', 'Spring Product Briefing', 'words'],
  ['march allhands', 'All-hands in March', 'words'],
  ['kick off 2026', 'Kickoff for all, 2026', 'words'],
  ['sprng', 'Spring Product Briefing', 'forgiven'],
  ['sprimg product', 'Spring Product Briefing', 'forgiven'],
  ['sprring', 'Spring Product Briefing', 'forgiven'],
  ['srping', 'Spring Product Briefing', 'forgiven'],
  ['allhnads', 'All-hands', 'forgiven'],
  ['breifing sping', 'Spring Product Briefing', 'forgiven'],
  // and these must not match
  ['foo', 'Onboarding Day for New Joiners', undefined],
  ['srpign', 'Spring Product Briefing', undefined],
  ['spng', 'Spring Product Briefing', undefined],
  ['art', 'Department Day', undefined],
  ['2025', 'Kick-off 2026', undefined],
  ['q2', 'Q3 Review', undefined],
  ['kickoff 206', 'Kick-off 2026', undefined],
  ['at', 'IT Forum', undefined],
  ['it', 'Italy Forum', undefined],
  ['autumn briefing', 'Spring Product Briefing', undefined],
  ['🎉', 'Party', undefined],
];

describe('matching names', () => {
  it.each(pairs)('%j against %j is %s', (asked, name, tier) => {
    expect(tierOf(asked, name)).toBe(tier);
  });

  it('holds forty-one pairs, eleven of which must not match', () => {
    expect(pairs).toHaveLength(41);
    expect(pairs.filter(([, , tier]) => tier === undefined)).toHaveLength(11);
  });

  it('takes the best tier that any name reaches', () => {
    const names = ['Springs of Wales', 'Spring', 'Spring Product Briefing', 'Sprint'];
    const of = (asked: string) => bestMatches(asked, names, name => name).items;
    expect(of('spring')).toEqual(['Spring']);
    expect(of('product')).toEqual(['Spring Product Briefing']);
    expect(of('sprink')).toEqual(['Spring', 'Spring Product Briefing', 'Sprint']);
    expect(of('nothing')).toEqual([]);
  });

  it('keeps vowel signs that tell words apart', () => {
    expect(tierOf('कि', 'की')).toBeUndefined();
    expect(tierOf('الاجتماع', 'الاجْتماع السنوي')).toBe('part');
  });

  it('names the nearest names', () => {
    const names = ['Spring Product Briefing', 'Autumn All-hands', 'Town Hall on Pay', 'Autumn All-hands'];
    expect(nearestNames('automn al hans', names)).toEqual(['Autumn All-hands']);
    expect(nearestNames('prodct breef', names)[0]).toBe('Spring Product Briefing');
    expect(nearestNames('🎉', names)).toEqual([]);
  });

  it('never throws and stays within its cap for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string({ maxLength: 600 }), (asked, name) => {
        tierOf(asked, name);
        return wordsOf(asked).length <= 24;
      }),
    );
  });

  it('finds every name by itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), name => wordsOf(name).length === 0 || tierOf(name, name) === 'exact'),
    );
  });

  it('forgives exactly what a slow distance forgives', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const allowed = one === other || slowlyForgiven(one, other);
        return isForgiven(one, other) === allowed;
      }),
      { numRuns: runs(3000) },
    );
  });

  it('never matches beyond its rule', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), minLength: 1, maxLength: 4 });
    const text = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        text,
        text,
        (asked, name) => (tierOf(asked.join(' '), name.join(' ')) !== undefined) === slowFits(asked, name),
      ),
      { numRuns: runs(3000) },
    );
  });
});

/** The rule again, by trying every way to join the asked words into groups of one or two. */
function slowFits(asked: string[], name: string[]): boolean {
  const whole = name.join('');
  const forms = name.flatMap((word, at) => (at + 1 < name.length ? [word, word + name[at + 1]!] : [word]));
  const edges = name.map((_, at) => name.slice(0, at).join('').length).concat(whole.length);
  const joined = asked.join('');
  if (edges.some(from => edges.some(to => from < to && whole.slice(from, to) === joined))) return true;
  const exact = (one: string) =>
    forms.some(form => form === one || (one.length >= 3 && !one.includes('1') && form.startsWith(one)));
  const near = (one: string) =>
    forms.some(form => form === one || (!(one + form).includes('1') && slowlyForgiven(one, form)));
  return groupings(asked).some(groups => groups.every(exact) || groups.every(near));
}

/** One edit between words of three letters or more; between two of three, only a swap leaves the same letters. */
function slowlyForgiven(one: string, other: string): boolean {
  if (one.length < 3 || other.length < 3 || slowDistance(one, other) > 1) return false;
  const letters = (word: string) => Array.from(word).sort().join('');
  return one.length > 3 || other.length > 3 || letters(one) === letters(other);
}

function groupings(words: string[]): string[][] {
  if (words.length === 0) return [[]];
  const single = groupings(words.slice(1)).map(rest => [words[0]!, ...rest]);
  if (words.length === 1) return single;
  return [...single, ...groupings(words.slice(2)).map(rest => [words[0]! + words[1]!, ...rest])];
}

/** Optimal string alignment by the book. */
function slowDistance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= one.length; i += 1)
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = best;
    }
  return rows[one.length]![other.length]!;
}
