import { startChat, type Chat } from '../chat';
import { ATTENDEES, betweenTwo, callOf, people, records } from './call-desk';

let chat: Chat;
let reader: string;
beforeAll(async () => {
  chat = await startChat({ ...ATTENDEES, readers: { people: [] } });
  reader = chat.sandbox.eventsOffice.member;
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const LIST = '/communications/callRecords?';
const REFUSED = {
  status: 403,
  body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } },
};

/** Whether somebody is among the participants of a call. */
function wasIn(id: string, person: string): boolean {
  const { participants } = records.find(one => one.id === id)!;
  return Array.from({ length: participants.count }, (_, index) => participants.participant(index).id).includes(person);
}
const ids = (facts: { calls: { id: string }[] }) => facts.calls.map(one => one.id);

describe('calls of one’s own', () => {
  it('are those of one’s events and meetings, newest first, with title, number and what a button needs', async () => {
    const { facts, problem } = await chat.say('calls yesterday');
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({
      scope: 'own',
      day: '2026-11-17',
      window: { start: '2026-11-17T00:00:00.000Z', end: '2026-11-18T00:00:00.000Z' },
      page: 1,
      pages: 1,
    });
    expect(facts.calls.map((one: { title: string }) => one.title)).toEqual([
      'Tidewater All-Hands: Where We Stand',
      'Client Onboarding Call',
      'Spring Product Briefing',
      'Data Platform Bootcamp: Day 2: Pipelines',
    ]);
    expect(facts.calls.map((one: { number: number }) => one.number)).toEqual([1, 2, 3, 4]);
    expect(facts.calls[0].found).toMatchObject({ kind: 'townhall', session: expect.any(String) });
    expect(ids(facts)).not.toContain(betweenTwo.id);
    expect(facts).not.toHaveProperty('incomplete');
  });

  it('a co-organiser has those of the events, whether they were in them or not', async () => {
    const { facts } = await chat.say('calls yesterday', { person: people.coOrganizer.id, conversation: 'co' });
    expect(ids(facts)).toContain(callOf('Spring Product Briefing').id);
    expect(ids(facts)).not.toContain(callOf('Client Onboarding Call').id);
  });

  it('nobody has those that they only took part in', async () => {
    for (const { id } of [people.presenter, people.attendee, people.stranger]) {
      const { facts } = await chat.say('calls last week', { person: id, conversation: id });
      expect(facts).toMatchObject({ scope: 'own', total: 0, calls: [] });
    }
  });

  it('are of the last 24 hours where no date is said', async () => {
    const { facts } = await chat.say('calls', { conversation: 'lately' });
    expect(facts.window).toEqual({ start: '2026-11-17T15:30:00.000Z', end: '2026-11-18T15:30:00.000Z' });
    expect(facts).not.toHaveProperty('day');
  });

  it('are paged: in words, by button, without asking for the list again', async () => {
    const as = { conversation: 'paged' };
    const first = await chat.say('calls last week', as);
    expect(first.facts).toMatchObject({ day: '2026-11-09/2026-11-15', total: 16, pages: 2 });
    expect(first.facts.calls).toHaveLength(10);
    const words = await chat.requestsOf(() => chat.say('calls page 2', as));
    expect(words.result.facts.calls.map((one: { number: number }) => one.number)).toEqual([11, 12, 13, 14, 15, 16]);
    const button = await chat.requestsOf(() => chat.pressOn(first, 'calls', args => args.page === 2, as));
    expect(button.result.facts).toEqual(words.result.facts);
    for (const { paths } of [words, button]) expect(paths.filter(path => path.includes(LIST))).toEqual([]);
    expect(button.paths).toEqual([]);
    expect((await chat.say('call 12', as)).facts.call.id).toBe(words.result.facts.calls[1].id);
  });

  it.each<[string, string, string]>([
    ['the zone of the asker', 'Pacific/Auckland', '2026-11-17T11:00:00.000Z'],
    ['another', 'America/Los_Angeles', '2026-11-17T08:00:00.000Z'],
  ])('begin where the day does in %s', async (how, zone, start) => {
    const words = zone.startsWith('Pacific') ? 'calls 18 November' : 'calls 2026-11-17';
    expect((await chat.say(words, { zone, conversation: how })).facts.window.start).toBe(start);
  });

  it.each<[string, object]>([
    ['calls tomorrow', { code: 'not-started' }],
    ['calls next week', { code: 'not-started' }],
    ['calls 31 February', { code: 'no-such-date' }],
    ['calls September', { code: 'call-gone' }],
    ['calls 2019-01-01', { code: 'call-gone' }],
    ['calls 6 weeks ago', { code: 'call-gone' }],
  ])('%s asks Graph nothing', async (words, facts) => {
    const { result, paths } = await chat.requestsOf(() => chat.say(words, { conversation: words }));
    expect(result.facts).toMatchObject(facts);
    expect(paths).toEqual([]);
  });

  it.each(['2026-02-31', '2026-11-17/2026-11-16', '2026-13-01'])('the day %s of a button is none', async day => {
    expect((await chat.press('calls', { args: { day } })).problem).toBe('bad-action');
  });

  it('of days as a card in text writes them, with somebody', async () => {
    const { facts } = await chat.say('calls 2026-11-09/2026-11-15 me', { conversation: 'days' });
    expect(facts).toMatchObject({ day: '2026-11-09/2026-11-15', person: { isAsker: true } });
    expect((await chat.say('calls 2026-11-16/2026-11-15', { conversation: 'days' })).problem).toBe('no-such-date');
  });

  it('of a month reach back as far as Graph keeps them', async () => {
    const { facts } = await chat.say('calls October', { conversation: 'month' });
    expect(facts.window.start).toBe('2026-10-19T15:30:00.000Z');
  });
});

