import { startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat({ pageSize: 50 });
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const names = (people: any[]) => people.map(person => person.name);

describe('participants', () => {
  it('names people, ten a page', async () => {
    const { facts } = await chat.say('participants spring product briefing');
    expect(facts).toMatchObject({
      attended: 264,
      matching: 264,
      page: 1,
      pages: 27,
      sort: 'name',
      filter: 'all',
      find: '',
    });
    expect(facts.people).toHaveLength(10);
  });

  it.each([
    ['late', (one: any) => one.late],
    ['left early', (one: any) => one.leftEarly],
    ['left-early', (one: any) => one.leftEarly],
    ['who left early', (one: any) => one.leftEarly],
    ['stayed', (one: any) => one.stayedToEnd],
    ['who stayed to the end', (one: any) => one.stayedToEnd],
    ['brief', (one: any) => one.brief],
    ['presenters', (one: any) => ['Presenter', 'Organizer'].includes(one.role)],
    ['guests', (one: any) => one.identity === 'guest'],
    ['external', (one: any) => one.identity === 'guest'],
    ['guests and external', (one: any) => one.identity === 'guest'],
    ['anonymous', (one: any) => one.identity === 'anonymous'],
    ['anonymous and dial-in', (one: any) => one.identity === 'anonymous'],
    ['late guests', (one: any) => one.late && one.identity === 'guest'],
    ['guests who left early', (one: any) => one.leftEarly && one.identity === 'guest'],
    ['late and left early by time', (one: any) => one.late && one.leftEarly],
  ])('of a report %s', async (words, holds) => {
    const { facts } = await chat.say(`participants spring product briefing ${words}`);
    expect(facts.matching).toBeGreaterThan(0);
    expect(facts.people.filter((one: any) => !holds(one))).toEqual([]);
  });

  it('agrees with the figures', async () => {
    const { facts } = await chat.say('attendance spring product briefing');
    for (const [words, figure] of [
      ['late', 'late'],
      ['left early', 'leftEarly'],
      ['stayed', 'stayedToEnd'],
      ['brief', 'brief'],
    ])
      expect((await chat.say(`participants spring product briefing ${words}`)).facts.matching).toBe(facts[figure!]);
  });

  it('sorts, pages, filters and finds without asking Graph', async () => {
    const conversation = 'views';
    const first = await chat.say('participants spring product briefing', { conversation });
    const someone = first.facts.people[3].name as string;
    const { paths } = await chat.requestsOf(async () => {
      const second = await chat.pressOn(first, 'participants', args => args.page === 2, { conversation });
      expect(names(second.facts.people)).not.toEqual(names(first.facts.people));
      const { id, kind, sessionId } = first.facts.subject;
      const args = { kind, id, session: sessionId, report: first.facts.report.id };
      const shown = { filter: 'all', sort: 'time', find: '' };
      const byTime = await chat.press('participants', { args, ...shown }, { conversation });
      const seconds = byTime.facts.people.map((one: any) => one.seconds);
      expect(seconds).toEqual([...seconds].sort((a, b) => b - a));
      const late = await chat.press('participants', { args, ...shown, filter: 'late' }, { conversation });
      expect(late.facts).toMatchObject({ filter: 'late', sort: 'time' });
      const everyone = await chat.pressOn(late, 'participants', args => !args.filter && !args.sort && !args.page, {
        conversation,
      });
      expect(everyone.facts.matching).toBe(264);
      const found = await chat.press('participants', { args, find: someone }, { conversation });
      expect(names(found.facts.people)).toContain(someone);
      expect((await chat.say(`participants find ${someone}`, { conversation })).facts.find).toBe(someone);
      expect((await chat.say('participants page 3', { conversation })).facts.page).toBe(3);
      expect((await chat.say('participants by time', { conversation })).facts.sort).toBe('time');
    });
    expect(paths).toEqual([]);
  });

  it('combines words of every kind: two filters, an order, a part of a name', async () => {
    const { facts } = await chat.say('participants spring product briefing late guests by time find a');
    expect(facts).toMatchObject({ filter: 'late+guests', sort: 'time', find: 'a' });
    const shown = facts.people.filter(
      (one: any) => one.late && one.identity === 'guest' && /a/i.test(`${one.name} ${one.email}`),
    );
    expect(shown).toHaveLength(facts.people.length);
    expect(shown.length).toBeGreaterThan(0);
  });

  it('leads to no-shows and walk-ins, which are lists of their own', async () => {
    for (const list of ['no-shows', 'walk-ins']) {
      const own = await chat.say(`${list} spring product briefing`);
      expect((await chat.say(`participants spring product briefing ${list}`)).facts).toEqual(own.facts);
      const { subject, report } = own.facts;
      const args = { kind: subject.kind, id: subject.id, session: subject.sessionId, report: report.id };
      const pressed = await chat.press('participants', { args, filter: list, sort: 'name', find: '' });
      expect(pressed.facts).toMatchObject({ list, total: own.facts.total });
    }
    expect((await chat.say('participants 367726574046 walk-ins')).facts.code).toBe('no-registrations');
    expect((await chat.say('participants kickoff no-shows')).facts.code).toBe('registrations-refused');
  });

  it.each(['late+late', 'late+all', 'late+guests+brief', 'late+', 'past+late', '__proto__'])(
    'refuses the filter %s',
    async filter => {
      expect((await chat.press('participants', { args: { filter } })).problem).toBe('bad-action');
      expect((await chat.press('participants', { args: {}, filter })).problem).toBe('bad-action');
    },
  );

  it('opens the person of a row', async () => {
    const list = await chat.say('participants accessibility in practice by time');
    for (const one of list.facts.people) {
      const opened = await chat.pressOn(list, 'person', args => args.person === one.key);
      expect(opened.facts).toMatchObject({ name: one.name, email: one.email });
      expect(opened.facts.events[0]).toMatchObject({ seconds: one.seconds, firstJoin: one.firstJoin });
    }
  });

  it('reads again when asked afresh, and after ten minutes', async () => {
    const first = await chat.say('participants spring product briefing');
    const fresh = await chat.requestsOf(() => chat.say('participants spring product briefing'));
    expect(fresh.paths.some(path => path.includes('attendanceRecords'))).toBe(true);
    chat.moveClock(10 * 60_000 + 1);
    const late = await chat.requestsOf(() => chat.pressOn(first, 'participants', args => args.page === 2));
    expect(late.paths.some(path => path.includes('attendanceRecords'))).toBe(true);
    expect(late.result.facts.page).toBe(2);
  });

  it.each(['spring product briefing', 'release retrospective', 'bootcamp'])(
    'keeps all reports of %s as one, however many there are',
    async which => {
      const conversation = `all of ${which}`;
      const first = await chat.say(`participants ${which} all reports`, { conversation });
      const { paths } = await chat.requestsOf(async () => {
        const later = await chat.say('participants all reports page 2', { conversation });
        expect(later.facts).toMatchObject({ page: 2, attended: first.facts.attended, reports: first.facts.reports });
        const next = await chat.pressOn(first, 'participants', args => args.page === 2, { conversation });
        expect(names(next.facts.people)).toEqual(names(later.facts.people));
        expect((await chat.say('participants by time', { conversation })).facts.attended).toBe(first.facts.attended);
      });
      expect(paths).toEqual([]);
    },
  );

  it('keeps what was read of a list that broke off', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 2, fault: { status: 400 } });
    const partial = await chat.say('participants customer webinar series 1');
    expect(partial.facts).toMatchObject({ incomplete: true, recordsRead: 100, incompleteBecause: 'graph-refused' });
    const paged = await chat.requestsOf(() => chat.pressOn(partial, 'participants', args => args.page === 2));
    expect(paged.paths).toEqual([]);
    expect(paged.result.facts).toMatchObject({ incomplete: true, page: 2 });
  });

  it('of a meeting', async () => {
    const { facts } = await chat.say('people 367726574046');
    expect(facts).toMatchObject({ attended: 12, subject: { kind: 'meeting' } });
  });

  it('has the same problems as attendance', async () => {
    for (const [words, code] of [
      ['product launch', 'not-started'],
      ['advisory circle', 'no-report'],
      ['nonsense', 'not-found'],
    ])
      expect((await chat.say(`participants ${words}`)).facts.code).toBe(code);
  });

  it('of a report that nobody came to is empty', async () => {
    expect((await chat.say('participants early bird')).facts).toMatchObject({
      attended: 0,
      people: [],
      page: 1,
      pages: 1,
    });
  });
});
