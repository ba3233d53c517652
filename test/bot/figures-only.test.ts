import { commands } from '../../src/bot/commands';
import { cardText } from '../../src/cards/text';
import { figuresOnly as context } from '../support/card-context';
import { turnOf } from '../support/thorough';
import { buttonsOf, startChat, type Chat } from './chat';

/* An organisation that has figures shown only: no names, no e-mail addresses, no times of single people, in any place. */

const figuresOnly = { figuresOnly: true };
const naming = commands.filter(command => command.namesPeople);
let chat: Chat;
/** Full names and addresses of people who run events or came to them. */
const people = new Set<string>();

beforeAll(async () => {
  chat = await startChat();
  for (const which of ['all-hands', 'spring product briefing', 'bootcamp', '367726574046']) {
    const first = await chat.say(`participants ${which}`);
    for (let page = 1; page <= first.facts.pages; page += 1) {
      const { facts } = await chat.say(`participants page ${page}`);
      for (const { name, email } of facts.people) for (const one of [name, email]) people.add(one ?? '');
    }
    const { event } = (await chat.say(`event ${which}`)).facts;
    for (const one of [event?.organizer, ...(event?.coOrganizers ?? [])]) people.add(one?.name ?? '');
  }
  for (const one of people) if (!/\S[ @]\S/.test(one) || one.length < 8) people.delete(one);
});
afterAll(() => chat.close());

function expectNobody(said: unknown): void {
  const told = JSON.stringify(said);
  expect([...people].filter(one => told.includes(one))).toEqual([]);
}

it('has people whom it could name', () => {
  expect(people.size).toBeGreaterThan(100);
  expect(naming.map(command => command.name)).toContain('participants');
});

describe.each([
  ['personal', 0],
  ['shared', 1],
] as const)('in a %s place', (place, turn) => {
  const as = { ...figuresOnly, place, conversation: `figures only ${place}` };

  const words = commands.flatMap(({ name, example }) => [example, `${name} all-hands`, `${name} bootcamp`]);
  it.each(turnOf(words, turn, 2))('%s names nobody and leads to nobody', async asked => {
    const { card, facts } = await chat.say(asked, as);
    expectNobody(card);
    expectNobody(facts);
    const verbs = buttonsOf(card).map(button => button.verb);
    for (const { name } of naming) expect(verbs).not.toContain(name);
    expect(JSON.stringify(card)).not.toContain('Open in private');
  });

  it.each(naming.map(command => command.name))('%s is answered with why, and with what can be had', async name => {
    const { requests } = chat.sandbox;
    const before = requests.length;
    for (const answer of [await chat.say(`${name} all-hands`, as), await chat.press(name, { args: {} }, as)]) {
      expect(answer.problem).toBe('figures-only');
      expect(answer.facts).toEqual({ code: 'figures-only' });
      const text = cardText(answer.card, context);
      expect(text).toContain('Your organisation has Rollcall show figures only');
      expect(text).toContain('Ask for attendance instead');
      expect(text).toContain('ROLLCALL_FIGURES_ONLY');
    }
    expect(requests.length).toBe(before);
  });
});

it('leads from the refusal to the figures of the same event', async () => {
  const refused = await chat.say('participants all-hands late', figuresOnly);
  const answer = await chat.pressOn(refused, 'attendance', () => true, figuresOnly);
  expect(answer.facts).toMatchObject({ attended: 60 });
});

it('refuses a command with a typing error as well, and lists what is left in help', async () => {
  expect((await chat.say('participnts all-hands', figuresOnly)).problem).toBe('figures-only');
  const { facts } = await chat.say('help', figuresOnly);
  const offered = facts.commands.map((command: { name: string }) => command.name);
  expect(offered).toContain('attendance');
  for (const { name } of naming) expect(offered).not.toContain(name);
});

it('still counts the people of an event and of a session', async () => {
  const { card, facts } = await chat.say('event bootcamp', figuresOnly);
  expect(facts.event).toMatchObject({ organizer: {}, confirmedRoles: [] });
  expect(facts.event.coOrganizers.length).toBe((await chat.say('event bootcamp')).facts.event.coOrganizers.length);
  expect(card.speak).toContain('Bootcamp');
});