describe('calls of one person', () => {
  it.each<[string, string]>([
    ['a name', 'with Sofia Marchetti'],
    ['its beginning', 'sofia'],
    ['an e-mail address', people.secondCoOrganizer.email],
    ['an object id', people.presenter.id],
  ])('%s', async (how, words) => {
    const { facts, problem } = await chat.say(`calls yesterday ${words}`, { conversation: how });
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ scope: 'own', day: '2026-11-17', person: { id: expect.stringMatching(/-/) } });
  });

  it('are those of the asker’s that the person took part in', async () => {
    const { result, paths } = await chat.requestsOf(() =>
      chat.say(`calls yesterday ${people.presenter.id}`, { conversation: 'participant' }),
    );
    const asked = paths.filter(path => path.includes(LIST));
    expect(asked).toEqual([expect.stringContaining(`p/id eq '${people.presenter.id}'`)]);
    const all = (await chat.say('calls yesterday', { conversation: 'participant' })).facts;
    expect(ids(result.facts)).toEqual(ids(all).filter(id => wasIn(id, people.presenter.id)));
  });

  it('“me” is the asker, without a look into the directory', async () => {
    const { result, paths } = await chat.requestsOf(() => chat.say('calls me yesterday', { conversation: 'me' }));
    expect(result.facts.person).toEqual({ id: people.demo.id, isAsker: true });
    expect(paths.filter(path => path.includes('/users?'))).toEqual([]);
  });

  it('several are a choice, by number and by button', async () => {
    const as = { conversation: 'several' };
    const asked = await chat.say('calls yesterday maria silva', as);
    expect(asked).toMatchObject({ problem: 'which-one', facts: { asked: 'maria silva', day: '2026-11-17' } });
    const [, second] = asked.facts.choices;
    expect((await chat.say('2', as)).facts).toMatchObject({ day: '2026-11-17', person: { id: second.id } });
    const pressed = await chat.pressOn(asked, 'calls', args => args.participant === second.id, as);
    expect(pressed.facts).toMatchObject({ day: '2026-11-17', person: { id: second.id } });
    await chat.say('calls yesterday maria silva', as);
    expect((await chat.say('99', as)).problem).toBe('no-such-number');
  });

  it.each(["' or 1 eq 1", 'session:1', people.presenter.email])(
    'the id %s of a button is nobody’s',
    async participant => {
      const { result, paths } = await chat.requestsOf(() => chat.press('calls', { args: { participant } }));
      expect(result.problem).toBe('bad-action');
      expect(paths).toEqual([]);
    },
  );

  it('nobody is said so', async () => {
    const said = await chat.say('calls zzzqqq', { conversation: 'nobody' });
    expect(said.facts).toEqual({ code: 'caller-not-found', asked: 'zzzqqq' });
  });

  it('a directory that may not be read is named with its permission', async () => {
    chat.sandbox.faults.add({ path: '/users?', fault: REFUSED });
    const said = await chat.say('calls sofia', { conversation: 'directory' });
    expect(said.facts).toMatchObject({ code: 'permission-missing', permission: 'User.Read.All' });
    expect((await chat.say(`calls ${people.presenter.id}`, { conversation: 'id' })).facts.person).toEqual({
      id: people.presenter.id,
    });
  });
});

