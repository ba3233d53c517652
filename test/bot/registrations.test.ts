import { cardText } from '../../src/cards/text';
import { rawPages } from '../support/raw-records';
import { personal, shared } from '../support/card-context';
import { buttonsOf, NOON, startChat, type Chat, type Said } from './chat';

const SPRING = 'spring product briefing';
const ENERGY = 'energy savings';
const REFUSED = 'sales kickoff';
const MINUTE = 60_000;

let chat: Chat;
beforeAll(async () => {
  chat = await startChat({ pageSize: 50 });
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const textOf = ({ card }: Said) => cardText(card, personal);
const isOfRegistrations = (path: string) => /\/registrations(\?|$)/.test(path);
/** A conversation without memory, and a clock late enough that nothing is kept. */
let number = 0;
const fresh = () => {
  chat.moveClock(61 * MINUTE);
  return { conversation: `registrations ${(number += 1)}` };
};

describe('attendance', () => {
  it('says who came of those who registered, and each part leads on', async () => {
    const said = await chat.say(`attendance ${SPRING}`, fresh());
    const { registration } = said.facts;
    expect(registration.noShows).toBe(registration.registered - registration.matched);
    expect(registration.attendanceRate).toBeCloseTo(registration.matched / registration.registered);
    expect(Object.keys(registration).sort()).toEqual(
      [
        'registered',
        'matched',
        'noShows',
        'walkIns',
        'attendanceRate',
        'canceled',
        'waitlisted',
        'pendingApproval',
        'rejectedByOrganizer',
      ].sort(),
    );
    expect(textOf(said)).toContain(`${registration.registered} registered · ${registration.matched} of them came (`);
    for (const [verb, matching] of [
      ['no-shows', registration.noShows],
      ['walk-ins', registration.walkIns],
    ])
      expect((await chat.pressOn(said, verb, args => args.report !== undefined)).facts.matching).toBe(matching);
    expect((await chat.pressOn(said, 'registrations', () => true)).facts.registration).toEqual(registration);
  });

  it('leads to nobody in a shared place', async () => {
    const said = await chat.say(`attendance ${SPRING}`, { ...fresh(), place: 'shared' });
    expect(said.facts.registration).toBeDefined();
    const verbs = buttonsOf(said.card).map(button => button.verb);
    expect(verbs).toContain('registrations');
    expect(verbs).not.toContain('no-shows');
    expect(verbs).not.toContain('walk-ins');
  });

  it('has no such part where nobody registered, nor for a meeting, of which none is asked for', async () => {
    const event = await chat.say('attendance all-hands', fresh());
    expect(event.facts).not.toHaveProperty('registration');
    expect(event.facts).not.toHaveProperty('registrationUnread');
    const { result, paths } = await chat.requestsOf(() => chat.say('attendance 367726574046', fresh()));
    expect(result.facts).not.toHaveProperty('registration');
    expect(paths.filter(isOfRegistrations)).toEqual([]);
  });

  it('answers the rest where they are refused, and says what is missing and why', async () => {
    const said = await chat.say(`attendance ${REFUSED}`, fresh());
    expect(said.problem).toBeUndefined();
    expect(said.facts).toMatchObject({ attended: 73, registrationUnread: 'permission-missing' });
    expect(said.facts).not.toHaveProperty('registration');
    expect(textOf(said)).toContain('VirtualEvent.Read.Chat');
  });

  it('answers the rest where they break off in the middle, and reads them again when asked again', async () => {
    chat.sandbox.faults.add({ path: '/registrations', after: 2, times: 1, fault: { status: 400 } });
    const as = fresh();
    const said = await chat.say(`attendance ${SPRING}`, as);
    expect(said.facts).toMatchObject({ attended: 264, registrationUnread: 'graph-refused' });
    expect(said.facts).not.toHaveProperty('registration');
    expect(textOf(said)).toContain('Registrations are missing here');
    expect((await chat.say(`attendance ${SPRING}`, as)).facts.registration.registered).toBeGreaterThan(0);
  });

  it('are read again for a question of the form that was answered in part; another page of it is not', async () => {
    const own = await startChat({ pageSize: 30 });
    try {
      own.sandbox.faults.add({ path: '/registrations', after: 2, times: 1, fault: { status: 400 } });
      const ask = () => own.say(`registrations ${ENERGY} question 7`);
      expect((await ask()).facts).toMatchObject({ incomplete: true, total: 60 });
      const page = await own.requestsOf(() => own.say(`registrations ${ENERGY} question 7 page 2`));
      expect(page.result.facts).toMatchObject({ incomplete: true });
      expect(page.paths.filter(isOfRegistrations)).toEqual([]);
      const again = await ask();
      expect(again.facts).toMatchObject({ total: 140 });
      expect(again.facts).not.toHaveProperty('incomplete');
    } finally {
      await own.close();
    }
  });

  it.each([
    ['garbled', { status: 200, body: { value: ['x'] } }, 'graph-garbled'],
    ['no list', 'html', 'graph-garbled'],
    ['never ending', 'endless-empty', 'paging-broken'],
    ['leading elsewhere', 'foreign-link', 'paging-broken'],
  ] as const)('answers the rest where they are %s', async (_, fault, code) => {
    chat.sandbox.faults.add({ path: /\/registrations(\?|$)/, fault });
    const { facts } = await chat.say(`attendance ${ENERGY}`, fresh());
    expect(facts).toMatchObject({ attended: 92, registrationUnread: code });
  });

  it('is the same after a pause that Graph asked for, and with a page that came twice', async () => {
    const before = (await chat.say(`attendance ${SPRING}`, fresh())).facts.registration;
    for (const fault of [{ status: 429, retryAfter: 1 }, 'duplicate-page'] as const) {
      chat.sandbox.faults.add({ path: /\/registrations(\?|$)/, after: 1, times: 1, fault });
      expect((await chat.say(`attendance ${SPRING}`, fresh())).facts.registration).toEqual(before);
      chat.sandbox.faults.clear();
    }
  });

  it('does not compare where records are missing', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 2, fault: { status: 400 } });
    const said = await chat.say(`attendance ${SPRING}`, fresh());
    expect(said.facts).toMatchObject({ incomplete: true, registrationOmitted: true });
    expect(said.facts).not.toHaveProperty('registration');
    expect(textOf(said)).toContain('Who registered and did not come is not told here');
  });

  it('keeps them for an hour at most', async () => {
    const as = fresh();
    await chat.say(`attendance ${SPRING}`, as);
    chat.moveClock(59 * MINUTE);
    const kept = await chat.requestsOf(() => chat.say(`attendance ${SPRING}`, as));
    expect(kept.paths.filter(isOfRegistrations)).toEqual([]);
    expect(kept.result.facts.registration).toBeDefined();
    chat.moveClock(MINUTE);
    const again = await chat.requestsOf(() => chat.say(`attendance ${SPRING}`, as));
    expect(again.paths.filter(isOfRegistrations).length).toBeGreaterThan(1);
  });
});

