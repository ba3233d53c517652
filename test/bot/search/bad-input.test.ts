import fc from 'fast-check';
import { anyCharacter } from '../../support/any-character';
import { expectSoundCard } from '../../support/card-checks';
import { hostileRows } from '../../support/hostile';
import { runs, turnOf } from '../../support/thorough';
import { query, startComposeBox, titles, type ComposeBox, type Reply } from './compose-box';

let box: ComposeBox;
beforeAll(async () => {
  box = await startComposeBox();
});
afterAll(() => box.close());

const searches = ['searchEvents', 'searchSessions', 'searchPeople'];

function expectWellFormed(reply: Reply): void {
  if (reply.type === 'message') {
    expect(reply.text).toMatch(/\S/);
    expect(reply.text).not.toMatch(/Something went wrong/);
    return;
  }
  expect(reply).toMatchObject({ type: 'result', attachmentLayout: 'list' });
  expect(reply.attachments!.length).toBeLessThanOrEqual(25);
  for (const { content, preview } of reply.attachments!) {
    expectSoundCard(content);
    expect(preview.content.title).toMatch(/\S/);
  }
}

describe.each(searches.map((search, turn) => [search, turn] as const))('%s', (search, turn) => {
  const inTurn = (cases: [string, unknown][], of: number) => it.each(turnOf(cases, turn, of));

  inTurn(
    [
      ...hostileRows('C1', 'C4', 'C5', 'C9', 'C10', 'C11'),
      ['10,000 characters', 'spring '.repeat(1430)],
      ['10,000 letters without a space', 'x'.repeat(10_000)],
      ['spaces, and then words', `${' '.repeat(5000)}spring`],
      ['emoji', '🎉🎉👋🏽'],
      ['half an emoji', '\ud83c'],
      ['nulls', '\u0000\u0000'],
      ['a number', 5],
      ['nothing', null],
      ['a list', ['spring']],
      ['an object', { $ne: null }],
      ['true', true],
    ],
    3,
  )('typed: %s', async (_, value) => {
    expectWellFormed(await box.search(search, query(value)));
    expectWellFormed(await box.search(search, [...query('a'), { name: 'event', value }]));
  });

  inTurn(
    [
      ['none', undefined],
      ['null', null],
      ['an empty list', []],
      ['a text', 'query'],
      ['a list of nothing', [null, undefined, 5, 'x', []]],
      [
        'names that are none',
        [{ name: null, value: 'x' }, { name: { query: 1 } }, { value: 'spring' }, { name: 'query' }],
      ],
      ['a prototype', JSON.parse('[{"__proto__": {"name": "query", "value": "x"}}]')],
    ],
    2,
  )('parameters: %s', async (_, parameters) => {
    expectWellFormed(await box.search(search, parameters));
  });

  inTurn(
    [
      ['none', undefined],
      ['a text', 'skip'],
      ['skip -1', { skip: -1, count: 25 }],
      ['skip 1e9', { skip: 1e9, count: 25 }],
      ['skip 1e400', { skip: Number.MAX_VALUE, count: 25 }],
      ['skip a half', { skip: 0.5, count: 25 }],
      ['skip as text', { skip: '25', count: '25' }],
      ['count 0', { skip: 0, count: 0 }],
      ['count -5', { skip: 0, count: -5 }],
      ['count 1e9', { skip: 0, count: 1e9 }],
      ['lists', { skip: [], count: {} }],
    ],
    3,
  )('query options: %s', async (_, options) => {
    expectWellFormed(await box.search(search, [{ name: 'event', value: 'spring product briefing' }], { options }));
  });

  it('nobody asks: a sentence, and Graph is not asked', async () => {
    const { result, paths } = await box.requestsOf(() => box.search(search, query('spring'), { person: undefined }));
    expect(result).toMatchObject({ type: 'message', text: expect.stringMatching(/who asks/) });
    expect(paths).toEqual([]);
  });
});

it('beyond the last page is an empty list', async () => {
  const reply = await box.search('searchEvents', query(''), { options: { skip: 1e9, count: 25 } });
  expect(reply).toEqual({ type: 'result', attachmentLayout: 'list', attachments: [] });
});

it('only the first 64 characters count', async () => {
  const typed = `spring product briefing${' '.repeat(41)}and then what nobody has`;
  expect(titles(await box.search('searchEvents', query(typed)))[0]).toBe('Spring Product Briefing');
});

it.each([undefined, null, '', 5, {}, [], 'searchevents', 'toString', '__proto__', 'newSession'])(
  'a search that is none, %j: a sentence',
  async commandId => {
    expect(await box.search(commandId, query('spring'))).toEqual({
      type: 'message',
      text: 'Rollcall does not know this search. Choose events, sessions or people.',
    });
  },
);

describe('a picked row', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['no search', { args: { kind: 'webinar', id: 'x' } }],
    ['no arguments', { search: 'searchEvents' }],
    ['no kind', { search: 'searchEvents', args: { id: 'x' } }],
    ['no id', { search: 'searchEvents', args: { kind: 'webinar' } }],
    ['a search that is none', { search: '__proto__', args: { kind: 'webinar', id: 'x' } }],
    ['an id that walks', { search: 'searchEvents', args: { kind: 'webinar', id: '..' } }],
    ['an id of another type', { search: 'searchEvents', args: { kind: 'webinar', id: { $ne: 1 } } }],
    ['words', { search: 'searchEvents', args: { which: 'spring' } }],
  ])('%s is refused on a card, and Graph is not asked', async (_, value) => {
    const { result, paths } = await box.requestsOf(() => box.pick(value));
    expectSoundCard(result);
    expect(result.body[0].text).toMatch(/button/i);
    expect(paths).toEqual([]);
  });

  it.each(searches)('%s: a session of others is not reached through one’s own event', async search => {
    const [mine, theirs] = [
      await box.search('searchSessions', query('spring product briefing')),
      await box.search('searchSessions', query('board preparation'), { person: box.sandbox.people.boardOrganizer }),
    ].map(reply => reply.attachments![0].preview.content.tap.value.args);
    const card = await box.pick({ search, args: { ...mine, session: theirs.session } });
    expect(card.speak).toMatch(/^Not found/);
  });

  it('by nobody: a card that says so', async () => {
    const { attachments } = await box.search('searchEvents', query('spring product briefing'));
    const card = await box.pick(attachments![0].preview.content.tap.value, { person: undefined });
    expect(card.speak).toMatch(/who asks/);
  });
});

it('whatever comes in, the reply is well-formed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...searches),
      fc.oneof(fc.string({ unit: anyCharacter, maxLength: 90 }), fc.jsonValue()),
      fc.jsonValue(),
      fc.jsonValue(),
      async (search, value, parameters, options) => {
        expectWellFormed(await box.search(search, query(value), { options }));
        expectWellFormed(await box.search(search, parameters));
        expectSoundCard(await box.pick(parameters));
      },
    ),
    { numRuns: runs(40) },
  );
}, 60_000);
