import { createRunners, ownViewOf } from '../../src/bot/own-view';
import type { Question } from '../../src/bot/command';
import type { EventSource } from '../../src/domain/sources';
import { startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

const shared = { place: 'shared' as const, conversation: 'own views' };

describe('who run what an answer is about', () => {
  it('are the asker first, the organiser and the co-organisers', async () => {
    const { demo, coOrganizer, secondCoOrganizer } = chat.sandbox.people;
    const { ownView } = await chat.say('attendance all-hands', { ...shared, person: coOrganizer });
    expect(ownView?.people[0]).toBe(coOrganizer);
    expect(new Set(ownView?.people)).toEqual(new Set([demo, coOrganizer, secondCoOrganizer]));
  });

  it('of a meeting outside its chat are its organiser alone: Graph gives it to nobody else by id', async () => {
    const { ownView } = await chat.say('attendance 367726574046', shared);
    expect(ownView).toMatchObject({ command: 'attendance', args: { kind: 'meeting', report: expect.any(String) } });
    expect(new Set(ownView?.people)).toEqual(new Set([chat.sandbox.people.demo]));
  });

  it('are those of every event of a comparison', async () => {
    const both = await chat.say('compare all-hands with engineering guild forum', shared);
    const one = await chat.say('attendance all-hands', shared);
    const other = await chat.say('attendance engineering guild forum', shared);
    const inBoth = one.ownView!.people.filter(id => other.ownView!.people.includes(id));
    expect(new Set(both.ownView?.people)).toEqual(new Set(inBoth));
    expect(one.ownView!.people.length).toBeGreaterThan(new Set(inBoth).size);
  });
});

it.each<[string, object]>([
  ['in personal chat', { place: 'personal' }],
  ['of figures only', { figuresOnly: true }],
])('there is none %s', async (_, as) => {
  expect((await chat.say('attendance all-hands', { ...shared, ...as })).ownView).toBeUndefined();
});

it.each([
  'events',
  'help',
  'sessions bootcamp',
  'session all-hands',
  'participants all-hands',
  'attendance of nothing',
])('there is none of "%s"', async words => {
  expect((await chat.say(words, shared)).ownView).toBeUndefined();
});

it('asks by ids and views alone, and again comes to the same', async () => {
  for (const words of [
    'event all-hands',
    'attendance all-hands',
    'attendance bootcamp all reports',
    'reports retrospective',
    'registrations energy savings question 3',
    'compare last 3 customer webinar series',
  ]) {
    const said = await chat.say(words, shared);
    const { command, args } = said.ownView!;
    expect(JSON.stringify(args)).not.toMatch(/all-hands|bootcamp|retrospective|savings|series/i);
    const again = await chat.press(command, JSON.parse(JSON.stringify({ args })), shared);
    expect(again.problem).toBeUndefined();
    expect(again.card.speak).toBe(said.card.speak);
  }
});

describe('notes of what was read', () => {
  const event = { kind: 'webinar' as const, id: 'e', coOrganizers: [{ id: 'c' }, {}], confirmedRoles: [] };
  const source = {
    event: async () => ({ ...event, organizer: { id: 'o' } }),
    events: async () => ({ events: [{ ...event, coOrganizers: [] }], unread: [] }),
    meetingById: async () => {
      throw new Error('refused');
    },
  } as unknown as EventSource;

  it('prefer an event that was read by itself to one of a list', async () => {
    const runners = createRunners();
    const noting = runners.noting(source);
    expect(runners.of({ kind: 'webinar', id: 'e' })).toBeUndefined();
    await noting.event('e');
    await noting.events();
    expect(runners.of({ kind: 'webinar', id: 'e' })).toEqual(['o', 'c']);
  });

  it('hold nothing of what was refused', async () => {
    const runners = createRunners();
    await expect(runners.noting(source).meetingById('e')).rejects.toThrow('refused');
    expect(runners.of({ kind: 'meeting', id: 'e' })).toBeUndefined();
  });
});

it('is not made of facts without a subject', () => {
  const question = { card: { place: 'shared', figuresOnly: false }, asker: {} } as unknown as Question;
  expect(ownViewOf({}, { code: 'x' }, question, createRunners())).toBeUndefined();
});
