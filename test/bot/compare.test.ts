import { cardText } from '../../src/cards/text';
import { CARD_BYTES } from '../../src/cards/card';
import { cardBytes } from '../../src/cards/render';
import { personal } from '../support/card-context';
import { expectSoundCard, textBlocks } from '../support/card-checks';
import { rawPages, rawRecord } from '../support/raw-records';
import { buttonsOf, startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const titles = (facts: any): string[] => facts.events.map((one: any) => one.subject.title);
const series = (numbers: number[]) => numbers.map(number => expect.stringContaining(`Series ${number}:`));
const recordsOf = (paths: string[]) => paths.filter(path => path.includes('/attendanceRecords'));
let talks = 0;
const fresh = () => ({ conversation: `talk ${(talks += 1)}` });

/** By whom somebody at an event may be known again, read with plain fetch and without a line of src. */
async function slowKeys(subject: any, report: any): Promise<Set<string>> {
  const { sandbox } = chat;
  const path = `v1.0/solutions/virtualEvents/webinars/${subject.id}/sessions/${subject.sessionId}/attendanceReports/${report.id}/attendanceRecords`;
  const records = (await rawPages(`${sandbox.root}/${path}`)).map(rawRecord);
  const keys = records.flatMap(record => {
    if (record.identityId && !/^[0-]+$/.test(record.identityId)) return [`account ${record.identityId}`];
    if (record.registrationId) return [];
    return record.email ? [`mail ${record.email.trim().toLowerCase()}`] : [];
  });
  return new Set(keys);
}

describe('the figures of a series side by side', () => {
  it('are those of attendance, in order of time, with changes and who came again as a slow count has it', async () => {
    const { facts, card, problem } = await chat.say('compare the last 4 customer webinars', fresh());
    expect(problem).toBeUndefined();
    expect(titles(facts)).toEqual(series([1, 2, 3, 4]));
    expect(facts.events.map((one: any) => one.attended)).toEqual([214, 187, 173, 196]);
    for (const event of facts.events) {
      const alone = await chat.say(`attendance ${event.subject.id}`, fresh());
      const { attended, peak, averageSeconds, shareOfEvent, late, leftEarly, registration, curve } = alone.facts;
      expect(event).toMatchObject({
        attended,
        peak,
        averageSeconds,
        shareOfEvent,
        late,
        leftEarly,
        registration,
        curve,
      });
    }
    expect(facts.changes.map((one: any) => one.attended)).toEqual([
      { difference: -27, relative: -27 / 214 },
      { difference: -14, relative: -14 / 187 },
      { difference: 23, relative: 23 / 173 },
    ]);
    const keys: Set<string>[] = [];
    for (const { subject, report } of facts.events) keys.push(await slowKeys(subject, report));
    for (const { earlier, later, returned, known, share } of facts.returning) {
      const both = [...keys[later]!].filter(key => keys[earlier]!.has(key)).length;
      expect({ returned, known, share }).toEqual({
        returned: both,
        known: keys[later]!.size,
        share: both / keys[later]!.size,
      });
      expect(both).toBeGreaterThan(0);
    }
    expect(facts.returning).toHaveLength(3);
    const [last, ...before] = [...keys].reverse() as [Set<string>, ...Set<string>[]];
    expect(facts.cameToAll).toBe([...last].filter(key => before.every(one => one.has(key))).length);
    expect(facts.newcomers).toBe([...last].filter(key => !before.some(one => one.has(key))).length);
    expect(card.speak).toContain('Series 4 had 196 people: 23 more than Series 3 (+13 %).');
    expect(cardText(card, personal)).toContain('214 → 187 → 173 → 196');
    expectSoundCard(card);
  });

  it.each<[string, number[]]>([
    ['compare series 3 with series 4', [3, 4]],
    ['compare customer webinar series 4 to customer webinar series 2 and customer webinar series 1', [1, 2, 4]],
    ['compare series 1, series 2, series 3 and series 4', [1, 2, 3, 4]],
    ['compare series 4 with last time', [3, 4]],
    ['compare series 2', [1, 2]],
    ['compare customer webinar series', [1, 2, 3, 4]],
    ['compare last two customer webinars', [3, 4]],
    ['comparison of series 1 vs series 4', [1, 4]],
    ['difference between series 1 and series 4', [1, 4]],
    ['compare customer webinar with series 1 and series 2 and series 3', [1, 2, 3, 4]],
  ])('%s', async (words, numbers) => {
    const { facts } = await chat.say(words, fresh());
    expect(titles(facts)).toEqual(series(numbers));
  });

  it('says so where the series has fewer than were asked for', async () => {
    const { facts, card } = await chat.say('compare last 6 customer webinars', fresh());
    expect(facts).toMatchObject({ asked: 6, events: { length: 4 } });
    expect(cardText(card, personal)).toContain('You asked for the last 6: there are 4 that are over.');
  });
});

describe('the conversation', () => {
  it('needs no name after attendance, and then speaks of the latest', async () => {
    const talk = fresh();
    await chat.say('attendance series 3', talk);
    const { facts } = await chat.say('compare with last time', talk);
    expect(titles(facts)).toEqual(series([2, 3]));
    expect((await chat.say('attendance', talk)).facts.subject.title).toContain('Series 3');
    expect(titles((await chat.say('compare with series 1', talk)).facts)).toEqual(series([1, 3]));
    expect(titles((await chat.say('compare last 3', talk)).facts)).toEqual(series([2, 3, 4]));
    expect(titles((await chat.say('compare it with series 1', talk)).facts)).toEqual(series([1, 4]));
  });

  it('counts numbers of the last list as names', async () => {
    const talk = fresh();
    const { facts: list } = await chat.say('events past', talk);
    const [two, five] = [list.events[1], list.events[4]];
    const { facts } = await chat.say('compare 2 with 5', talk);
    expect(titles(facts).sort()).toEqual([two.title, five.title].sort());
  });

  it('asks which event where nothing was named, and takes a number for a series', async () => {
    const talk = fresh();
    const asked = await chat.say('compare last 2', talk);
    expect(asked.problem).toBe('nothing-named');
    const past = await chat.say('events customer webinar series', talk);
    const place = past.facts.events.find((one: any) => one.title.includes('Series 4')).number;
    expect(titles((await chat.say(`compare last 2 of ${place}`, talk)).facts)).toEqual(series([3, 4]));
  });

  it('goes on once one unclear name is chosen, by number and by press', async () => {
    const talk = fresh();
    const words = 'compare product with series 4';
    const asked = await chat.say(words, talk);
    expect(asked).toMatchObject({ problem: 'which-one', facts: { asked: 'product', command: 'compare' } });
    const place: number = asked.facts.choices.findIndex((one: any) => one.title === 'Spring Product Briefing');
    const expected = [expect.stringContaining('Series 4:'), 'Spring Product Briefing'];
    expect(titles((await chat.say(`${place + 1}`, talk)).facts)).toEqual(expected);
    const { id } = asked.facts.choices[place];
    const pressed = await chat.pressOn(asked, 'compare', args => args.id === id, fresh());
    expect(titles(pressed.facts)).toEqual(expected);
  });

  it('names the first of several unclear names, and what it may mean', async () => {
    const { facts, card } = await chat.say('compare product with day', fresh());
    expect(facts).toMatchObject({ code: 'names-unclear', asked: 'product' });
    expect(facts.nearest).toContain('Spring Product Briefing');
    expect(cardText(card, personal)).toContain('compare series 3 with series 4');
  });
});

describe('what can’t be compared', () => {
  it.each<[string, string]>([
    ['compare all-hands with all-hands', 'nothing-to-compare'],
    ['compare all-hands', 'nothing-to-compare'],
    ['compare series 1', 'nothing-to-compare'],
    ['compare last 4 all-hands', 'nothing-to-compare'],
    ['compare last 1 customer webinars', 'nothing-to-compare'],
    ['compare last 7 customer webinars', 'too-many-compared'],
    ['compare series 1, series 2, series 3, series 4, all-hands, bootcamp, masterclass', 'too-many-compared'],
    ['compare product launch preview with strategy town hall', 'not-started'],
  ])('%s: %s', async (words, code) => {
    expect((await chat.say(words, fresh())).facts.code).toBe(code);
  });

  it('is the same for what is missing and what is forbidden, at any place', async () => {
    const answers = [];
    for (const words of [
      'compare board preparation with series 4',
      'compare board preparatiom zzz with series 4',
      'compare series 4 with board preparation',
    ])
      answers.push(await chat.say(words, fresh()));
    for (const { facts } of answers) {
      expect(facts.code).toBe('not-found');
      expect(Object.keys(facts).sort()).toEqual(['asked', 'code', 'nearest']);
    }
    const forbidden = await chat.say('compare series 3 with series 4', {
      ...fresh(),
      person: chat.sandbox.people.stranger,
    });
    expect(forbidden.facts.code).toBe('not-found');
  });

  it('checks again whoever presses a button', async () => {
    const { facts } = await chat.say('compare series 3 with series 4', fresh());
    const others = facts.events.map(({ subject: { kind, id, sessionId } }: any) => ({ kind, id, session: sessionId }));
    const mine = await chat.press('compare', { args: { others } }, fresh());
    expect(titles(mine.facts)).toEqual(series([3, 4]));
    const stranger = await chat.press(
      'compare',
      { args: { others } },
      { ...fresh(), person: chat.sandbox.people.stranger },
    );
    expect(stranger.facts).toEqual({ code: 'not-found' });
  });

  it.each([
    { others: 'x' },
    { others: [{ id: 'x' }] },
    { others: [{ kind: 'webinar', id: 'x', name: 'y' }] },
    { others: Array.from({ length: 7 }, () => ({ kind: 'webinar', id: 'x' })) },
    { others: [null] },
    { last: 1 },
    { last: 7 },
    { last: '4' },
  ])('a button with %j is none of ours', async args => {
    expect((await chat.press('compare', { args }, fresh())).facts.code).toBe('bad-action');
  });
});

describe('events without figures, or with a part of them', () => {
  it('stay with their state in words', async () => {
    const { facts, card } = await chat.say(
      'compare advisory circle, early bird, masterclass, product launch preview and founders day',
      fresh(),
    );
    const states = facts.events.map((one: any) => one.unavailable ?? one.attended);
    expect(states).toEqual(['report-gone', 'no-report', 0, 92, 'not-started']);
    expect(facts.changes).toHaveLength(1);
    expect(facts.changes[0]).toMatchObject({ earlier: 2, later: 3, attended: { difference: 92, relative: null } });
    const text = cardText(card, personal);
    expect(text).toContain('Nobody came');
    expect(text).toContain('An event without figures is passed over');
    expectSoundCard(card);
  });

  it('are no ground for a change where they were read in part', async () => {
    const own = await startChat({ pageSize: 50 });
    try {
      const { facts } = await own.say('reports spring product briefing');
      own.sandbox.faults.add({
        path: `${facts.lines[0].report.id}/attendanceRecords`,
        after: 1,
        fault: { status: 400 },
      });
      const said = await own.say('compare series 4, spring product briefing and masterclass');
      const place = said.facts.events.findIndex((one: any) => one.incomplete);
      const others = [0, 1, 2].filter(one => one !== place);
      const between = { earlier: others[0], later: others[1] };
      expect(said.facts.events[place]).toMatchObject({
        incomplete: true,
        subject: { title: 'Spring Product Briefing' },
      });
      expect(said.facts.events[place].recordsRead).toBeLessThan(264);
      expect(said.facts.changes).toEqual([expect.objectContaining(between)]);
      expect(said.facts.returning).toEqual([expect.objectContaining(between)]);
      const text = cardText(said.card, personal);
      expect(text).toContain(`Incomplete: ${said.facts.events[place].recordsRead} records read before`);
      expect(text).toContain('† Read in part, and left out of every change.');
      own.sandbox.faults.clear();
      const again = await own.pressOn(said, 'compare', args => args.others?.length === 3);
      expect(again.facts.events[place]).toMatchObject({ attended: 264 });
      expect(again.facts.changes).toHaveLength(2);
    } finally {
      await own.close();
    }
  });

  it('throws what keeps all of them from being read', async () => {
    chat.sandbox.faults.add({ path: '/attendanceReports', fault: { status: 403 } });
    expect((await chat.say('compare masterclass with bootcamp', fresh())).problem).toBe('access-policy-missing');
  });

  it('says that it took too long', async () => {
    const own = await startChat();
    try {
      own.sandbox.faults.add({ path: '/attendanceRecords', fault: 'hang' });
      const said = await own.say('compare series 1 with series 2', { signal: AbortSignal.timeout(400) });
      expect(said.problem).toBe('took-too-long');
    } finally {
      await own.close();
    }
  });
});

describe('what is asked of Graph', () => {
  it('is the least it allows: the lists of events once; for each event its sessions, its reports, its registrations and its records', async () => {
    const own = await startChat();
    try {
      const ask = (words: string) => own.requestsOf(() => own.say(words));
      const events = (await ask('events')).paths;
      const { paths } = await ask('compare last 4 customer webinars');
      const of = (pattern: RegExp) => paths.filter(path => pattern.test(decodeURIComponent(path)));
      expect(of(/getByUserIdAndRole/)).toEqual(events.filter(path => path.includes('getByUserIdAndRole')));
      expect(of(/\/sessions(\?|$)/)).toHaveLength(4);
      expect(of(/\/attendanceReports(\?|$)/)).toHaveLength(4);
      const records = of(/\/attendanceRecords/);
      const registrations = of(/\/registrations/);
      expect(new Set(records).size).toBe(records.length);
      expect(new Set(registrations).size).toBe(registrations.length);
      const once = events.length + 4 + 4 + records.length + registrations.length;
      expect(paths).toHaveLength(once);
      // Again: no record and no registration, and each kept report looked at to see whether it changed.
      const again = (await ask('compare last 4 customer webinars')).paths;
      expect(again.filter(path => /attendanceRecords|\/registrations/.test(path))).toEqual([]);
      expect(again).toHaveLength(events.length + 4 + 4 + 4);
    } finally {
      await own.close();
    }
  });

  it('is the records once more where the figures were kept, and never registrations', async () => {
    const own = await startChat();
    try {
      for (const number of [3, 4]) await own.say(`attendance series ${number}`);
      const { paths, result } = await own.requestsOf(() => own.say('compare series 3 with series 4'));
      expect(recordsOf(paths).length).toBeGreaterThanOrEqual(2);
      expect(new Set(recordsOf(paths)).size).toBe(recordsOf(paths).length);
      expect(paths.filter(path => path.includes('/registrations'))).toEqual([]);
      const fromStart = await chat.say('compare series 3 with series 4', fresh());
      expect(result.facts.returning).toEqual(fromStart.facts.returning);
    } finally {
      await own.close();
    }
  });

  it('keeps what people can be known again by apart for each asker', async () => {
    const own = await startChat();
    try {
      await own.say('compare series 3 with series 4');
      const { coOrganizer } = own.sandbox.people;
      const { paths, result } = await own.requestsOf(() =>
        own.say('compare series 3 with series 4', { person: coOrganizer }),
      );
      expect(result.problem).toBeUndefined();
      expect(recordsOf(paths)).toHaveLength(2);
    } finally {
      await own.close();
    }
  });

  it('tells how far it has come, of all events together', async () => {
    const seen: { pages: number; people: number }[] = [];
    const own = await startChat();
    try {
      await own.say('compare last 4 customer webinars', { progress: soFar => void seen.push({ ...soFar }) });
    } finally {
      await own.close();
    }
    expect(seen.map(one => one.pages)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.at(-1)!.people).toBe(214 + 187 + 173 + 196);
  });
});

describe('in a shared place', () => {
  it('are the same figures, nobody’s name, and no way to a list of people', async () => {
    const { card, facts } = await chat.say('compare last 4 customer webinars', { ...fresh(), place: 'shared' });
    expect(facts.events.map((one: any) => one.attended)).toEqual([214, 187, 173, 196]);
    expect(new Set(buttonsOf(card).map(button => button.verb))).toEqual(new Set(['attendance', 'events']));
    expectSoundCard(card);
  });
});

describe('a title that tries to be more than a title', () => {
  it('stays text', async () => {
    const { card } = await chat.say('compare naming things with series 4', fresh());
    expectSoundCard(card);
    expect(cardBytes(card)).toBeLessThan(CARD_BYTES);
    for (const text of textBlocks(card)) expect(text).not.toMatch(/Naming|\]\(|<at>/);
    expect(card.speak).not.toMatch(/\]\(|<at>/);
  });
});

describe('sessions and meetings', () => {
  it('of an event with several sessions, last time is the session before', async () => {
    const { facts } = await chat.say('compare bootcamp with last time', fresh());
    expect(facts.events.map((one: any) => one.attended)).toEqual([58, 51]);
    expect(new Set(facts.events.map((one: any) => one.subject.sessionId)).size).toBe(2);
    expect((await chat.say('compare bootcamp day 2 with bootcamp day 1', fresh())).facts.changes).toEqual(
      facts.changes,
    );
  });

  it('says that one report under two names is one', async () => {
    const { facts } = await chat.say('compare bootcamp with bootcamp day 2', fresh());
    expect(facts.code).toBe('nothing-to-compare');
  });

  it('of a meeting, last time is the report before', async () => {
    const talk = fresh();
    const { facts: list } = await chat.say('reports 367726574046', talk);
    const newestFirst = list.lines.map((line: any) => line.report.id);
    const ids = async (words: string) => {
      const { facts, card } = await chat.say(words, talk);
      expect(cardText(card, personal)).toContain('Weekly Operations Review');
      return facts.events.map((one: any) => one.report.id);
    };
    expect(newestFirst).toHaveLength(4);
    expect(await ids('compare with last time')).toEqual([newestFirst[1], newestFirst[0]]);
    expect(await ids('compare last 4 367726574046')).toEqual([...newestFirst].reverse());
    expect(await ids('compare 1 with 4')).toEqual([newestFirst[3], newestFirst[0]]);
    const { card } = await chat.say('attendance 367726574046', talk);
    expect(buttonsOf(card).map(button => button.verb)).toContain('compare');
  });
});

describe('the card of attendance', () => {
  const leads = (card: any) => buttonsOf(card).some(button => button.verb === 'compare');

  it('leads to last time where there was one, and asks Graph nothing more for that', async () => {
    const { result: said, paths } = await chat.requestsOf(() => chat.say('attendance series 4', fresh()));
    expect(paths.filter(path => path.includes('/sessions') && !path.includes('/attendanceReports'))).toHaveLength(1);
    const compared = await chat.pressOn(said, 'compare', args => args.id === said.facts.subject.id, fresh());
    expect(titles(compared.facts)).toEqual(series([3, 4]));
    expect(leads((await chat.say('attendance bootcamp', fresh())).card)).toBe(true);
  });

  it.each(['series 1', 'all-hands', 'bootcamp day 1', 'bootcamp all reports'])('does not for %s', async which => {
    expect(leads((await chat.say(`attendance ${which}`, fresh())).card)).toBe(false);
  });
});

it('what a button of the last four stands for can be typed', async () => {
  const { card } = await chat.say('compare series 3 with series 4', fresh());
  const [, words = ''] = /^> Compare the last 4: (.+)$/m.exec(cardText(card, personal)) ?? [];
  expect(titles((await chat.say(words, fresh())).facts)).toEqual(series([1, 2, 3, 4]));
});
