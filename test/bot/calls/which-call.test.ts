import { startChat, type Chat } from '../chat';
import { ATTENDEES, betweenTwo, callOf, nobodys, people, world } from './call-desk';

const MINUTE = 60_000;
const allHands = callOf('Tidewater All-Hands');
const spring = callOf('Spring Product Briefing');
const operations = callOf('Weekly Operations Review');
const channel = callOf('Design Channel Sync');
const event = world.events.find(one => one.title === 'Spring Product Briefing')!;
const [session] = event.sessions;
const meeting = world.meetings.find(one => one.subject === 'Weekly Operations Review')!;

let chat: Chat;
beforeAll(async () => {
  chat = await startChat(ATTENDEES);
});
afterAll(() => chat.close());

describe('which call is meant', () => {
  it.each<[string, string, { id: string }]>([
    ['a title', 'all-hands', allHands],
    ['words that lead to it', 'of the spring product briefing', spring],
    ['a date', '17 November webinar', spring],
    ['an event’s id', event.id, spring],
    ['a session’s id', session!.id, spring],
    ['an event’s join link', session!.joinWebUrl, spring],
    [
      'a link to the link',
      `https://nam.safelinks.protection.outlook.com/?url=${encodeURIComponent(session!.joinWebUrl)}`,
      spring,
    ],
    ['the id of the call', spring.id, spring],
    ['the same in capitals', spring.id.toUpperCase(), spring],
    ['the same with words around', `id: ${spring.id}`, spring],
    ['a meeting’s digits', meeting.joinMeetingId, operations],
    ['a meeting’s join link', meeting.joinWebUrl, operations],
    ['a meeting in a channel', world.meetings.find(one => one.subject === 'Design Channel Sync')!.joinWebUrl, channel],
    ['the id of a meeting’s call', operations.id, operations],
  ])('%s', async (how, which, { id }) => {
    const { facts, problem } = await chat.say(`call ${which}`, { conversation: how });
    expect(problem).toBeUndefined();
    expect(facts.call.id).toBe(id);
  });

  it('is found with its event, where that is the asker’s', async () => {
    for (const which of [spring.id, 'spring product briefing']) {
      const { facts } = await chat.say(`call ${which}`, { conversation: `subject ${which}` });
      expect(facts).toMatchObject({
        role: 'organizer',
        details: 'limited',
        durationSeconds: (spring.end - spring.start) / 1000,
        subject: { kind: 'webinar', id: event.id, sessionId: session!.id, title: event.title },
      });
    }
    const { facts } = await chat.say(`call ${operations.id}`, { conversation: 'subject meeting' });
    expect(facts.subject).toMatchObject({ kind: 'meeting', id: meeting.id, title: 'Weekly Operations Review' });
  });

  it('of several calls of one session is the longest part of its time, and the rest are named', async () => {
    const { facts } = await chat.say('call release retrospective');
    const others = facts.others.map((one: { startDateTime: string }) => one.startDateTime);
    expect(others).toHaveLength(2);
    expect([...others].sort().reverse()).toEqual(others);
    expect(facts.durationSeconds).toBeGreaterThan(38 * 60);
    const press = await chat.pressOn(
      await chat.say('call release retrospective'),
      'call',
      args => args.call === facts.others[0].id,
    );
    expect(press.facts.call.id).toBe(facts.others[0].id);
    expect(press.facts.others.map((one: { id: string }) => one.id)).toContain(facts.call.id);
  });

  it('of a series of meetings is the newest', async () => {
    const { facts } = await chat.say(`call ${meeting.joinMeetingId}`, { conversation: 'series' });
    expect(facts.others.map((one: { startDateTime: string }) => one.startDateTime.slice(0, 10))).toEqual([
      '2026-11-09',
      '2026-11-02',
      '2026-10-26',
    ]);
  });

  it('nothing named is the call just spoken of, or that of the event just spoken of', async () => {
    const as = { conversation: 'spoken' };
    expect((await chat.say('call', as)).problem).toBe('nothing-named');
    await chat.say('attendance all-hands', as);
    expect((await chat.say('call', as)).facts.call.id).toBe(allHands.id);
    await chat.say(`call ${spring.id}`, as);
    for (const words of ['call', 'quality of it', 'quality', 'call sessions of this call'])
      expect((await chat.say(words, as)).facts.call.id).toBe(spring.id);
    expect((await chat.say('attendance', as)).facts.subject.id).toBe(event.id);
    await chat.say('event all-hands', as);
    expect((await chat.say('quality', as)).facts.call.id).toBe(allHands.id);
  });

  it('in a meeting’s own chat is that meeting’s', async () => {
    const here = {
      threadId: meeting.threadId,
      meeting: async () => ({ meetingId: meeting.id, organizerId: people.demo.id }),
    };
    for (const words of ['call', 'quality of this call', 'call here'])
      expect((await chat.say(words, { conversation: `here ${words}`, here })).facts.call.id).toBe(operations.id);
  });

  it('a number is one of the list of calls, while that is the last list', async () => {
    const as = { conversation: 'numbers' };
    const list = await chat.say('calls yesterday', as);
    const ids = list.facts.calls.map((one: { id: string }) => one.id);
    expect((await chat.say('call 3', as)).facts.call.id).toBe(ids[2]);
    expect((await chat.say('quality #2', as)).facts.call.id).toBe(ids[1]);
    expect((await chat.say('1', as)).facts.call.id).toBe(ids[0]);
    for (const number of [1, 2])
      expect((await chat.say(`attendance ${number}`, as)).facts.subject.title).toBe(list.facts.calls[number - 1].title);
    expect((await chat.say('attendance 99', as)).problem).toBe('no-such-number');
    expect((await chat.say('call 99', as)).facts).toEqual({
      code: 'no-such-number',
      asked: '99',
      listLength: ids.length,
    });
    expect((await chat.say('call -1', as)).problem).toBe('no-such-number');
    await chat.say('events spring', as);
    expect((await chat.say('call 1', as)).facts.call.id).toBe(spring.id);
  });

  it('a choice of events goes on with the call of the one chosen', async () => {
    const as = { conversation: 'choice' };
    const asked = await chat.say('quality harbor', as);
    expect(asked).toMatchObject({ problem: 'which-one', facts: { command: 'quality' } });
    const [first] = asked.facts.choices;
    const chosen = await chat.say('1', as);
    expect(chosen.facts.title ?? chosen.facts.subject?.title).toContain(first.title.split(':')[0]);
  });
});