describe('registrations', () => {
  it('counts the statuses, and who came of them', async () => {
    const said = await chat.say(`registrations ${ENERGY}`, fresh());
    const { total, byStatus, registration, registeredStayed } = said.facts;
    expect(total).toBe(140);
    expect(Object.values<number>(byStatus).reduce((sum, count) => sum + count, 0)).toBe(140);
    expect(Object.keys(byStatus).sort()).toEqual(
      ['canceled', 'pendingApproval', 'registered', 'rejectedByOrganizer', 'waitlisted'].sort(),
    );
    expect(registration.registered).toBe(byStatus.registered);
    expect(registeredStayed).toBeGreaterThan(0);
    expect(registeredStayed).toBeLessThanOrEqual(registration.matched);
    expect((await chat.say(`attendance ${ENERGY}`)).facts.registration).toEqual(registration);
  });

  it('has the requests that the pages, the form and the report take, and no more', async () => {
    const { paths } = await chat.requestsOf(() => chat.say(`registrations ${ENERGY}`, fresh()));
    expect(paths.filter(isOfRegistrations)).toHaveLength(3);
    expect(paths.filter(path => path.endsWith('/questions'))).toHaveLength(1);
    expect(paths.filter(path => path.includes('attendanceRecords'))).toHaveLength(2);
  });

  it('works before the event, and says that nobody can have come', async () => {
    const said = await chat.say('registrations product launch', fresh());
    expect(said.facts).toMatchObject({ total: 318, notCompared: 'not-started' });
    expect(said.facts).not.toHaveProperty('registration');
    expect(textOf(said)).toContain('It has not begun');
    // Nobody registers in the future.
    expect(Date.parse(said.facts.signUps.curve.at(-1).at)).toBeLessThan(NOON);
  });

  it('gathers the answers of each question as they stand on the wire', async () => {
    const { facts } = await chat.say(`registrations ${ENERGY}`, fresh());
    const base = `${chat.sandbox.root}/v1.0/solutions/virtualEvents/webinars/${encodeURIComponent(facts.subject.id)}`;
    const wire = await rawPages(`${base}/registrations`);
    const form = await rawPages(`${base}/registrationConfiguration/questions`);
    expect(facts.questions.map((one: any) => one.title)).toEqual(form.map((one: any) => one.displayName));
    form.forEach((asked: any, index: number) => {
      const given = wire.flatMap((one: any) =>
        one.registrationQuestionAnswers.filter((answer: any) => answer.questionId === asked.id),
      );
      const said = given.filter(
        (answer: any) => answer.value !== null || answer.booleanValue !== null || answer.multiChoiceValues.length > 0,
      );
      const summary = facts.questions[index];
      expect(summary.answered).toBe(said.length);
      const count = (text: string) =>
        given.filter((answer: any) =>
          asked.answerInputType === 'boolean'
            ? answer.booleanValue === (text === 'Yes')
            : answer.multiChoiceValues.includes(text),
        ).length;
      for (const choice of summary.choices) expect(choice.count).toBe(count(choice.text));
      if (asked.answerChoices?.length) expect(summary.choices.map((one: any) => one.text)).toEqual(asked.answerChoices);
    });
    expect(facts.questions.map((one: any) => one.kind)).toEqual([
      'text',
      'text',
      'choices',
      'choices',
      'yes-no',
      'text',
      'text',
    ]);
  });

  it('opens a question by press and by number, without asking for the registrations again', async () => {
    const as = fresh();
    const all = await chat.say(`registrations ${ENERGY}`, as);
    const { paths } = await chat.requestsOf(async () => {
      const third = await chat.pressOn(all, 'registrations', args => args.question === 3, as);
      expect(third.facts).toMatchObject({ question: { number: 3, kind: 'choices' }, questions: 7 });
      expect(JSON.stringify(third.card)).toContain('Chart.HorizontalBar');
      const fourth = await chat.pressOn(third, 'registrations', args => args.question === 4, as);
      expect(fourth.facts.question).toMatchObject({ number: 4, severalChoices: true });
      const words = await chat.say('registrations question 7', as);
      expect(words.facts.question.kind).toBe('text');
      expect(words.facts.question.texts.length).toBeGreaterThan(0);
      expect((await chat.say(`registrations ${ENERGY} question 7 page 2`, as)).facts).toMatchObject({ pages: 1 });
      expect((await chat.say('registrations question 8', as)).facts).toMatchObject({
        code: 'no-such-number',
        listLength: 7,
      });
    });
    expect(paths.filter(path => isOfRegistrations(path) || path.includes('Records'))).toEqual([]);
  });

  it('keeps what people wrote out of shared places, and the choices in', async () => {
    const as = { ...fresh(), place: 'shared' } as const;
    const all = await chat.say(`registrations ${ENERGY}`, as);
    const told = JSON.stringify([all.card, all.facts]);
    for (const words of ['Field engineer', 'road map', 'HYPERLINK', 'Plant manager']) expect(told).not.toContain(words);
    expect(
      buttonsOf(all.card)
        .map(button => button.data.args.question)
        .filter(Boolean),
    ).toEqual([3, 4, 5]);
    expect((await chat.say('registrations question 3', as)).facts.question.choices).toHaveLength(4);
    const hidden = await chat.say('registrations question 7', as);
    expect(hidden.facts).toEqual({ place: 'private', command: expect.stringMatching(/^registrations .* question 7$/) });
    expect(cardText(hidden.card, shared)).not.toContain('road map');
  });

  it('uses what the answers say where the questions can not be read', async () => {
    chat.sandbox.faults.add({ path: '/registrationConfiguration', fault: { status: 403 } });
    const { facts } = await chat.say(`registrations ${ENERGY}`, fresh());
    expect(facts.questionsUnread).toBe('access-policy-missing');
    expect(facts.questions).toHaveLength(7);
    expect(facts.questions.map((one: any) => one.title)).toEqual(Array(7).fill(null));
    expect(facts.questions.filter((one: any) => one.kind === 'yes-no')).toHaveLength(1);
  });

  it.each([
    ['refused', REFUSED, 'registrations-refused'],
    ['none', 'all-hands', 'no-registrations'],
    ['a meeting’s', '367726574046', 'no-registrations'],
    ['of an event without an access policy', 'finance systems', 'access-policy-missing'],
    ['nobody’s', 'nonsense', 'not-found'],
  ])('that are %s are answered with why', async (_, which, code) => {
    for (const command of ['registrations', 'no-shows', 'walk-ins'])
      expect((await chat.say(`${command} ${which}`, fresh())).facts.code).toBe(code);
  });

  it('that break off are counted as far as they came, and compared with nothing', async () => {
    chat.sandbox.faults.add({ path: /\/registrations(\?|$)/, after: 2, fault: { status: 400 } });
    const said = await chat.say(`registrations ${ENERGY}`, fresh());
    expect(said.facts).toMatchObject({
      total: 100,
      incomplete: true,
      registrationsRead: 100,
      incompleteBecause: 'graph-refused',
      notCompared: 'graph-refused',
    });
    expect(textOf(said)).toContain('Incomplete');
    for (const command of ['no-shows', 'walk-ins'])
      expect((await chat.say(`${command} ${ENERGY}`, fresh())).facts.code).toBe('graph-refused');
  });

  it('of a stranger are not there', async () => {
    const { facts } = await chat.say(`registrations ${ENERGY}`, fresh());
    const person = 'b39544d8-2960-4f57-a84b-7a2b902e9e9f';
    for (const verb of ['registrations', 'no-shows', 'walk-ins'])
      expect((await chat.press(verb, { args: { id: facts.subject.id } }, { ...fresh(), person })).facts.code).toBe(
        'not-found',
      );
  });
});

