import { buttonsOf, startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat({ pageSize: 50 });
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const minute = (iso: string) => iso.slice(11, 16);
const linesOf = (event: any) =>
  event.sittings.map((sitting: any) =>
    sitting.stays.map((one: any) => `${minute(one.join)}-${minute(one.leave)}/${one.device}`).join(' '),
  );

describe('person in one event', () => {
  it('shows each join and leave', async () => {
    const { facts, problem } = await chat.say('person sofia in accessibility in practice');
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ name: 'Sofia Marchetti', certainty: 'account' });
    expect(facts.events).toHaveLength(1);
    expect(facts.events[0]).toMatchObject({ seconds: 48 * 60, share: 0.8, late: false, stayedToEnd: true });
    expect(linesOf(facts.events[0])).toEqual(['10:02-10:20/1 10:30-11:00/1']);
  });

  it('shows two devices at once as two', async () => {
    const { facts, card } = await chat.say('when did kwame boateng join accessibility in practice');
    expect(linesOf(facts.events[0])).toEqual(['10:05-10:55/1 10:10-10:55/2']);
    expect(facts.events[0].sittings[0].devices).toBe(2);
    expect(card.fallbackText).toContain('10:10 to 10:55 (45 min), second device');
  });

  it('shows every session of the event, whichever the conversation spoke of', async () => {
    const conversation = 'sessions';
    await chat.say('attendance bootcamp day 1', { conversation });
    const { facts } = await chat.say('person sofia', { conversation });
    expect(facts.events).toHaveLength(1);
    expect(facts.events[0].sittings).toHaveLength(2);
    expect(facts.events[0].reports).toBe(2);
    // The conversation still speaks of the first day.
    expect((await chat.say('attendance', { conversation })).facts.subject.sessionTitle).toMatch(/Day 1/);
  });

  it('agrees with the list of participants', async () => {
    const list = await chat.say('participants spring product briefing late');
    for (const one of list.facts.people.slice(0, 5)) {
      const { facts } = await chat.say(`person ${one.email ?? one.name} in spring product briefing`);
      if (facts.code) continue;
      const { seconds, share, firstJoin, lastLeave, late, leftEarly } = one;
      expect(facts.events[0]).toMatchObject({ seconds, share, firstJoin, lastLeave, late, leftEarly });
    }
  });

  it('tells the registration, and that there was none', async () => {
    const list = await chat.say('participants energy savings masterclass');
    const registered = list.facts.people.find((one: any) => one.registrationId !== null && one.email);
    const { facts } = await chat.say(`person ${registered.email} in energy savings masterclass`);
    expect(facts.events[0].registration.registeredAt).toMatch(/^2026-/);
    const walkIn = (await chat.say('walk-ins energy savings masterclass')).facts.people.find((one: any) => one.email);
    const other = await chat.say(`person ${walkIn.email} in energy savings masterclass`);
    expect(other.facts.events[0].registration).toBeNull();
  });

  it('and the registrations of the event stand beside each other, whichever was asked first', async () => {
    const conversation = 'person beside registrations';
    const { registration } = (await chat.say('attendance energy savings masterclass', { conversation })).facts;
    const list = await chat.say('participants', { conversation });
    const { email } = list.facts.people.find((one: any) => one.registrationId !== null && one.email);
    const first = await chat.say(`person ${email}`, { conversation });
    const question = await chat.say('registrations question 1', { conversation });
    expect(question.problem).toBeUndefined();
    expect(question.facts.total).toBeGreaterThanOrEqual(registration.registered);
    await chat.say('registrations', { conversation });
    expect((await chat.say(`person ${email}`, { conversation })).facts.events).toEqual(first.facts.events);
  });

  it('says where registrations could not be read', async () => {
    const list = await chat.say('participants sales kickoff');
    const someone = list.facts.people.find((one: any) => one.role === 'Attendee' && one.email);
    const { facts } = await chat.say(`person ${someone.email} in sales kickoff`);
    expect(facts.events[0]).toMatchObject({ registrationUnread: 'permission-missing' });
    expect(facts.events[0]).not.toHaveProperty('registration');
  });

  it('does not take hidden times for having been away', async () => {
    const { facts } = await chat.say('person amara in field service roundtable');
    expect(facts.events[0]).toMatchObject({ seconds: 2_700, sittings: [], late: false, leftEarly: false });
  });

  it('goes on with the person where several events fit', async () => {
    const asked = await chat.say('person callum in customer webinar series');
    expect(asked.facts).toMatchObject({ code: 'which-one', command: 'person', args: { find: 'callum' } });
    const [first] = asked.facts.choices;
    const pressed = await chat.pressOn(asked, 'person', args => args.id === first.id);
    expect(JSON.stringify(pressed.facts)).toContain(first.title);
    expect((await chat.say('1')).facts.code).not.toBe('nobody-named');
  });

  it('of a meeting, over all its reports', async () => {
    const { facts } = await chat.say('person amara in 367726574046');
    expect(facts.events[0].sittings).toHaveLength(4);
    expect(facts.events[0]).not.toHaveProperty('registration');
  });
});

