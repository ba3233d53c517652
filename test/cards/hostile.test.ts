import fc from 'fast-check';
import { cards, sampleCard, type CardSample, type CardStem } from '../../src/cards/all';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import { anyCharacter } from '../support/any-character';
import { hostileTexts } from '../support/hostile';
import { expectSoundCard, parts, root, textBlocks } from '../support/card-checks';
import { runs, turnOf } from '../support/thorough';

/** The names under which sample values hold text that people wrote. */
const written = new Set([
  'title',
  'text',
  'sessionTitle',
  'name',
  'email',
  'installedBy',
  'asked',
  'find',
  'description',
  'subject',
  'joinInformation',
  'captions',
  'externalId',
  'externalEventId',
  'displayName',
  'headerValue',
  'applicationVersion',
  'captureDeviceName',
  'audioCodec',
]);
const lists = new Set(['nearest', 'presenters', 'capabilities']);

/** The value with each text that people wrote replaced. */
function rewritten(value: unknown, text: () => string, name = ''): unknown {
  if (Array.isArray(value)) return value.map(item => (lists.has(name) ? text() : rewritten(item, text, name)));
  if (typeof value === 'string') return written.has(name) ? text() : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewritten(inner, text, key)]));
}

/** Help's names are our own commands, not people's. */
const stems = (Object.keys(cards) as CardStem[]).filter(stem => stem !== 'help');
const samples = stems.flatMap(stem =>
  readSamples(root, stem).map(sample => [`${stem}: ${sample.name}`, stem, sample] as const),
);
/** Texts take turns from card to card. */
const inTurn = samples.map((sample, turn) => [...sample, turn] as const);

function drawn(stem: CardStem, sample: CardSample, text: () => string) {
  return sampleCard(stem, { ...sample, value: rewritten(sample.value, text) });
}

const evil = hostileTexts('C1', 'C3', 'C4', 'C5', 'C9');

describe.each(inTurn)('%s', (_, stem, sample, turn) => {
  it.each(turnOf(evil, turn, 6).map(text => [JSON.stringify(text).slice(0, 40), text]))(
    'stays sound with %s',
    (_name, text) => {
      const card = drawn(stem, sample, () => text);
      expectSoundCard(card);
      expect(textBlocks(card).filter(block => /\]\(|<at>|<script|evil/.test(block))).toEqual([]);
      const all = parts(card);
      expect(all.filter(one => one.type === 'TextRun' && (one.text as string).length > 520)).toEqual([]);
      expect(`${card.speak}${card.fallbackText}`).not.toMatch(/\]\(|<|\u202e|\{\{/);
      const actions = all.filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'));
      expect(actions.filter(({ title }) => String(title).includes('evil'))).toEqual([]);
      expect(typeof cardText(card, sample.context)).toBe('string');
    },
  );
});

it('any text in any card leaves it sound', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.array(fc.oneof(fc.string({ unit: anyCharacter, maxLength: 200 }), fc.constantFrom(...hostileTexts())), {
        minLength: 1,
        maxLength: 5,
      }),
      ([, stem, sample], texts) => {
        let next = 0;
        const card = drawn(stem, sample, () => texts[next++ % texts.length]!);
        expectSoundCard(card);
      },
    ),
    { numRuns: runs(300) },
  );
});
