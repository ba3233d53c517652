import { createWorld } from '../../src/sandbox/world/world';
import { NOON, startChat, type Chat } from './chat';

const MINUTE = 60_000;
const TITLE = 'Spring Product Briefing';
const CHECK = '/checkMemberGroups';
const world = createWorld({ seed: 1, now: NOON, attendees: 60 });
const event = world.events.find(one => one.title === TITLE)!;
const [session] = event.sessions;
const meeting = world.meetings.find(one => one.subject === 'Weekly Operations Review')!;

let chat: Chat;
let reader: string;
beforeAll(async () => {
  chat = await startChat({ readers: { people: [world.people.stranger.id.toUpperCase()] } });
  reader = chat.sandbox.eventsOffice.member;
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const as = (conversation: string, person = reader) => ({ person, conversation });

describe.each([
  ['of a group', () => reader],
  ['by their own id', () => world.people.stranger.id],
])('a reader, %s', (how, who) => {
  it.each([
    ['title', () => TITLE.toLowerCase()],
    ['id', () => event.id],
    ['join link', () => session!.joinWebUrl],
    ['kind and a part of the title', () => 'webinar spring product'],
  ])('reads an event of others by %s', async (_, which) => {
    const { problem, facts } = await chat.say(`attendance ${which()}`, as(`${how} ${which()}`, who()));
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ subject: { title: TITLE, role: 'reader' }, attended: 264 });
  });

  it('reads its people, and goes on by number, button and page', async () => {
    const where = as(`${how} goes on`, who());
    const people = await chat.say(`participants ${TITLE}`, where);
    expect(people.facts.people).toHaveLength(10);
    expect(JSON.stringify(people.card)).toContain('you may read this');
    expect((await chat.say('participants page 2', where)).facts.page).toBe(2);
    expect((await chat.press('registrations', { args: { kind: event.kind, id: event.id } }, where)).problem).toBe(
      undefined,
    );
    expect((await chat.say('export', where)).files!.length).toBeGreaterThan(0);
  });

  it('makes nothing', async () => {
    const args = { kind: event.kind, id: event.id };
    for (const name of ['new-session', 'watch'])
      expect((await chat.press(name, { args }, as(`${how} makes`, who()))).problem).toBe('readers-only-read');
  });

  it('has a list of their own events alone', async () => {
    const { facts } = await chat.say('events', as(`${how} list`, who()));
    expect(JSON.stringify(facts.events)).not.toContain(TITLE);
  });

  it('reads a meeting by the link that names its organiser, and then by its buttons', async () => {
    const where = as(`${how} meeting`, who());
    const { facts, problem } = await chat.say(`attendance ${meeting.joinWebUrl}`, where);
    expect(problem).toBeUndefined();
    expect(facts.subject).toMatchObject({ kind: 'meeting', role: 'reader' });
    const { problem: none } = await chat.press('reports', { args: { kind: 'meeting', id: facts.subject.id } }, where);
    expect(none).toBeUndefined();
  });

  it('is told the exact cause, as who runs it is', async () => {
    chat.sandbox.faults.add({ path: new RegExp(`webinars/${event.id}$`), fault: { status: 403 } });
    const { problem } = await chat.press('event', { args: { kind: event.kind, id: event.id } }, as(how, who()));
    expect(problem).toBe('access-policy-missing');
  });
});

it('somebody else is none', async () => {
  const where = as('else', world.people.attendee.id);
  expect((await chat.say(`attendance ${TITLE}`, where)).problem).toBe('not-found');
  expect((await chat.say(`attendance ${event.id}`, where)).problem).toBe('not-found');
  expect((await chat.say(`attendance ${meeting.joinWebUrl}`, where)).problem).toBe('meeting-not-found');
});

it('whoever runs an event is asked for in no group', async () => {
  const { paths } = await chat.requestsOf(() => chat.say(`attendance ${TITLE}`));
  expect(paths.filter(path => path.endsWith(CHECK))).toEqual([]);
});

it('missing and forbidden ask the same', async () => {
  const asked = async (id: string) => {
    chat.moveClock(11 * MINUTE);
    const where = as('same', world.people.presenter.id);
    const { paths } = await chat.requestsOf(() => chat.press('attendance', { args: { kind: event.kind, id } }, where));
    return paths.map(path => path.replace(/[0-9a-f]{8}-[0-9a-f@-]{27,}/g, '{id}'));
  };
  const forbidden = await asked(event.id);
  expect(forbidden).toContainEqual(expect.stringMatching(/checkMemberGroups$/));
  expect(forbidden).toEqual(await asked(`${event.id}0`));
});

it('a group is asked for every five minutes; what it is not known of is no, and asked again at once', async () => {
  chat.moveClock(11 * MINUTE);
  const ask = () =>
    chat.requestsOf(() => chat.press('event', { args: { kind: event.kind, id: event.id } }, as('group')));
  const checks = ({ paths }: { paths: string[] }) => paths.filter(path => path.endsWith(CHECK)).length;
  const [first, second] = [await ask(), await ask()];
  expect([first, second].map(checks)).toEqual([1, 0]);
  chat.moveClock(5 * MINUTE);
  chat.sandbox.faults.add({ path: /checkMemberGroups/, fault: { status: 403 } });
  expect((await ask()).result.problem).toBe('not-found');
  expect(chat.log.some(one => one.event.startsWith('could not find out'))).toBe(true);
  chat.sandbox.faults.clear();
  const again = await ask();
  expect(again.result.problem).toBeUndefined();
  expect(checks(again)).toBe(1);
});

it('what a group was asked for does not count for longer because something was read by it', async () => {
  chat.moveClock(11 * MINUTE);
  const where = as('longer');
  const ids = { kind: event.kind, id: event.id };
  expect((await chat.press('event', { args: ids }, where)).problem).toBeUndefined();
  chat.moveClock(4.9 * MINUTE);
  expect((await chat.press('participants', { args: ids }, where)).problem).toBeUndefined();
  chat.moveClock(0.2 * MINUTE);
  chat.sandbox.faults.add({ path: /checkMemberGroups/, fault: { status: 403 } });
  expect((await chat.say('participants page 2', where)).problem).toBe('not-found');
});