describe('namesakes', () => {
  it('are never one: the answer asks which, and a number or a row goes on', async () => {
    const asked = await chat.say('person maria silva in accessibility in practice');
    expect(asked.problem).toBe('which-one');
    expect(asked.facts.choices.map((one: any) => [one.email, one.seconds, one.number])).toEqual([
      ['maria.silva@tidewater.example', 58 * 60, 1],
      ['maria.silva2@tidewater.example', 28 * 60, 2],
      [null, 5 * 60, 3],
    ]);
    const byNumber = await chat.say('2');
    expect(byNumber.facts).toMatchObject({ email: 'maria.silva2@tidewater.example', certainty: 'account' });
    const third = asked.facts.choices[2].key;
    const pressed = await chat.pressOn(asked, 'person', args => args.person === third);
    expect(pressed.facts).toMatchObject({ name: 'Maria Silva', email: null, certainty: 'name' });
    expect(pressed.facts.events[0].seconds).toBe(5 * 60);
    expect(pressed.card.body).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'Container', style: 'warning' })]),
    );
  });

  it('travel in buttons by id alone', async () => {
    const asked = await chat.say('person maria silva in accessibility in practice');
    for (const { data, verb } of buttonsOf(asked.card).filter(one => one.verb === 'person' && one.data.args.person)) {
      expect(Object.keys(data.args).sort()).toEqual(['id', 'kind', 'person', 'session']);
      expect(JSON.stringify([verb, data])).not.toMatch(/maria|silva|@tidewater/i);
    }
  });

  it('are chosen by a number that fits', async () => {
    await chat.say('person maria silva in accessibility in practice', { conversation: 'numbers' });
    const { facts } = await chat.say('7', { conversation: 'numbers' });
    expect(facts).toMatchObject({ code: 'no-such-number', listLength: 3 });
  });

  it('without an account are not joined with other events, though a button should say so', async () => {
    const asked = await chat.say('person robin in accessibility in practice');
    const { subject, key } = asked.facts.choices[0];
    const args = { kind: subject.kind, id: subject.id, session: subject.sessionId, person: key, all: true };
    const { facts, card } = await chat.press('person', { args });
    expect(facts).toMatchObject({ name: 'Robin', certainty: 'name' });
    expect(facts.events).toHaveLength(1);
    expect(facts).not.toHaveProperty('search');
    expect(buttonsOf(card).map(one => one.title)).not.toContain('Other events');
  });
});

describe('people of one list who share an id or an address', () => {
  const stay = (minutes: number) => [
    {
      joinDateTime: '2026-11-17T10:00:00Z',
      leaveDateTime: new Date(Date.parse('2026-11-17T10:00:00Z') + minutes * 60_000),
    },
  ];
  const one = { emailAddress: 'kim@tide.example', role: 'Attendee' };
  const kim = { displayName: 'Kim Berg' };
  const value = [
    { ...one, identity: { ...kim, id: 'account' }, registrationId: 'r1', attendanceIntervals: stay(10) },
    { ...one, identity: kim, registrationId: 'r1', attendanceIntervals: stay(20) },
    { ...one, identity: kim, registrationId: null, attendanceIntervals: stay(30) },
  ];

  it.each(['participants spring', 'participants spring all reports'])('each open themselves from %s', async words => {
    const chat = await startChat();
    try {
      chat.sandbox.faults.add({ path: '/attendanceRecords', fault: { status: 200, body: { value } } });
      const list = await chat.say(`${words} by time`);
      expect(list.facts.people.map((row: any) => row.seconds)).toEqual([1800, 1200, 600]);
      for (const row of list.facts.people) {
        const opened = await chat.pressOn(list, 'person', args => args.person === row.key);
        expect(opened.facts.events.map((event: any) => event.seconds)).toEqual([row.seconds]);
      }
    } finally {
      await chat.close();
    }
  });
});

describe('a person told by a place in a list alone', () => {
  it('is found while the list is kept, and never in another reading', async () => {
    const chat = await startChat({ pageSize: 50 });
    try {
      const { list, row, words } = await withPlace(chat);
      const opened = await chat.pressOn(list, 'person', args => args.person === row.key);
      expect(opened.facts).toMatchObject({ name: row.name, certainty: 'name' });
      expect(opened.facts.events[0]).toMatchObject({ seconds: row.seconds, firstJoin: row.firstJoin });
      chat.moveClock(1_000);
      await chat.say(words);
      const stale = await chat.pressOn(list, 'person', args => args.person === row.key);
      expect(stale.facts.code).toBe('list-gone');
      chat.moveClock(11 * 60_000);
      expect((await chat.pressOn(list, 'person', args => args.person === row.key)).facts.code).toBe('list-gone');
    } finally {
      await chat.close();
    }
  });
});