describe('what has no call', () => {
  it.each<[string, string, object]>([
    ['has not begun', 'next', { code: 'not-started' }],
    ['is running', 'events live', { code: 'still-running' }],
    ['ended less than an hour ago', 'security awareness hour', { code: 'call-not-ready' }],
    ['ended over 30 days ago', 'customer webinar series 1', { code: 'call-gone' }],
    ['was cancelled', 'events cancelled', { code: 'event-canceled' }],
    ['is a draft', 'events draft', { code: 'event-draft' }],
    ['is nobody’s id', nobodys, { code: 'call-not-found' }],
    ['is another’s call of two', betweenTwo.id, { code: 'call-not-found' }],
    ['is no id', '0aaaaaaa-1111', { code: 'not-found' }],
    ['is no meeting', 'https://example.com/', { code: 'not-a-meeting-link' }],
  ])('%s', async (how, which, facts) => {
    const named = filters.includes(which) ? await idOf(which) : which;
    const said = await chat.say(`call ${named}`, { conversation: how });
    expect(said.facts).toMatchObject(facts);
    expect(said.card.body.length).toBeGreaterThan(0);
  });

  it('says when the record is there at the latest', async () => {
    const { facts } = await chat.say('call security awareness hour', { conversation: 'ready' });
    const ended = world.events.find(one => one.title === 'Security Awareness Hour')!.end!;
    expect(facts.at).toBe(new Date(ended + 60 * MINUTE).toISOString());
  });

  it('asks nothing of calls where they are too old, or to come', async () => {
    for (const which of ['customer webinar series 1', 'next']) {
      const { paths } = await chat.requestsOf(() => chat.say(`call ${which}`, { conversation: `asks ${which}` }));
      expect(paths.filter(path => path.includes('callRecords'))).toEqual([]);
    }
  });
});

const filters = ['events live', 'events cancelled', 'events draft'];

/** The event of one session that such a list begins with. */
async function idOf(list: string): Promise<string> {
  const { facts } = await chat.say(list, { conversation: list });
  const single = (id: string) => world.events.find(one => one.id === id)?.sessions.length === 1;
  return facts.events.map((one: { id: string }) => one.id).find(single) ?? facts.events[0].id;
}