describe('calls of everybody', () => {
  it('are readers’, calls of two among them', async () => {
    const as = { person: reader, conversation: 'all' };
    const { facts } = await chat.say('calls yesterday', as);
    expect(facts.scope).toBe('all');
    expect(ids(facts)).toContain(betweenTwo.id);
    expect(ids(facts)).toContain(callOf('On-Call Handover').id);
    expect(facts.calls.find((one: { id: string }) => one.id === callOf('Spring Product Briefing').id).title).toBe(
      'Spring Product Briefing',
    );
    const number = ids(facts).indexOf(betweenTwo.id) + 1;
    expect((await chat.say(`call ${number}`, as)).facts).toMatchObject({ call: { id: betweenTwo.id }, role: 'reader' });
  });

  it('of one person are those that they were in', async () => {
    const words = `calls yesterday ${people.coOrganizer.id}`;
    const { facts } = await chat.say(words, { person: reader, conversation: 'of one' });
    const all = (await chat.say('calls yesterday', { person: reader, conversation: 'of one' })).facts;
    expect(ids(facts)).toEqual(ids(all).filter(id => wasIn(id, people.coOrganizer.id)));
    expect(ids(facts)).toContain(betweenTwo.id);
  });
});

describe('a list that could not be read', () => {
  it('names the permission that is missing', async () => {
    chat.sandbox.faults.add({ path: '/communications/', fault: REFUSED });
    for (const words of ['calls', 'call all-hands']) {
      const { facts } = await chat.say(words, { conversation: `missing ${words}` });
      expect(facts).toMatchObject({ code: 'permission-missing', permission: 'CallRecords.Read.All' });
    }
  });

  it('says so where a later page is missing', async () => {
    // The second list is that of an organiser of an event that the asker co-organises.
    chat.sandbox.faults.add({ path: LIST, after: 1, fault: { status: 503 } });
    const { facts } = await chat.say('calls last week', { conversation: 'partial' });
    expect(facts).toMatchObject({ incomplete: true, incompleteBecause: 'graph-unavailable', total: facts.callsRead });
    expect(facts.total).toBeGreaterThan(0);
    chat.sandbox.faults.clear();
    // The list as it was read serves for another page; "Read again" reads it.
    const args = { day: facts.day };
    const page = await chat.press('calls', { args: { ...args, page: 1 } }, { conversation: 'partial' });
    expect(page.facts).toMatchObject({ incomplete: true });
    const again = await chat.press('calls', { args }, { conversation: 'partial' });
    expect(again.facts).not.toHaveProperty('incomplete');
  });

  it.each([
    ['a list of events', /townhalls\/getByUserIdAndRole/],
    ['the sessions of events', /\/sessions$|batch/],
  ])('says so where %s is missing', async (how, path) => {
    chat.sandbox.faults.add({ path, fault: { status: 503 } });
    const as = { conversation: how, person: people.secondCoOrganizer.id };
    const { facts } = await chat.say('calls yesterday', as);
    expect(facts).toMatchObject({ incomplete: true, incompleteBecause: 'graph-unavailable' });
    // What was not read may have been what shows the right.
    const id = callOf('Tidewater All-Hands').id;
    for (const which of [id, '0aaaaaaa-1111-4222-8333-444444444444'])
      expect((await chat.say(`call ${which}`, { ...as, conversation: which })).problem).toBe('graph-unavailable');
  });
});
