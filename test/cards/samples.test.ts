import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as AdaptiveCardsPackage from 'adaptivecards';
import { cards, sampleCard, type CardStem } from '../../src/cards/all';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import { buttons, expectSoundCard, parts, readCardFile, root, textBlocks } from '../support/card-checks';

// The package's main file is an ES module; its bundle is not.
const AdaptiveCards = jest.requireActual<typeof AdaptiveCardsPackage>('adaptivecards/dist/adaptivecards.js');

const stems = Object.keys(cards) as CardStem[];
const samples = stems.flatMap(stem =>
  readSamples(root, stem).map(sample => ({ stem, sample, name: `${stem}: ${sample.name}` })),
);

describe('templates and samples', () => {
  it('each card has a template and samples, and no file belongs to no card', () => {
    const files = readdirSync(join(root, 'adaptiveCards')).filter(name => name.endsWith('.json'));
    expect(files.sort()).toEqual(stems.flatMap(stem => [`${stem}.json`, `${stem}.sample.json`]).sort());
  });

  it.each(stems)('%s: the template says only what is bound or short', stem => {
    const written = parts(JSON.parse(readCardFile(`${stem}.json`)))
      .map(part => part.text)
      .filter(text => typeof text === 'string' && !text.includes('${'));
    for (const text of written) expect((text as string).length).toBeLessThanOrEqual(220);
  });
});

describe.each(samples)('$name', ({ stem, sample }) => {
  const card = sampleCard(stem, sample);

  it('is a sound card', () => {
    expectSoundCard(card);
  });

  it('is read by the reference parser without a warning', () => {
    expect(parserWarnings(card)).toEqual([]);
  });

  it('is drawn the same a second time, and leaves its value alone', () => {
    const before = JSON.stringify(sample);
    expect(sampleCard(stem, sample)).toEqual(card);
    expect(JSON.stringify(sample)).toBe(before);
  });

  it('wraps every text, names every input and has one to three primary buttons', () => {
    const blocks = parts(card.body).filter(part => part.type === 'TextBlock');
    for (const block of blocks.filter(part => (part.text as string).length > 24)) expect(block.wrap).toBe(true);
    const primary = (card.actions ?? []).filter(action => action.mode !== 'secondary');
    expect(primary.length).toBeLessThanOrEqual(3);
    if (stem !== 'progress' && sample.name !== 'Saving') expect(primary.length).toBeGreaterThanOrEqual(1);
    for (const button of buttons(card)) expect((button.title as string).length).toBeLessThanOrEqual(24);
  });

  it('reads well as plain text', () => {
    const text = cardText(card, sample.context);
    expect(text).not.toMatch(/\{\{|\*\*|undefined|\n\n\n/);
    expect(text.split('\n').length).toBeGreaterThan(2);
  });

  it('writes times for the reader: macros only in text blocks, a zone everywhere else', () => {
    expect(`${card.speak}${card.fallbackText}`).not.toContain('{{');
    const runs = parts(card.body).filter(part => part.type === 'TextRun');
    for (const run of runs) expect(run.text).not.toContain('{{');
    for (const block of textBlocks(card))
      expect(block.replace(/\{\{(DATE|TIME)\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(, SHORT)?\)\}\}/g, '')).not.toContain(
        '{{',
      );
  });
});

/** What the official package complains about, apart from the elements that only Teams has. */
function parserWarnings(card: object): string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const parsed = new AdaptiveCards.AdaptiveCard();
  parsed.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } });
  parsed.parse(card, context);
  const warnings: string[] = [];
  for (let index = 0; index < context.eventCount; index++) warnings.push(context.getEventAt(index).message);
  return [...warnings, ...parsed.validateProperties().validationEvents.map(event => event.message)].filter(
    message => !/(Badge|ProgressBar|Chart\.(Line|HorizontalBar))/.test(message),
  );
}
