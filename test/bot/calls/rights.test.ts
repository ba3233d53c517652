import { RIGHT_HOLDS } from '../../../src/domain/access';
import { startChat, type Chat } from '../chat';
import { ATTENDEES, betweenTwo, callOf, nobodys, people, world } from './call-desk';

const spring = callOf('Spring Product Briefing');
const operations = callOf('Weekly Operations Review');
const guild = callOf('On-Call Handover');
const event = world.events.find(one => one.title === 'Spring Product Briefing')!;

let chat: Chat;
let reader: string;
beforeAll(async () => {
  chat = await startChat({ ...ATTENDEES, readers: { people: [people.stranger.id] } });
  reader = chat.sandbox.eventsOffice.member;
});
afterAll(() => chat.close());

const commands = ['call', 'quality', 'call-sessions', 'call session 1 of'];

describe('who may see a call', () => {
  it.each<[string, string, string, string]>([
    ['the organiser of an event', people.demo.id, spring.id, 'organizer'],
    ['a co-organiser of an event', people.coOrganizer.id, spring.id, 'coOrganizer'],
    ['the organiser of a meeting', people.demo.id, operations.id, 'organizer'],
    ['a co-organiser of a meeting', people.coOrganizer.id, operations.id, 'coOrganizer'],
    ['another co-organiser of a meeting', people.demo.id, guild.id, 'coOrganizer'],
  ])('%s', async (how, person, id, role) => {
    for (const command of ['call', 'call session 1 of']) {
      const { facts, problem } = await chat.say(`${command} ${id}`, { person, conversation: `${how} ${command}` });
      expect(problem).toBeUndefined();
      expect(facts).toMatchObject({ call: { id }, role, details: 'limited', subject: { role } });
    }
  });

  it('a co-organiser by the event, its join link and its button', async () => {
    const as = { person: people.coOrganizer.id, conversation: 'ways' };
    for (const which of ['spring product briefing', event.id, event.sessions[0]!.joinWebUrl])
      expect((await chat.say(`call ${which}`, as)).facts).toMatchObject({
        call: { id: spring.id },
        role: 'coOrganizer',
      });
    const args = { call: spring.id, kind: event.kind, id: event.id, session: event.sessions[0]!.id };
    for (const more of [args, { call: spring.id }, { kind: event.kind, id: event.id }])
      expect((await chat.press('call', { args: more }, as)).facts).toMatchObject({ call: { id: spring.id } });
  });

  it.each<[string, string, string]>([
    ['a presenter', people.presenter.id, 'call'],
    ['an attendee', people.attendee.id, 'call-sessions'],
    ['a guest', people.guest.id, 'quality'],
    ['an organiser of other events', people.boardOrganizer.id, 'call session 1 of'],
  ])('not %s: the answer is that of a call which never was, and so is the way to it', async (how, person, command) => {
    const ask = (which: string) =>
      chat.requestsOf(() => chat.say(`${command} ${which}`, { person, conversation: `${how} ${which}` }));
    await ask(nobodys);
    const never = await ask(nobodys);
    for (const { id } of [spring, operations, betweenTwo]) {
      const forbidden = await ask(id);
      expect(forbidden.result.facts).toEqual({ code: 'call-not-found' });
      expect(JSON.stringify(forbidden.result.card).replaceAll(id, nobodys)).toBe(JSON.stringify(never.result.card));
      expect(forbidden.paths.map(shape)).toEqual(never.paths.map(shape));
    }
  });

  it('nobody but readers a call of two, not even whoever was in it', async () => {
    for (const person of [people.demo.id, people.coOrganizer.id])
      expect((await chat.say(`call ${betweenTwo.id}`, { person, conversation: person })).problem).toBe(
        'call-not-found',
      );
    const { facts } = await chat.say(`call ${betweenTwo.id}`, { person: reader, conversation: 'two' });
    expect(facts).toMatchObject({ role: 'reader', details: 'all', call: { type: 'peerToPeer' } });
    expect(facts.subject).toBeUndefined();
  });

  it('an event of one’s own opens no call of others', async () => {
    const other = world.events.find(one => one.organizer.id === people.boardOrganizer.id)!;
    const args = { call: spring.id, kind: other.kind, id: other.id };
    const as = { person: people.boardOrganizer.id, conversation: 'borrowed' };
    expect((await chat.press('call', { args }, as)).facts).toEqual({ code: 'call-not-found' });
  });
});

/** A request without the ids in it. */
function shape(path: string): string {
  return path.replace(/[\da-f]{8}-[\da-f-]{27}/g, '*').replace(/JoinWebUrl eq '[^']*'/, 'JoinWebUrl');
}

it.each<[string, string, string, string | undefined]>([
  ['the organiser of a meeting', people.demo.id, operations.id, 'organizer'],
  ['a co-organiser of a meeting', people.coOrganizer.id, operations.id, 'coOrganizer'],
  ['a co-organiser of an event', people.coOrganizer.id, spring.id, 'coOrganizer'],
  ['somebody invited', people.presenter.id, operations.id, undefined],
])('asked as an app alone, %s', async (_, person, id, role) => {
  const app = await startChat({ ...ATTENDEES, signsIn: false });
  const { facts } = await app.say(`call ${id}`, { person });
  expect(facts).toMatchObject(role ? { call: { id }, role } : { code: 'call-not-found' });
  await app.close();
});

