import { startChat, type Chat, type Said } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

const titles = ({ facts }: Said): string[] => facts.events.map((one: any) => one.title);

const touches = ({ start, end }: any, from: string, to: string) => start?.at < to && end?.at > from;

async function everyPage(words: string): Promise<any[]> {
  const all: any[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { facts } = await chat.say(`${words} page ${page}`);
    pages = facts.pages;
    all.push(...facts.events);
  }
  return all;
}

describe('events', () => {
  it('lists running ones, then coming by date, then past newest first, ten a page', async () => {
    const first = await chat.say('events');
    expect(first.facts).toMatchObject({ page: 1, filter: 'all', find: '', unread: [] });
    expect(first.facts.events).toHaveLength(10);
    const all = await everyPage('events');
    expect(all).toHaveLength(first.facts.total);
    expect(all.map(one => one.number)).toEqual(all.map((_, index) => index + 1));
    const order = ['running', 'coming', 'draft', 'ended'];
    const ranks = all.map(one => order.indexOf(one.phase === 'canceled' ? 'ended' : one.phase));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const starts = (phase: string) => all.filter(one => one.phase === phase).map(one => Date.parse(one.start.at));
    expect(starts('coming')).toEqual([...starts('coming')].sort((a, b) => a - b));
    expect(starts('ended')).toEqual([...starts('ended')].sort((a, b) => b - a));
    expect(all.map(one => one.title)).not.toContain('Board Preparation Briefing');
    expect(all.find(one => one.title === 'Engineering Guild Forum').role).toBe('coOrganizer');
  });

  it.each<[string, (one: any) => boolean]>([
    ['events coming', one => one.phase === 'coming'],
    ['events upcoming', one => one.phase === 'coming'],
    ['events past', one => one.phase === 'ended'],
    ['events live', one => one.phase === 'running'],
    ['events cancelled', one => one.phase === 'canceled'],
    ['events canceled', one => one.phase === 'canceled'],
    ['events draft', one => one.phase === 'draft'],
    ['events webinars', one => one.kind === 'webinar'],
    ['events townhalls', one => one.kind === 'townhall'],
    ['events town halls', one => one.kind === 'townhall'],
    ['my events past town halls', one => one.phase === 'ended' && one.kind === 'townhall'],
    ['events past webinars', one => one.phase === 'ended' && one.kind === 'webinar'],
    ['events webinars past', one => one.phase === 'ended' && one.kind === 'webinar'],
    ['events town halls coming', one => one.phase === 'coming' && one.kind === 'townhall'],
    ['events yesterday', one => touches(one, '2026-11-17', '2026-11-18')],
    ['events in October', one => touches(one, '2026-10-01', '2026-11-01')],
    ['events customer webinar series', one => one.title.startsWith('Customer Webinar Series')],
    ['events webinars in October', one => one.kind === 'webinar' && touches(one, '2026-10-01', '2026-11-01')],
  ])('%s', async (words, holds) => {
    const all = await everyPage(words);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(one => !holds(one))).toEqual([]);
    const whole = await everyPage('events');
    expect(all).toHaveLength(whole.filter(holds).length);
  });

  it('reads days in the zone of the asker', async () => {
    // Half past three in the afternoon in UTC is tomorrow in Auckland already.
    const utc = await chat.say('events yesterday');
    const auckland = await chat.say('events yesterday', { zone: 'Pacific/Auckland' });
    expect(titles(utc)).toContain('Spring Product Briefing');
    expect(titles(auckland)).not.toContain('Spring Product Briefing');
  });

  it('is empty in words where nothing fits', async () => {
    const { facts, problem, card } = await chat.say('events zebra crossing');
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ events: [], matching: 0, find: 'zebra crossing' });
    expect(card.speak).not.toBe('');
  });

  it('pages, filters and goes back without asking Graph, for five minutes', async () => {
    const conversation = 'paging';
    const first = await chat.say('events', { conversation });
    const { paths, result } = await chat.requestsOf(async () => {
      const second = await chat.pressOn(first, 'events', args => args.page === 2, { conversation });
      const back = await chat.pressOn(second, 'events', args => args.page === 1, { conversation });
      const past = await chat.pressOn(back, 'events', args => args.filter === 'past', { conversation });
      await chat.pressOn(past, 'events', args => args.filter === 'past' && args.page === 2, { conversation });
      await chat.say('events page 3', { conversation });
      return back;
    });
    expect(paths).toEqual([]);
    expect(titles(result)).toEqual(titles(first));
    const fresh = await chat.requestsOf(() => chat.say('events', { conversation }));
    expect(fresh.paths.length).toBeGreaterThan(0);
  });

  it('reads again after five minutes: so long Graph’s word on who runs what counts', async () => {
    const first = await chat.say('events');
    chat.moveClock(4.9 * 60_000);
    const kept = await chat.requestsOf(() => chat.pressOn(first, 'events', args => args.page === 2));
    expect(kept.paths).toEqual([]);
    chat.moveClock(0.2 * 60_000);
    const late = await chat.requestsOf(() => chat.pressOn(first, 'events', args => args.page === 2));
    expect(late.paths.length).toBeGreaterThan(0);
    chat.moveClock(-5.1 * 60_000);
  });

  it('names the lists that could not be read', async () => {
    chat.sandbox.faults.add({ path: /townhalls\/getByUserIdAndRole.*coOrganizer/, fault: { status: 403 } });
    const { facts } = await chat.say('events');
    chat.sandbox.faults.clear();
    expect(facts.unread).toEqual([{ kind: 'townhall', role: 'coOrganizer' }]);
    expect(facts.total).toBeGreaterThan(20);
  });

  it('goes out as one batch', async () => {
    const { paths } = await chat.requestsOf(() => chat.say('events'));
    expect(paths.filter(path => path.endsWith('/$batch'))).toHaveLength(1);
  });
});