/** A row of somebody without any id of Graph's. */
async function withPlace(chat: Chat) {
  for (const words of ['release retrospective', 'accessibility in practice', 'speaker rehearsal', 'spring', 'bootcamp'])
    for (const filter of ['anonymous', 'guests']) {
      const list = await chat.say(`participants ${words} ${filter}`);
      const row = list.facts.people?.find((one: any) => one.key.startsWith('place:'));
      if (row) return { list, row, words: `participants ${words}` };
    }
  throw new Error('Nobody without an id');
}

describe('across events', () => {
  it('finds the same account or e-mail address, newest event first, and never another of that name', async () => {
    const { facts } = await chat.say('person sofia marchetti everywhere');
    expect(facts.events.length).toBeGreaterThan(5);
    expect(facts.search).toMatchObject({ page: 1, pages: 2, begun: 26 });
    const starts = facts.events.map((one: any) => one.subject.start.at);
    expect(starts).toEqual([...starts].sort().reverse());
    const ids = facts.events.map((one: any) => one.subject.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const event of facts.events) {
      const alone = await chat.say(`person sofia.marchetti@tidewater.example in ${event.subject.id}`);
      expect(alone.facts.events[0]).toEqual(event);
    }
  });

  it('is what "person" means where no event was named or spoken of', async () => {
    const { facts } = await chat.say('person sofia marchetti', { conversation: 'new' });
    expect(facts.events.length).toBeGreaterThan(5);
  });

  it('goes further back, and from one event to the others', async () => {
    const asked = await chat.say('person sofia marchetti in accessibility in practice');
    const others = await chat.pressOn(asked, 'person', args => args.all && !args.page);
    expect(others.facts.events.length).toBeGreaterThan(5);
    const back = await chat.pressOn(others, 'person', args => args.page === 2);
    expect(back.facts).toMatchObject({ name: 'Sofia Marchetti', search: { page: 2 } });
    const ids = (said: any) => said.facts.events.map((one: any) => one.subject.id);
    expect(ids(back).filter((id: string) => ids(others).includes(id))).toEqual([]);
    expect(buttonsOf(back.card).map(one => one.title)).not.toContain('Further back');
  });

  it('knows the guests of a series again', async () => {
    const [first, second] = await Promise.all(
      [3, 4].map(async number => {
        const people: any[] = [];
        for (let page = 1; ; page += 1) {
          // The event is named once: the other pages are of the same reading.
          const which = page === 1 ? `customer webinar series ${number} ` : '';
          const { facts } = await chat.say(`participants ${which}guests page ${page}`, {
            conversation: `series ${number}`,
          });
          people.push(...facts.people);
          if (page >= facts.pages) return people;
        }
      }),
    );
    const again = first!.find(one => one.email && second!.some(other => other.email === one.email));
    const pages = await Promise.all([1, 2].map(page => chat.say(`person ${again.email} everywhere page ${page}`)));
    const titles = pages.flatMap(({ facts }) => (facts.events ?? []).map((one: any) => one.subject.title));
    expect(titles.filter(title => title.startsWith('Customer Webinar Series')).length).toBeGreaterThanOrEqual(2);
  });

  it('asks which, where several people fit, and goes on across events', async () => {
    const asked = await chat.say('person maria silva everywhere');
    expect(asked.problem).toBe('which-one');
    const keys = asked.facts.choices.map((one: any) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
    const one = asked.facts.choices.find((choice: any) => choice.email === 'maria.silva@tidewater.example');
    const opened = await chat.pressOn(asked, 'person', args => args.person === one.key);
    expect(opened.facts).toMatchObject({ email: one.email, search: { page: 1 } });
    expect(opened.facts.events).toHaveLength(one.events);
  });

  it('tells progress of all events together', async () => {
    const chat = await startChat({ pageSize: 50 });
    const told: number[] = [];
    try {
      await chat.say('person sofia marchetti', { progress: ({ pages }) => void told.push(pages) });
      expect(told.length).toBeGreaterThan(10);
      expect(told).toEqual([...told].sort((a, b) => a - b));
    } finally {
      await chat.close();
    }
  });

  it('names events that could not be read, and answers from the others', async () => {
    const chat = await startChat({ pageSize: 50 });
    try {
      chat.sandbox.faults.add({ path: '/attendanceRecords', after: 3, fault: { status: 400 } });
      const { facts, card } = await chat.say('person sofia marchetti');
      expect(facts.search.unread.length).toBeGreaterThan(1);
      expect(facts.events.length).toBeGreaterThan(0);
      expect(JSON.stringify(card)).toContain('could not be read, or not to the end');
    } finally {
      await chat.close();
    }
  });

  it('is the trouble itself where no event could be read', async () => {
    const chat = await startChat();
    try {
      chat.sandbox.faults.add({ path: '/sessions', after: 0, fault: { status: 400 } });
      expect((await chat.say('person sofia marchetti')).facts.code).toBe('graph-refused');
    } finally {
      await chat.close();
    }
  });
});

describe('nobody', () => {
  it('by that name: those that come near, and the way on', async () => {
    const asked = await chat.say('person marya silvvia in accessibility in practice');
    expect(asked.problem).toBe('person-not-found');
    expect(asked.facts).toMatchObject({ matching: 0, code: 'person-not-found' });
    expect(asked.facts.choices.map((one: any) => one.name)).toContain('Maria Silva');
    expect(buttonsOf(asked.card).map(one => one.title)).toEqual(
      expect.arrayContaining(['Participants', 'No-shows', 'All my events']),
    );
    expect((await chat.say('1')).facts.name).toBe('Maria Silva');
  });

  it('was named', async () => {
    expect((await chat.say('person')).facts.code).toBe('nobody-named');
    expect((await chat.say('who is')).facts.code).toBe('nobody-named');
  });

  it.each(['[x](https://evil.example)', '${secret}', '\u202eann', 'x'.repeat(450), '@', '😀', "'; --"])(
    'is called %j',
    async name => {
      const { problem, card } = await chat.say(`person ${name} in accessibility in practice`);
      expect(['person-not-found', 'which-one', undefined]).toContain(problem);
      expect(JSON.stringify(card)).not.toMatch(/\$\{|x{100}/);
    },
  );

  it.each(['', 'ann', 'choice', 'place:1:2', 'identity:nobody', 'record:x', 'registration:x', 'email:a@b.example'])(
    'has the key %j',
    async key => {
      const { subject } = (await chat.say('attendance accessibility in practice')).facts;
      const args = { kind: subject.kind, id: subject.id, person: key };
      const { problem } = await chat.press('person', { args });
      expect(problem).toMatch(/^(bad-action|list-gone|person-not-found|no-such-number|no-list-yet)$/);
    },
  );
});

describe('privacy', () => {
  const shared = { place: 'shared', conversation: 'shared' } as const;

  it('a shared place reads nothing and leads to the private chat', async () => {
    const { result, paths } = await chat.requestsOf(() =>
      chat.say('person sofia in accessibility in practice', shared),
    );
    expect(paths).toEqual([]);
    expect(result.facts).toMatchObject({ place: 'private' });
  });

  it('a button pressed there names nobody', async () => {
    const asked = await chat.say('person maria silva in accessibility in practice');
    const { card } = await chat.pressOn(asked, 'person', args => args.person !== undefined, shared);
    expect(JSON.stringify(card)).not.toContain('Silva');
  });

  it('figures only: refused everywhere', async () => {
    expect((await chat.say('person sofia', { figuresOnly: true })).facts.code).toBe('figures-only');
  });

  it.each(['stranger', 'attendee', 'boardOrganizer'] as const)('a %s who presses finds nothing', async part => {
    const asked = await chat.say('person maria silva in accessibility in practice');
    const as = { person: chat.sandbox.people[part], conversation: part };
    const pressed = await chat.pressOn(asked, 'person', args => args.person !== undefined, as);
    expect(pressed.facts).toEqual({ code: 'not-found' });
    expect((await chat.say('2', as)).facts.code).not.toBe(undefined);
  });

  it('the log names nobody', async () => {
    await chat.say('person sofia marchetti in accessibility in practice');
    await chat.say('person marya silvvia in accessibility in practice');
    expect(JSON.stringify(chat.log)).not.toMatch(/marchetti|silv/i);
  });
});

it('a town hall of 20,000: found by name among all of them', async () => {
  const chat = await startChat({ attendees: 20_000, pageSize: 1000 });
  try {
    const list = await chat.say('participants all-hands page 700');
    const someone = list.facts.people.find((one: any) => one.email);
    const { result, paths } = await chat.requestsOf(() => chat.say(`person ${someone.email} in all-hands`));
    expect(result.facts).toMatchObject({ name: someone.name, email: someone.email });
    expect(result.facts.events[0].seconds).toBe(someone.seconds);
    // The people just read are not read again.
    expect(paths.filter(path => path.includes('attendanceRecords'))).toEqual([]);
  } finally {
    await chat.close();
  }
}, 60_000);

it('however often "in" is said, Graph is asked for the events once', async () => {
  const asked = async (words: string) => (await chat.requestsOf(() => chat.say(words))).paths.length;
  expect(await asked(`person ann${' in qqzz'.repeat(60)}`)).toBe(await asked('person ann in qqzz'));
});
