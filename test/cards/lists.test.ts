import type { Question } from '../../src/bot/command';
import { commands as commandTable } from '../../src/bot/commands';
import { createHelp } from '../../src/bot/commands/help';
import type { CardContext } from '../../src/cards/card';
import { choiceCard } from '../../src/cards/choice';
import { eventsCard } from '../../src/cards/events';
import { helpCard } from '../../src/cards/help';
import { participantsCard } from '../../src/cards/participants';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import { LONGEST_ID } from '../../src/domain/args';
import { eventFilters } from '../../src/domain/event';
import type { ChoiceAnswer, EventsAnswer } from '../../src/domain/lists';
import type { Participant, ParticipantsAnswer } from '../../src/domain/participants';
import { expectSoundCard, parts, root } from '../support/card-checks';
import { personal } from '../support/card-context';

const events = readSamples(root, 'events')[0]!.value as EventsAnswer;
const people = readSamples(root, 'participants')[0]!.value as ParticipantsAnswer;
const choice = readSamples(root, 'choice')[0]!.value as ChoiceAnswer;
const titles = (card: { actions?: Record<string, unknown>[] }) => card.actions?.map(action => action.title);

describe('events', () => {
  it('a row leads to its event', () => {
    const taps = parts(eventsCard(events, personal).body).filter(part => part.selectAction);
    expect(taps).toHaveLength(10);
    expect(taps[0]?.selectAction).toMatchObject({
      verb: 'event',
      data: { args: { kind: 'webinar', id: events.events[0]!.id } },
    });
  });

  it.each(eventFilters)(
    '%s: says what is shown, keeps it while paging, and never offers what is shown already',
    filter => {
      const card = eventsCard({ ...events, filter, page: 2, find: 'security', matching: 20 }, personal);
      expectSoundCard(card);
      const next = card.actions?.find(action => action.title === 'Next');
      expect(next?.data).toEqual({ args: { ...(filter === 'all' ? {} : { filter }), find: 'security', page: 3 } });
      expect(titles(card)).toContain('All');
    },
  );

  it.each<[Partial<EventsAnswer>, string]>([
    [{ total: 0, matching: 0 }, 'You organise no webinar and no town hall yet.'],
    [{ matching: 0, filter: 'today' }, 'No event of yours is today. Look at all of them instead.'],
    [{ matching: 0, find: 'zzz' }, 'No event of yours matches.'],
    [
      { total: 0, matching: 0, unread: [{ kind: 'webinar', role: 'organizer' }] },
      'None of the lists that could be read',
    ],
  ])('an empty list has words: %j', (change, words) => {
    expect(cardText(eventsCard({ ...events, events: [], pages: 1, ...change }, personal), personal)).toContain(words);
  });

  it.each<[Partial<EventsAnswer>, string]>([
    [{ filter: 'today', matching: 4 }, '4 events today of '],
    [{ filter: 'past', matching: 1 }, '1 past event of '],
    [{ filter: 'townhalls', matching: 2 }, '2 town halls of '],
  ])('says how many there are: %j', (change, words) => {
    expect(cardText(eventsCard({ ...events, ...change }, personal), personal)).toContain(words);
  });

  it('names the lists that could not be read', () => {
    const unread: EventsAnswer['unread'] = [
      { kind: 'webinar', role: 'coOrganizer' },
      { kind: 'townhall', role: 'organizer' },
    ];
    expect(cardText(eventsCard({ ...events, unread }, personal), personal)).toContain(
      'Could not be read: webinars you co-organise, town halls you organise.',
    );
  });

  it('with the longest ids shows fewer rows and says so', () => {
    const long = events.events.map(line => ({ ...line, id: '漢'.repeat(LONGEST_ID / 2), title: '漢'.repeat(200) }));
    const card = eventsCard({ ...events, events: long }, personal);
    expectSoundCard(card);
    expect(cardText(card, personal)).toMatch(/\d more did not fit on the card/);
  });
});

