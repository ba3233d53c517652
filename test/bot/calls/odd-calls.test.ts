import { CARD_BYTES } from '../../../src/cards/card';
import { startChat, NOON, type Chat } from '../chat';
import { ATTENDEES, callOf, people, records } from './call-desk';

/* Calls of every kind that the pretend tenant has: phones, nulls, words never seen; and lists that lead astray. */

const DAY = 24 * 3_600_000;
const held = callOf('Weekly Operations Review');
/** Of no event and no meeting, kept by Graph and written by now. */
const odd = records.filter(
  one =>
    one.start > NOON - 29 * DAY &&
    one.versions.some(version => version.readyAt <= NOON) &&
    (one.type !== 'groupCall' || one.joinWebUrl === null || one.organizer?.id === people.secondCoOrganizer.id),
);

let chat: Chat;
let person: string;
beforeAll(async () => {
  chat = await startChat({ ...ATTENDEES, readers: { people: [] } });
  person = chat.sandbox.eventsOffice.member;
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

it('there are some', () => {
  expect(odd.length).toBeGreaterThan(3);
});

it.each(odd.map(one => [`${one.type} of ${new Date(one.start).toISOString()}`, one.id] as const))(
  '%s is answered, with each of its sessions',
  async (conversation, id) => {
    const as = { person, conversation };
    const list = await chat.say(`call sessions ${id}`, as);
    expect(list.problem).toBeUndefined();
    const asked = ['call', 'quality', 'call sessions failed', 'call sessions poor'];
    for (let number = 1; number <= list.facts.total; number += 1) asked.push(`call session ${number}`);
    for (const words of asked) {
      const { problem, card, facts } = await chat.say(words, as);
      expect([words, problem]).toEqual([words, undefined]);
      expect(facts.call.id).toBe(id);
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(CARD_BYTES);
    }
  },
);

it.each(['self-link', 'foreign-link', 'metadata-link', 'duplicate-page'] as const)(
  'pages of sessions with a %s are no more than was read',
  async fault => {
    chat.sandbox.faults.add({ path: '/sessions?$expand', fault });
    const { facts, problem } = await chat.say('call sessions all-hands', { conversation: fault });
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ incomplete: true, sessionsRead: facts.total, incompleteBecause: 'paging-broken' });
    expect(facts.total).toBeGreaterThan(0);
  },
);

it('whoever gave up waiting has what was read by then', async () => {
  const patience = new AbortController();
  const as = { conversation: 'patience', person: people.coOrganizer.id, signal: patience.signal };
  const progress = ({ pages }: { pages: number }) => {
    if (pages === 2) patience.abort();
  };
  const { facts } = await chat.say('call sessions all-hands', { ...as, progress });
  expect(facts).toMatchObject({ incomplete: true, incompleteBecause: 'took-too-long' });
  expect(facts.total).toBeGreaterThanOrEqual(60);
});

it.each([
  '../../users',
  "' or 1 eq 1",
  '🎉',
  '__proto__',
  '${card.body}',
  `${held.id}?$expand=sessions`,
  'x'.repeat(400),
])('call %s is nothing that is there', async which => {
  for (const command of ['call', 'quality', 'call sessions', 'call session 1 of'])
    expect((await chat.say(`${command} ${which}`, { conversation: `bad ${command} ${which}` })).problem).toBe(
      'not-found',
    );
});
