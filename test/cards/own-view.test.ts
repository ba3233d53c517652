import { cards, sampleCard, type CardStem } from '../../src/cards/all';
import type { CardContext } from '../../src/cards/card';
import { asEverybody, isReadByOne, mayShowPeople, mayTellFew } from '../../src/cards/privacy';
import { readSamples } from '../../src/cli/card-page';
import { expectSoundCard, parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

/* What an organiser's own view of a card in a shared place shows: counts as they are, and still nobody. */

const ownView: CardContext = { ...shared, ownView: true };
const stems = Object.keys(cards) as CardStem[];
const samples = stems.flatMap(stem => readSamples(root, stem).map(sample => [stem, sample.name, sample] as const));

/** Every person whom some sample names in personal chat is looked for by name and address. */
const NAMES =
  /Diane Demoss|Kenneth Brown|Benali|Miriam Graham|Lee Gu|Joni Sherman|Adele Vance|Debra Berger|Grady Archie|Isaiah Langer|Johanna Lorenz|李明|@contoso\.com/;

describe.each(samples)('%s: %s', (stem, _, sample) => {
  const drawn = (context: CardContext) => JSON.stringify(sampleCard(stem, { ...sample, context }));

  it('names nobody', () => {
    expect(drawn(ownView)).not.toMatch(NAMES);
  });

  it('is a sound card', () => {
    expectSoundCard(sampleCard(stem, { ...sample, context: ownView }));
  });

  it('leads to no list of people', () => {
    const verbs = parts(sampleCard(stem, { ...sample, context: ownView })).map(part => part.verb);
    const everybody = parts(sampleCard(stem, { ...sample, context: shared })).map(part => part.verb);
    for (const verb of [
      'participants',
      'no-shows',
      'walk-ins',
      'export',
      'person',
      'call-sessions',
      'call-session',
      'call-export',
    ])
      expect(verbs.includes(verb)).toBe(everybody.includes(verb));
  });

  it('is what everybody sees where figures only are shown', () => {
    const only = { ...shared, figuresOnly: true };
    const without = (text: string) =>
      text.replaceAll(/ · (?:you (?:(?:co-)?organise|may read this), and )?only you see this view/g, '');
    // Details stay: ids of an organiser's own event are nobody's name.
    if (!['event', 'attendance', 'call'].includes(stem))
      expect(without(drawn({ ...only, ownView: true }))).toBe(drawn(only));
  });
});

function drawnText(stem: CardStem, name: string, context: CardContext): string {
  const sample = readSamples(root, stem).find(one => one.name === name)!;
  return JSON.stringify(sampleCard(stem, { ...sample, context }));
}

it('tells small groups of an attendance, which everybody is not told', () => {
  const name = 'Small groups, in a group chat';
  expect(drawnText('attendance', name, shared)).toContain('ewer than 5');
  expect(drawnText('attendance', name, ownView)).not.toContain('ewer than 5');
  expect(drawnText('attendance', name, ownView)).toContain('only you see this view');
});

it('tells how many a few were, and no time of theirs', () => {
  const name = 'Fewer than 5, in a group chat';
  const everybody = drawnText('attendance', name, shared);
  // Without the definitions of all figures.
  const [own = ''] = drawnText('attendance', name, ownView).split('"id":"counted"');
  const [alone = ''] = drawnText('attendance', name, personal).split('"id":"counted"');
  expect(everybody).toContain('Fewer than 5 people came');
  expect(own).toMatch(/[1-4] people came/);
  expect(alone).toMatch(/on average|Half stayed/i);
  expect(own).not.toMatch(/on average|Half stayed/i);
  expect(own).not.toContain('Chart.');
  expect(alone).toContain('at once, {{TIME');
  expect(own).not.toContain('at once, {{TIME');
  // When the report began and ended is when somebody came and left.
  expect(alone).toMatch(/reports?: \{\{DATE/);
  expect(own).not.toMatch(/reports?: \{\{DATE/);
});

it('has Details, which everybody has not', () => {
  for (const [stem, name] of [
    ['event', 'An ended webinar in a channel'],
    ['attendance', 'In a channel'],
  ] as const) {
    expect(drawnText(stem, name, shared)).not.toMatch(/"(?:Event id): /);
    expect(drawnText(stem, name, ownView)).toContain('Event id: ');
  }
});

it('is decided in one place', () => {
  expect([personal, shared, ownView, figuresOnly].map(mayShowPeople)).toEqual([true, false, false, false]);
  expect([personal, shared, ownView, figuresOnly].map(mayTellFew)).toEqual([true, false, true, false]);
  expect([personal, shared, ownView, figuresOnly].map(isReadByOne)).toEqual([true, false, true, true]);
  expect(mayTellFew({ ...ownView, figuresOnly: true })).toBe(false);
  expect(asEverybody(ownView)).toEqual(shared);
});