describe('event, sessions and session', () => {
  it('shows an event whole', async () => {
    const { facts } = await chat.say('event all-hands');
    expect(facts.subject).toMatchObject({ title: 'Tidewater All-Hands: Where We Stand', role: 'organizer' });
    expect(facts.event.description).toBeTruthy();
    expect(facts.sessions).toHaveLength(1);
  });

  it('lists sessions by time, and numbers lead on to them', async () => {
    const conversation = 'sessions';
    const { facts } = await chat.say('sessions of the bootcamp', { conversation });
    expect(facts.sessions.map((one: any) => one.title)).toEqual([
      'Day 1: Modelling',
      'Day 2: Pipelines',
      'Day 3: Dashboards',
    ]);
    expect((await chat.say('attendance 1', { conversation })).facts).toMatchObject({ attended: 58 });
    expect((await chat.say('session 3', { conversation })).facts.session.subject).toBe('Day 3: Dashboards');
    expect((await chat.say('attendance 3', { conversation })).facts.code).toBe('not-started');
    expect((await chat.say('2', { conversation })).facts.session.subject).toBe('Day 2: Pipelines');
    expect((await chat.say('attendance', { conversation })).facts.attended).toBe(51);
    expect((await chat.say('attendance 4', { conversation })).facts).toMatchObject({
      code: 'no-such-number',
      listLength: 3,
    });
  });

  it('shows every property of a session', async () => {
    const { facts } = await chat.say('session all-hands');
    expect(Object.keys(facts.session.properties).length).toBeGreaterThan(20);
    expect(facts.subject.sessionId).toBe(facts.session.id);
  });

  it('asks which session of several, and a number answers', async () => {
    const conversation = 'which session';
    const choice = await chat.say('session bootcamp', { conversation });
    expect(choice.facts).toMatchObject({ code: 'which-one', command: 'session', matching: 3 });
    expect((await chat.say('2', { conversation })).facts.session.subject).toBe('Day 2: Pipelines');
  });

  it('tells of an event without sessions', async () => {
    expect((await chat.say('sessions summer campus tour')).facts).toMatchObject({ sessions: [], matching: 0 });
    expect((await chat.say('session summer campus tour')).problem).toBe('no-sessions');
  });
});

describe('help and words that begin with no command', () => {
  it.each(['help', 'Hi', 'hello', 'HEY', '?', 'start', '/help', 'help me'])('%j', async words => {
    const { facts, problem } = await chat.say(words);
    expect(problem).toBeUndefined();
    expect(facts.commands.map((one: any) => one.name)).toContain('attendance');
  });

  it.each([
    ['all-hands', 'Tidewater All-Hands: Where We Stand'],
    ['spring product', 'Spring Product Briefing'],
    ['strategy town hall', 'Strategy Town Hall: The Next Three Years'],
    ['relaese retrospective', 'Release Retrospective'],
    ['next', 'Product Launch Preview: Harbor 5'],
    ['the last one', 'Security Awareness Hour'],
  ])('%j alone shows that event', async (words, title) => {
    expect((await chat.say(words)).facts.subject.title).toBe(title);
  });

  it('live alone is one of those running, not a title with the word in it', async () => {
    expect((await chat.say('live')).facts).toMatchObject({ code: 'which-one', matching: 3 });
  });

  it.each([
    ['attendence all-hands', 'attended'],
    ['atendance all-hands', 'attended'],
    ['evnts', 'events'],
    ['sesions bootcamp', 'sessions'],
    ['particpants all-hands', 'people'],
  ])('%j is understood', async (words, fact) => {
    expect((await chat.say(words)).facts).toHaveProperty(fact);
  });

  it('names the nearest command', async () => {
    expect((await chat.say('attend')).facts).toMatchObject({
      code: 'unknown-command',
      nearest: expect.arrayContaining(['attendance']),
    });
    expect((await chat.say('prtcpnts')).facts.nearest).toContain('participants');
  });

  it('a bare number opens it from the last list', async () => {
    const conversation = 'bare';
    expect((await chat.say('3', { conversation })).problem).toBe('no-list-yet');
    const { facts } = await chat.say('events', { conversation });
    expect((await chat.say('3', { conversation })).facts.subject.id).toBe(facts.events[2].id);
    expect((await chat.say('#12', { conversation })).problem).toBeUndefined();
  });
});