describe('choice', () => {
  it('a pressed row goes on with the command, session included', () => {
    const card = choiceCard(
      { ...choice, choices: choice.choices.map(line => ({ ...line, sessionId: 's1' })) },
      personal,
    );
    const taps = parts(card.body).filter(part => part.selectAction);
    expect(taps).toHaveLength(4);
    expect(taps[1]?.selectAction).toMatchObject({
      verb: 'attendance',
      data: { args: { id: choice.choices[1]!.id, session: 's1' } },
    });
  });

  it('offers ten at most and says how many more match', () => {
    const choices = Array.from({ length: 14 }, (_, index) => ({
      ...choice.choices[0]!,
      id: `e${index}`,
      number: index + 1,
    }));
    const card = choiceCard({ ...choice, choices, matching: 14 }, personal);
    expect(parts(card.body).filter(part => part.selectAction)).toHaveLength(10);
    expect(cardText(card, personal)).toContain('4 more match');
  });
});

describe('participants', () => {
  const person = (change: Partial<Participant>): string =>
    cardText(participantsCard({ ...people, people: [{ ...people.people[0]!, ...change }] }, personal), personal);

  it.each<[Partial<Participant>, string]>([
    [{ name: null, identity: 'anonymous' }, 'Unnamed (dial-in or anonymous)'],
    [{ name: null, identity: 'guest' }, 'Unnamed guest'],
    [{ name: '\u202e', identity: 'member' }, 'Unnamed member of your organisation'],
    [{ seconds: null, share: null }, 'time unknown'],
    [{ role: 'Moderator', late: true, leftEarly: true, brief: true }, 'Moderator · came late · left early · brief'],
    [{ identity: 'guest' }, 'Presenter · guest'],
  ])('%j', (change, words) => {
    expect(person(change)).toContain(words);
  });

  it('never shows an e-mail address', () => {
    expect(person({ email: 'adele@contoso.com' })).not.toContain('adele@');
  });

  it.each([
    [0, 0, 0],
    [0.04, 4, 0],
    [0.5, 50, 5],
    [1, 100, 10],
    [1.7, 100, 10],
  ])('a share of %d is a bar of %d, and without bars %d of ten strokes', (share, value, strokes) => {
    const card = participantsCard({ ...people, people: [{ ...people.people[0]!, share }] }, personal);
    const bar = parts(card.body).find(part => part.type === 'ProgressBar');
    expect(bar?.value).toBe(value);
    expect((bar?.fallback as { inlines: { text: string }[] }).inlines.map(run => run.text.length)).toEqual([
      strokes,
      10 - strokes,
    ]);
  });

  it('keeps sort, filter and find while paging, and sends the inputs only with Show', () => {
    const card = participantsCard({ ...people, sort: 'time', filter: 'late', find: 'an', page: 2, pages: 4 }, personal);
    expectSoundCard(card);
    const executes = parts(card).filter(part => part.type === 'Action.Execute');
    expect(executes.filter(part => part.associatedInputs === 'auto').map(part => part.title)).toEqual(['Show']);
    // The inputs say it all.
    expect(JSON.stringify(executes.find(part => part.title === 'Show')?.data)).not.toMatch(/sort|filter|find/);
    const inputs = parts(card).filter(part => part.type === 'Input.ChoiceSet');
    expect(inputs.map(({ id, value }) => [id, value])).toEqual([
      ['filter', 'late'],
      ['sort', 'time'],
    ]);
    expect(executes.find(part => part.title === 'Next')?.data).toMatchObject({
      args: { page: 3, sort: 'time', filter: 'late', find: 'an' },
    });
    expect(titles(card)).toEqual(['Next', 'Previous', 'Everyone', 'Attendance', 'How is this counted?']);
  });

  it('offers two filters at once as one choice, and lists of registrations only where there can be some', () => {
    const choicesOf = (change: object) =>
      parts(participantsCard({ ...people, ...change }, personal))
        .filter(part => part.id === 'filter')
        .flatMap(part => part.choices as { title: string; value: string }[]);
    expect(choicesOf({ filter: 'late+guests' })[0]).toEqual({ title: 'Came late and guests', value: 'late+guests' });
    expect(choicesOf({}).map(one => one.value)).toContain('no-shows');
    const meeting = { ...people.subject, kind: 'meeting' as const };
    expect(choicesOf({ subject: meeting }).map(one => one.value)).not.toContain('no-shows');
  });

  it('says how they are counted, those of the filter as well', () => {
    const text = (change: object) => JSON.stringify(participantsCard({ ...people, ...change }, personal));
    expect(text({})).toContain('different people with at least one record');
    expect(text({})).not.toContain('**Late**');
    expect(text({ filter: 'late+presenters', reports: 2 })).toMatch(
      /\*\*Late\*\*.*\*\*By role\*\*.*\*\*Counted as one\*\*/,
    );
    expect(titles(participantsCard(people, personal))).toContain('Export');
  });

  it('says of callers whom Graph does not mark where they may be', () => {
    const card = participantsCard({ ...people, people: [], matching: 0, filter: 'dial-in' }, personal);
    expect(JSON.stringify(card)).toContain('Graph marks nobody here as a caller');
  });

  it('ten people with the longest names fit with real ids', () => {
    const long = people.people.map(one => ({ ...one, name: '漢'.repeat(500) }));
    const card = participantsCard({ ...people, people: long, page: 2 }, personal);
    expectSoundCard(card);
    expect(
      parts(card.body).filter(part => part.type === 'RichTextBlock' && JSON.stringify(part).includes('漢漢')),
    ).toHaveLength(10);
  });
});