describe('details', () => {
  const devices =
    /ipAddress|macAddress|subnet|captureDeviceName|renderDeviceName|headerValue|cpuName|"port"|traceRoute/;

  it('are readers’ alone, in facts as well as on cards', async () => {
    for (const command of commands) {
      const own = await chat.say(`${command} ${spring.id}`, { conversation: `details ${command}` });
      expect(JSON.stringify([own.facts, own.card])).not.toMatch(devices);
    }
    expect((await chat.say(`quality ${spring.id}`, { conversation: 'own' })).facts.quality.byDevice).toEqual([]);
    const as = { person: reader, conversation: 'all details' };
    const { facts } = await chat.say(`call session 1 of ${spring.id}`, as);
    expect(facts).toMatchObject({ role: 'reader', details: 'all', subject: { title: event.title, role: 'reader' } });
    expect(JSON.stringify(facts)).toMatch(devices);
    expect((await chat.say('quality', as)).facts.quality.byDevice.length).toBeGreaterThan(0);
  });

  it('an organiser who is a reader too has them all', async () => {
    const both = await startChat({ ...ATTENDEES, readers: { people: [people.demo.id] } });
    const { facts } = await both.say(`call session 1 of ${spring.id}`);
    expect(facts).toMatchObject({ role: 'organizer', details: 'all' });
    await both.close();
  });
});

describe('where others read along', () => {
  const shared = { place: 'shared' as const, conversation: 'shared' };
  const names = people.demo.name;

  it('call and quality name nobody', async () => {
    for (const words of ['call', 'quality']) {
      const { facts, card, problem } = await chat.say(`${words} spring product briefing`, shared);
      expect(problem).toBeUndefined();
      expect(facts).toMatchObject({ details: 'limited', quality: { byPerson: [], byDevice: [] } });
      for (const part of [facts, card]) expect(JSON.stringify(part)).not.toContain(names);
    }
  });

  it.each([
    ['calls', 'calls'],
    ['calls yesterday', 'calls yesterday'],
    ['call sessions', `call-sessions ${spring.id}`],
    ['call sessions all-hands failed', 'call-sessions all-hands'],
    ['call session 3', `call-session 3 of ${spring.id}`],
    ['call session 3 of all-hands', 'call-session 3 of all-hands'],
  ])('%s is to be asked in private', async (words, command) => {
    await chat.say(`call ${spring.id}`, shared);
    expect((await chat.say(words, shared)).facts).toEqual({ place: 'private', command });
  });

  it('a reader has calls of their own alone', async () => {
    const as = { ...shared, person: reader };
    for (const which of [spring.id, betweenTwo.id, 'spring product briefing', event.id])
      expect((await chat.say(`call ${which}`, as)).facts).toEqual({ code: 'call-not-found' });
  });

  it('a reader has no line on the call of others either, which would lead nowhere', async () => {
    const line = async (person: string, conversation: string) => {
      const as = { ...shared, person, conversation };
      // The first answer does not wait for it long.
      for (let asked = 0; asked < 20; asked += 1) {
        const { facts } = await chat.say('attendance spring product briefing', as);
        if (facts.callQuality) return facts.callQuality;
      }
      return undefined;
    };
    expect(await line(people.demo.id, 'line of the organiser')).toMatchObject({ callId: spring.id });
    expect(await line(reader, 'line of a reader')).toBeUndefined();
  });

  it('a reader who organises it sees no device there', async () => {
    const both = await startChat({ ...ATTENDEES, readers: { people: [people.demo.id] } });
    const { facts } = await both.say(`quality ${spring.id}`, shared);
    expect(facts).toMatchObject({ role: 'organizer', details: 'limited', quality: { byDevice: [], byPerson: [] } });
    await both.close();
  });
});

it('where figures only are shown, call and quality name nobody, and the rest is refused', async () => {
  const as = { figuresOnly: true, conversation: 'figures' };
  for (const words of ['call', 'quality']) {
    const { facts, card } = await chat.say(`${words} spring product briefing`, as);
    expect(facts.quality).toMatchObject({ byPerson: [], byDevice: [] });
    for (const part of [facts, card]) expect(JSON.stringify(part)).not.toContain(people.demo.name);
  }
  for (const words of ['calls', 'call sessions all-hands', 'call session 1 of all-hands'])
    expect((await chat.say(words, as)).facts).toEqual({ code: 'figures-only' });
});

describe('what was kept', () => {
  it('is shown while the right to it holds, and asked about after that', async () => {
    const as = { conversation: 'kept' };
    await chat.say(`call sessions ${spring.id}`, as);
    const page = (number: number) => chat.requestsOf(() => chat.say(`call sessions page ${number}`, as));
    expect((await page(2)).paths).toEqual([]);
    chat.moveClock(RIGHT_HOLDS + 1);
    const later = await page(3);
    expect(later.result.facts).toMatchObject({ page: 3, call: { id: spring.id } });
    expect(later.paths.some(path => path.endsWith(spring.id))).toBe(true);
    expect(later.paths.some(path => path.includes('/sessions?$expand'))).toBe(false);
  });

  it('is nobody else’s', async () => {
    await chat.say(`call sessions ${spring.id}`, { conversation: 'mine' });
    const args = { call: spring.id, page: 2 };
    const as = { person: people.presenter.id, conversation: 'mine' };
    expect((await chat.press('call-sessions', { args }, as)).facts).toEqual({ code: 'call-not-found' });
  });
});
