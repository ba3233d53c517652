import fc from 'fast-check';
import { readActionData } from '../../src/bot/action-data';
import { commands } from '../../src/bot/commands';
import { isAppError } from '../../src/domain/errors';
import { startChat, type Chat } from './chat';
import { anyCharacter } from '../support/any-character';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

describe('bad input in words', () => {
  it.each<[string, string, string | undefined]>([
    ['nothing', '', undefined],
    ['spaces', ' \t\n\u00a0 ', undefined],
    ['only emoji', '🎉🎉 👋🏽', undefined],
    ['only marks', '?!', undefined],
    ['10,000 characters', 'attendance '.repeat(910), 'too-long'],
    ['100,000 characters', 'x'.repeat(100_000), 'too-long'],
    ['501 characters', 'a'.repeat(501), 'too-long'],
    ['an unknown command', 'frobnicate the widgets', 'unknown-command'],
    ['right-to-left text', 'الحضور من فضلك', 'unknown-command'],
    ['right-to-left marks', 'attendance \u202Eall-hands\u202C', undefined],
    ['capitals', 'ATTENDANCE ALL-HANDS', undefined],
    ['a colon and a full stop', 'Attendance: all-hands.', undefined],
    ['a slash', '/attendance all-hands', undefined],
    ['many spaces', '  attendance    all-hands   ', undefined],
    ['HTML', '<p>attendance <b>all-hands</b>&nbsp;</p>', undefined],
    ['a script', '<script>attendance all-hands</script>', undefined],
    ['a mention', '<at>Rollcall</at> attendance all-hands', undefined],
    ['the usage itself', 'event <which>', 'not-found'],
    ['a link that is no meeting', 'attendance https://example.com/all-hands', 'not-a-meeting-link'],
    [
      'a link to Teams that is no meeting',
      'attendance https://teams.microsoft.com/l/channel/19%3aabc',
      'not-a-meeting-link',
    ],
    [
      'a link to nobody’s meeting',
      'attendance https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0',
      'meeting-not-found',
    ],
    ['an id of nobody’s', 'attendance 00000000-1111-2222-3333-444444444444', 'not-found'],
    ['an id that walks', 'attendance ../../users/1234567890', 'not-found'],
    ['a number before any list', 'attendance 7', 'no-list-yet'],
    ['nothing named', 'attendance', 'nothing-named'],
    ['a date that never was', 'attendance 31 February', 'no-such-date'],
    ['another', 'attendance 2026-02-30', 'no-such-date'],
    ['another still', 'events 29.2.2027', 'no-such-date'],
    ['a date on which nothing was', 'attendance 1 January 2019', 'not-found'],
    ['OData', "attendance ' or 1 eq 1 or '", 'not-found'],
    ['a template', 'attendance ${card.body}', 'not-found'],
    ['a prototype', 'attendance __proto__', 'not-found'],
    ['a command that is a property', 'constructor', 'unknown-command'],
    ['half a character', 'attendance abcdef123456\ud83c', 'not-found'],
    [
      'half a character in a link',
      'attendance https://teams.microsoft.com/l/meetup-join/19%3ameeting_\ud83c%40thread.v2/0',
      'meeting-not-found',
    ],
    ['nulls', 'attendance\u0000all-hands', undefined],
  ])('%s', async (name, text, expected) => {
    const { problem, facts, card } = await chat.say(text, { conversation: name });
    expect(problem).toBe(expected);
    expect(facts.code).toBe(expected);
    expect(card.body.length).toBeGreaterThan(0);
  });

  it('a number beyond the list is told how long the list is', async () => {
    await chat.say('events draft', { conversation: 'beyond' });
    const { facts } = await chat.say('attendance 99', { conversation: 'beyond' });
    expect(facts).toEqual({ code: 'no-such-number', asked: '99', listLength: 1 });
  });

  it.each(['attendance -1', 'attendance #-1', 'attendance 0', '-1', 'attendance –2', 'attendance: −3'])(
    '%s is no number of the list, and not the one without the minus',
    async words => {
      const as = { conversation: `negative ${words}` };
      await chat.say('events past', as);
      const { facts } = await chat.say(words, as);
      expect(facts).toMatchObject({ code: 'no-such-number', asked: expect.stringMatching(/^-?\d$/) });
    },
  );

  it('a dash before words is a dash, and so is one with a space after it', async () => {
    await chat.say('events past', { conversation: 'dash' });
    expect((await chat.say('attendance – 2', { conversation: 'dash' })).facts.code).not.toBe('no-such-number');
    expect((await chat.say('attendance - all-hands')).problem).toBeUndefined();
    expect((await chat.say('attendance -all-hands')).problem).toBeUndefined();
  });

  it.each(['sessions', 'session'])('%s of a meeting: it has none, and its attendance is offered', async name => {
    const refused = await chat.say(`${name} 367726574046`, { conversation: `meeting ${name}` });
    expect(refused.facts).toMatchObject({ code: 'meeting-without-sessions', title: expect.stringMatching(/\S/) });
    expect(refused.card.speak).toContain('A meeting has no sessions');
    const offered = await chat.pressOn(refused, 'attendance', () => true, { conversation: `meeting ${name}` });
    expect(offered.problem).toBeUndefined();
    expect(offered.facts.subject.kind).toBe('meeting');
  });

  it('nobody asks: help works, data does not', async () => {
    const as = { person: undefined };
    expect((await chat.say('help', as)).problem).toBeUndefined();
    expect((await chat.say('', as)).problem).toBeUndefined();
    expect((await chat.say('frobnicate', as)).problem).toBe('unknown-command');
    expect((await chat.say('attendence 1', as)).problem).toBe('unknown-command');
    for (const { name } of commands.filter(one => one.name !== 'help')) {
      expect((await chat.say(`${name} all-hands`, as)).problem).toBe('who-is-asking');
      expect((await chat.press(name, {}, as)).problem).toBe('who-is-asking');
    }
  });

  it('never throws, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', ...commands.map(command => `${command.name} `)),
        fc.string({ unit: anyCharacter, maxLength: 80 }),
        async (start, text) => {
          const { card, facts } = await chat.say(start + text, { person: chat.sandbox.people.stranger });
          expect(card.type).toBe('AdaptiveCard');
          expect(facts.code).not.toBe('internal');
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('bad input by button', () => {
  it.each<[string, unknown]>([
    ['a number', 5],
    ['a text', 'attendance'],
    ['a list', []],
    ['a list of arguments', { args: [] }],
    ['an unknown property', { args: { owner: 'me' } }],
    ['an unknown property beside the arguments', { args: {}, role: 'organizer' }],
    ['a list for an id', { args: { id: ['a', 'b'] } }],
    ['an object for an id', { args: { id: { $ne: null } } }],
    ['a number for an id', { args: { id: 5 } }],
    ['an empty id', { args: { id: '' } }],
    ['a very long id', { args: { id: 'x'.repeat(600) } }],
    ['an id that walks', { args: { id: '..' } }],
    ['an id with control characters', { args: { id: 'a\u0000b' } }],
    ['an id with half a character', { args: { id: 'abcdef123456\ud83c' } }],
    ['another kind', { args: { id: 'x', kind: 'user' } }],
    ['page 0', { args: { page: 0 } }],
    ['half a page', { args: { page: 1.5 } }],
    ['a page as text', { args: { page: '2' } }],
    ['no number of a page', { args: { page: Number.NaN } }],
    ['a filter that is none', { args: { filter: 'everybody' } }],
    ['a sort that is none', { args: { sort: 'email' } }],
    ['a report of nothing', { args: { report: 'x' } }],
    ['a session of nothing', { args: { session: 'x' } }],
    ['a prototype', JSON.parse('{"args": {"__proto__": {"id": "x"}}}')],
    ['a prototype outside', JSON.parse('{"__proto__": {"args": {}}}')],
    ['a constructor', { args: { constructor: {} } }],
  ])('%s is refused', async (_, data) => {
    const { requests } = chat.sandbox;
    const before = requests.length;
    expect((await chat.press('attendance', data)).problem).toBe('bad-action');
    expect(requests.length).toBe(before);
  });

  it.each(['', 'delete', 'unknown', 'toString', '__proto__', 'ATTENDANCE', 'report'])(
    'the verb %j is refused',
    async verb => {
      expect((await chat.press(verb, { args: {} })).problem).toBe('bad-action');
    },
  );

  it('a filter of another command is refused', async () => {
    expect((await chat.press('events', { args: { filter: 'late' } })).problem).toBe('bad-action');
    expect((await chat.press('participants', { args: { filter: 'coming' } })).problem).toBe('bad-action');
  });

  it('no data is no arguments', async () => {
    expect((await chat.press('events', undefined)).problem).toBeUndefined();
    expect((await chat.press('events', null)).problem).toBeUndefined();
    expect((await chat.press('help', {})).problem).toBeUndefined();
  });

  it('reads what cards carry and what was typed into them', () => {
    const args = { kind: 'webinar', id: 'a', session: 'b', report: 'c', page: 2, sort: 'time', filter: 'late' };
    expect(readActionData({ args, find: ' anna ' })).toEqual({ ...args, find: 'anna' });
    expect(readActionData({ verb: 'participants', args: { id: 'a' } })).toEqual({ id: 'a' });
    expect(readActionData({ args: { find: 'x'.repeat(100) } }).find).toHaveLength(64);
  });

  it('reads anything or refuses it, and lets nothing else through', () => {
    const known = ['which', 'kind', 'id', 'session', 'report', 'page', 'sort', 'filter', 'find', 'details'];
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (value, wrapped) => {
        try {
          const args = readActionData(wrapped ? { args: value } : value);
          return Object.keys(args).every(key => known.includes(key));
        } catch (error) {
          return isAppError(error) && error.code === 'bad-action';
        }
      }),
    );
  });
});