it('people who could not all be read can be read again, with Show and paging in six buttons', () => {
  const card = participantsCard(
    { ...people, incomplete: true, recordsRead: 500, page: 2, pages: 3, filter: 'late' },
    personal,
  );
  expectSoundCard(card);
  expect(titles(card)).toEqual(['Read again', 'Next', 'Previous', 'Everyone', 'How is this counted?']);
});

describe('help', () => {
  const { commands } = readSamples(root, 'help')[0]!.value as Parameters<typeof helpCard>[0];

  it('is drawn once for each place', async () => {
    const help = createHelp(() => commandTable);
    const ask = async (card: CardContext) => (await help.answer({}, { card } as Question)).card;
    expect(await ask(personal)).toBe(await ask({ ...personal }));
    expect(await ask({ ...personal, place: 'shared' })).not.toEqual(await ask(personal));
    expect(await ask({ ...personal, figuresOnly: true })).not.toEqual(await ask(personal));
  });

  it.each<[string, string[]]>([
    ['calls', ['calls', 'call', 'call-sessions', 'call-session', 'quality', 'call-export']],
    ['Export', ['export', 'call-export']],
    ['no-shows', ['no-shows']],
  ])('of %s is about these alone, and leads to all', async (which, names) => {
    const { card, facts } = await createHelp(() => commandTable).answer({ which }, { card: personal } as Question);
    expect((facts as { commands: { name: string }[] }).commands.map(({ name }) => name)).toEqual(names);
    expect(titles(card)).toContain('All commands');
    expectSoundCard(card);
  });

  it.each(['me', 'please', 'everything', '…'])('of %s is help', async which => {
    const help = createHelp(() => commandTable);
    const answer = (args: object) => help.answer(args, { card: personal } as Question);
    expect((await answer({ which })).card).toBe((await answer({})).card);
  });

  it('of people, where they may not be shown, is help', async () => {
    const help = createHelp(() => commandTable);
    const { facts } = await help.answer({ which: 'participants' }, {
      card: { ...personal, figuresOnly: true },
    } as Question);
    expect((facts as { commands: unknown[] }).commands.length).toBeGreaterThan(10);
  });

  it('keeps "Every way to ask" however many commands there are', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...commands[0]!, name: `events${index}` }));
    expect(titles(helpCard({ commands: [...commands, ...many] }, personal))).toHaveLength(6);
    expect(titles(helpCard({ commands: [...commands, ...many] }, personal))?.at(-1)).toBe('Every way to ask');
  });

  it('offers as buttons what needs no more words', () => {
    expect(titles(helpCard({ commands }, personal))).toEqual([
      'Events',
      'Sessions',
      'Attendance',
      'Participants',
      'Every way to ask',
    ]);
  });
});
