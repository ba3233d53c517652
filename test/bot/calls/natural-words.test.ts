import { startChat, type Chat } from '../chat';
import { ATTENDEES, callOf, people } from './call-desk';

/* What people type who have read no page on commands. */

const allHands = callOf('Tidewater All-Hands');
const operations = callOf('Weekly Operations Review');

let chat: Chat;
beforeAll(async () => {
  chat = await startChat(ATTENDEES);
});
afterAll(() => chat.close());

it.each([
  'how was the call quality of all hands',
  'how was the call quality of the all-hands',
  'how was the quality of all-hands',
  'was it us or the network in the all-hands?',
])('%s', async words => {
  const { facts, problem } = await chat.say(words, { conversation: words });
  expect(problem).toBeUndefined();
  expect(facts.call.id).toBe(allHands.id);
  expect(facts.advice).toBeDefined();
});

it('people of the same name are told apart by their addresses, which find them again', async () => {
  const { card, facts } = await chat.say('calls yesterday with maria silva', { conversation: 'same name' });
  const emails = facts.choices.map((one: { email: string }) => one.email);
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(JSON.stringify(card)).toContain(email);
  const { facts: of } = await chat.say(`calls yesterday ${emails[1]}`, { conversation: 'same name' });
  expect(of.person.id).toBe(facts.choices[1].id);
});

it('"was it us or the network" is about the call just spoken of', async () => {
  await chat.say('call all-hands', { conversation: 'spoken of' });
  const { facts } = await chat.say('was it us or the network?', { conversation: 'spoken of' });
  expect(facts.call.id).toBe(allHands.id);
});

describe('a meeting, which is no event, by the name that the last list of calls gave it', () => {
  const conversation = 'meetings';
  const day = operations.start;

  it('is found while that list is in mind, the newest of that name', async () => {
    const words = `calls ${new Date(day).toISOString().slice(0, 10)}`;
    const { facts } = await chat.say(words, { conversation });
    expect(facts.calls.map((one: { title: string }) => one.title)).toContain('Weekly Operations Review');
    for (const which of ['weekly operations review', 'operations']) {
      const answer = await chat.say(`quality ${which}`, { conversation });
      expect(answer.problem).toBeUndefined();
      expect(answer.facts.call.id).toBe(operations.id);
    }
  });

  it('is nothing to somebody else, nor what merely sounds like it', async () => {
    const sofia = { person: people.attendee.id, conversation: 'elsewhere' };
    expect((await chat.say('quality weekly operations review', sofia)).problem).toBe('not-found');
    expect((await chat.say('quality weakly oparation', { conversation })).problem).toBe('not-found');
  });
});