describe('no-shows and walk-ins', () => {
  it('are those whom the wire gives', async () => {
    const as = fresh();
    const first = await chat.say(`no-shows ${SPRING}`, as);
    const { registration } = (await chat.say(`attendance ${SPRING}`, as)).facts;
    expect(first.facts).toMatchObject({ total: registration.noShows, of: registration.registered, page: 1 });
    const base = `${chat.sandbox.root}/v1.0/solutions/virtualEvents/webinars/${encodeURIComponent(first.facts.subject.id)}`;
    const { sessionId } = first.facts.subject;
    const records = await rawPages(
      `${base}/sessions/${encodeURIComponent(sessionId)}/attendanceReports/${first.facts.report.id}/attendanceRecords`,
    );
    const came = new Set(records.flatMap((one: any) => [one.registrationId, one.emailAddress?.toLowerCase()]));
    const absent = (await rawPages(`${base}/registrations`)).filter(
      (one: any) => one.status === 'registered' && !came.has(one.id) && !came.has(one.email.toLowerCase()),
    );
    const seen: string[] = [];
    for (let page = 1; page <= first.facts.pages; page += 1) {
      const { facts } = await chat.say(`no-shows page ${page}`, as);
      seen.push(...facts.people.map((one: any) => one.email));
    }
    expect(seen.toSorted()).toEqual(absent.map((one: any) => one.email).toSorted());
    const walkIns = await chat.say(`walk-ins ${SPRING}`, as);
    expect(walkIns.facts).toMatchObject({ total: registration.walkIns, of: 264 });
    for (const { walkIn, role } of walkIns.facts.people) {
      expect(walkIn).toBe(true);
      expect(['Attendee', 'None']).toContain(role);
    }
  });

  it('are paged and sought without asking Graph, by button and by word', async () => {
    const as = fresh();
    const first = await chat.say(`no-shows ${SPRING}`, as);
    const sought = first.facts.people[4].email as string;
    const { paths } = await chat.requestsOf(async () => {
      const second = await chat.pressOn(first, 'no-shows', args => args.page === 2, as);
      expect(second.facts.page).toBe(2);
      const found = await chat.say(`no-shows find ${sought}`, as);
      expect(found.facts.people.map((one: any) => one.email)).toEqual([sought]);
      const { kind, id, sessionId } = first.facts.subject;
      const args = { kind, id, session: sessionId, report: first.facts.report.id };
      expect((await chat.press('no-shows', { args, find: sought }, as)).facts.matching).toBe(1);
      expect((await chat.say('walk-ins find zzzz', as)).facts).toMatchObject({ matching: 0, people: [] });
    });
    expect(paths).toEqual([]);
  });

  it('name nobody in a shared place, and lead to the private chat', async () => {
    const as = { ...fresh(), place: 'shared' } as const;
    for (const command of ['no-shows', 'walk-ins'])
      expect((await chat.say(`${command} ${SPRING}`, as)).facts).toEqual({
        place: 'private',
        command: `${command} ${SPRING}`,
      });
  });

  it('are not told as absent because their record is missing', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 2, fault: { status: 400 } });
    const as = fresh();
    expect((await chat.say(`no-shows ${SPRING}`, as)).facts.code).toBe('graph-refused');
    chat.sandbox.faults.clear();
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 2, fault: { status: 400 } });
    expect((await chat.say(`walk-ins ${SPRING}`, as)).facts).toMatchObject({ incomplete: true, recordsRead: 100 });
  });

  it.each([
    ["who didn't come to", 'no-shows'],
    ['who did not come to', 'no-shows'],
    ['no shows', 'no-shows'],
    ['walk ins', 'walk-ins'],
    ['who came without registering to', 'walk-ins'],
  ])('%s', async (words, list) => {
    expect((await chat.say(`${words} ${ENERGY}`, fresh())).facts).toMatchObject({ list });
  });

  it('have the states of a report', async () => {
    expect((await chat.say('no-shows product launch', fresh())).facts.code).toBe('not-started');
  });
});
