import { cards, sampleCard, type CardStem } from '../../src/cards/all';
import { privateChatAction } from '../../src/cards/private-chat';
import { readSamples } from '../../src/cli/card-page';
import { parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

/** Names and e-mail addresses of people in the samples; none may be read in a group chat or channel. */
const people = [
  'Diane Demoss',
  'Kenneth Brown',
  'Benali',
  'Miriam Graham',
  'Lee Gu',
  'Joni Sherman',
  'Adele Vance',
  'Konstantinopoulos',
  'Debra Berger',
  'Grady Archie',
  'Henrietta',
  'Isaiah Langer',
  'Johanna Lorenz',
  '李明',
  '@contoso.com',
];
const stems = Object.keys(cards) as CardStem[];
const samples = stems.flatMap(stem =>
  readSamples(root, stem).map(sample => [`${stem}: ${sample.name}`, stem, sample] as const),
);

describe.each(samples)('%s', (_, stem, sample) => {
  it('names nobody in a shared place', () => {
    const card = JSON.stringify(sampleCard(stem, { ...sample, context: shared }));
    for (const name of people) expect(card).not.toContain(name);
  });

  it('names nobody where figures only are shown', () => {
    const card = JSON.stringify(sampleCard(stem, { ...sample, context: figuresOnly }));
    for (const name of people) expect(card).not.toContain(name);
  });

  it('carries ids and view settings only in its buttons', () => {
    for (const part of parts(sampleCard(stem, { ...sample, context: personal }))) {
      if (part.type !== 'Action.Execute') continue;
      const data = JSON.stringify(part.data);
      for (const words of [...people, 'Spring', 'All hands', 'Security basics, ']) expect(data).not.toContain(words);
    }
  });
});

it('participants in a shared place become the way to the private chat', () => {
  const sample = readSamples(root, 'participants')[0]!;
  const card = sampleCard('participants', { ...sample, context: shared });
  expect(card.body[0]?.text).toBe('Best asked in private');
  expect(card.actions?.[0]?.type).toBe('Action.OpenUrl');
});

describe('the link to the private chat', () => {
  it('carries the words, encoded', () => {
    expect(privateChatAction('Open in private', 'participants "a & b"', shared)?.url).toBe(
      'https://teams.microsoft.com/l/chat/0/0?users=28:bot&message=participants%20%22a%20%26%20b%22',
    );
  });

  it('is not there without a bot id', () => {
    const { botId: _, ...outside } = shared;
    expect(privateChatAction('Open in private', 'participants', outside)).toBeUndefined();
  });
});
