import { message } from '../../support/door';
import { thorough, turnOf } from '../../support/thorough';
import { EVENT, startFormDoor, type FormDoor } from './form-door';

let desk: FormDoor;
beforeAll(async () => {
  desk = await startFormDoor();
});
afterEach(() => {
  desk.sandbox.faults.clear();
});
afterAll(() => desk.close());

const TIMES = { startDate: '2026-12-01', startTime: '10:00', endDate: '2026-12-01', endTime: '11:00' };
let count = 0;
/** Each test makes a session of its own. */
const named = (words: string) => `${words} ${++count}`;
const made = (titles: string[], title: string) => titles.filter(one => one === title).length;

describe('the form', () => {
  it('opens with what could be sent as it is, in the asker’s zone, every input with a label', async () => {
    const { inputs, values, json } = await desk.form();
    expect(values).toMatchObject({
      subject: 'Data Platform Bootcamp',
      // Half past three in UTC: the next full hour in Berlin, since the event has begun.
      startDate: '2026-11-18',
      startTime: '17:00',
      endTime: '18:00',
      timeZone: 'Europe/Berlin',
      allowedPresenters: 'roleIsPresenter',
      recordAutomatically: 'false',
    });
    for (const input of Object.values(inputs)) expect(input.label).toEqual(expect.any(String));
    for (const id of ['subject', 'startDate', 'startTime', 'endDate', 'endTime', 'timeZone'])
      expect(inputs[id]).toMatchObject({ isRequired: true, errorMessage: expect.any(String) });
    expect(json.length).toBeLessThan(25_000);
    expect(json).not.toContain('Okonkwo');
  });

  it('starts with the event where that lies ahead', async () => {
    const { values } = await desk.form('strategy town hall');
    expect(values.subject).toBe('Strategy Town Hall: The Next Three Years (2)');
    expect(values.startDate).toBe('2026-11-30');
  });

  it('asks which event, and goes on with the one that is pressed', async () => {
    const asked = await desk.form('customer webinar series');
    expect(asked.json).toContain('Which one did you mean?');
    expect(asked.json).toContain('"verb":"new-session"');
  });

  it('is not there for a meeting', async () => {
    expect((await desk.form('367726574046')).json).toContain('A meeting has no sessions');
  });

  it('names nobody in a group', async () => {
    const { json, values } = await desk.form(EVENT, { place: 'groupChat' });
    expect(values.subject).toBe('Data Platform Bootcamp');
    expect(json).not.toMatch(/you organise|Okonkwo/);
  });
});

describe('pressing Create session', () => {
  it('makes the session as it was filled in, and answers with its card', async () => {
    const title = named('Closing panel');
    const form = await desk.form();
    const answer = await desk.create(form, {
      ...TIMES,
      subject: `  ${title}  `,
      allowMeetingChat: 'limited',
      lobbyScope: 'invited',
      watermarkVideo: 'true',
      joinInformation: 'Bring questions.',
      videoTeleconferenceId: '1160449837',
    });
    expect(answer.json).toContain('Session created');
    expect(answer.json).toContain(title);
    expect(made(await desk.titles(), title)).toBe(1);
    const sent = desk.sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/'));
    expect(sent.at(-1)).toMatchObject({
      status: 201,
      path: expect.stringMatching(/\/virtualEvents\/events\/[^/]+\/sessions$/),
    });
    expect(answer.json).toContain('During the event only');
    expect(answer.json).toContain('Bring questions.');
  });

  it('makes one session of a form that is sent twice, at once or later, by one person or two', async () => {
    const title = named('Once only');
    const form = await desk.form(EVENT, { place: 'groupChat' });
    const filled = { ...TIMES, subject: title };
    const other = { person: desk.sandbox.people.coOrganizer, place: 'groupChat' as const };
    const answers = [
      ...(await Promise.all([desk.create(form, filled), desk.create(form, filled)])),
      await desk.create(form, filled),
      await desk.create(form, filled, other),
    ];
    for (const { json } of answers) expect(json).toContain('Session created');
    expect(made(await desk.titles(), title)).toBe(1);
  });

  it.each(['hang', 'reset', 'drop', 'truncate', 'html'] as const)(
    'finds the session that was made without an answer: %s',
    async fault => {
      const title = named(`Silent ${fault}`);
      const form = await desk.form();
      desk.next(fault);
      const answer = await desk.create(form, { ...TIMES, subject: title });
      expect(answer.json).toContain('Session created');
      expect(made(await desk.titles(), title)).toBe(1);
    },
  );

  it.each(turnOf([500, 502, 503, 504], 0, 2))(
    'says that nobody knows after %i, and makes one when pressed again',
    async status => {
      const title = named(`Unsure ${status}`);
      const form = await desk.form();
      desk.next({ status, retryAfter: 1 });
      const unsure = await desk.create(form, { ...TIMES, subject: title });
      expect(unsure.json).toContain('Graph did not say whether it was made');
      expect(unsure.values).toMatchObject({ ...TIMES, subject: title });
      expect(made(await desk.titles(), title)).toBe(0);
      expect((await desk.create(unsure, {})).json).toContain('Session created');
      expect(made(await desk.titles(), title)).toBe(1);
    },
  );

  it('finds it when pressed again, where it was made and not listed in time', async () => {
    const title = named('Listed late');
    const form = await desk.form();
    desk.next('hang');
    // The list that is looked at after the time-out can't be had.
    const sessions = /webinars\/[^/]+\/sessions$/;
    desk.sandbox.faults.add({ path: sessions, method: 'GET', after: 1, times: 5, fault: { status: 500 } });
    const unsure = await desk.create(form, { ...TIMES, subject: title });
    expect(unsure.json).toContain('Graph did not say whether it was made');
    desk.sandbox.faults.clear();
    expect((await desk.create(unsure, {})).json).toContain('Session created');
    expect(made(await desk.titles(), title)).toBe(1);
  });

  it('waits where Graph asks for a short pause', async () => {
    const title = named('Patient');
    const form = await desk.form();
    desk.next({ status: 429, retryAfter: 1 });
    expect((await desk.create(form, { ...TIMES, subject: title })).json).toContain('Session created');
    expect(made(await desk.titles(), title)).toBe(1);
  });

  it('says how long where the pause is long, and keeps what was filled in', async () => {
    const other = await startFormDoor();
    try {
      const form = await other.form();
      other.next({ status: 429, retryAfter: 600 });
      const late = await other.create(form, { ...TIMES, subject: 'Later' });
      expect(late.json).toContain('Graph asked for a pause');
      expect(late.json).toContain('10 min');
      expect(late.values).toMatchObject({ ...TIMES, subject: 'Later' });
    } finally {
      await other.close();
    }
  });

  const refusals: [string, { status: number; body?: unknown }, string[]][] = [
    ['404', { status: 404 }, ['Graph does not make sessions here', 'https://events.teams.microsoft.com/event/']],
    ['405', { status: 405 }, ['Graph does not make sessions here', 'https://events.teams.microsoft.com/event/']],
    ['501', { status: 501 }, ['Graph does not make sessions here', 'https://events.teams.microsoft.com/event/']],
    ['403', { status: 403 }, ['You may not make sessions here', 'VirtualEvent.ReadWrite']],
    ['409', { status: 409 }, ['Graph did not take this']],
    [
      '400 about a property',
      {
        status: 400,
        body: { error: { code: 'BadRequest', message: 'Invalid value for joinMeetingIdSettings. secret words' } },
      },
      ['Graph did not take this', '"Passcode: Graph did not take this."'],
    ],
  ];
  // Three of them are told in the same words.
  it.each(refusals.filter(([status]) => thorough || !['405', '501'].includes(status)))(
    'brings the form back filled in after %s',
    async (_, fault, words) => {
      const subject = named('Refused');
      const form = await desk.form();
      desk.next(fault);
      const back = await desk.create(form, { ...TIMES, subject, lobbyScope: 'everyone', recordAutomatically: 'true' });
      for (const word of words) expect(back.json).toContain(word);
      expect(back.json).not.toContain('secret words');
      expect(back.values).toMatchObject({ ...TIMES, subject, lobbyScope: 'everyone', recordAutomatically: 'true' });
      expect(made(await desk.titles(), subject)).toBe(0);
      // The same form can be sent again.
      expect((await desk.create(back, {})).json).toContain('Session created');
      expect(made(await desk.titles(), subject)).toBe(1);
    },
  );

  it.each<[string, Record<string, string>, string, string]>([
    ['no title', { subject: '  ' }, 'subject', 'Title: Fill this in.'],
    ['a long title', { subject: 'x'.repeat(300) }, 'subject', 'Title: At most 255 characters.'],
    ['an end before the start', { endTime: '09:00' }, 'endTime', 'End date: The end has to be later than the start.'],
    ['the past', { startDate: '2026-11-01', endDate: '2026-11-01' }, 'startDate', 'Start date: This is in the past.'],
    ['31 hours', { endDate: '2026-12-02', endTime: '17:01' }, 'endDate', 'End date: A session lasts at most 30 hours.'],
    ['no such zone', { timeZone: 'Mars/Olympus' }, 'timeZone', 'Time zone: This time zone is not known.'],
    ['an hour that is skipped', { startDate: '2027-03-28', startTime: '02:30' }, 'startTime', 'the clocks go forward'],
    ['an hour that comes twice', { endDate: '2027-10-31', endTime: '02:30' }, 'endTime', 'the clocks go back'],
    ['a word that is no choice', { lobbyScope: 'cellar' }, 'lobbyScope', 'Who skips the lobby: One of: '],
    ['no times at all', { startDate: '', startTime: '' }, 'startDate', 'Start date: Fill this in.'],
  ])('says what is wrong with %s before anything is sent', async (_, wrong, field, words) => {
    const form = await desk.form();
    const before = desk.sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/')).length;
    const back = await desk.create(form, { ...TIMES, subject: 'Fine', recordAutomatically: 'true', ...wrong });
    expect(back.json).toContain('Not made yet');
    expect(back.json).toContain(words);
    expect(back.values.recordAutomatically).toBe('true');
    expect(Object.keys(back.inputs)).toContain(field);
    const after = desk.sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/')).length;
    expect(after).toBe(before);
  });

  it('is taken as Action.Submit too, from clients that know no other', async () => {
    const subject = named('By Submit');
    const form = await desk.form();
    const value = { ...form.button.fallback.data, ...form.values, ...TIMES, subject };
    expect(form.button.fallback).toMatchObject({ type: 'Action.Submit', associatedInputs: 'auto' });
    const cards = await desk.door.ask({ ...message(undefined, desk.where()), value });
    expect(JSON.stringify(cards.at(-1))).toContain('Session created');
    expect(made(await desk.titles(), subject)).toBe(1);
  });

  it('makes no second session with the title and times of another', async () => {
    const subject = named('Twin');
    await desk.create(await desk.form(), { ...TIMES, subject });
    const back = await desk.create(await desk.form(), { ...TIMES, subject });
    expect(back.json).toContain('There is one like this already');
    expect(back.values.subject).toBe(subject);
    expect(made(await desk.titles(), subject)).toBe(1);
  });

  it('makes one of two forms for the same session that are sent at the same moment', async () => {
    const subject = named('Race');
    const [one, other] = [await desk.form(), await desk.form()];
    const answers = await Promise.all([
      desk.create(one, { ...TIMES, subject }),
      desk.create(other, { ...TIMES, subject: subject.toUpperCase(), recordAutomatically: 'true' }),
    ]);
    expect(answers.filter(({ json }) => json.includes('Session created'))).toHaveLength(1);
    expect(answers.filter(({ json }) => json.includes('There is one like this already'))).toHaveLength(1);
    expect((await desk.titles()).filter(title => title.toLowerCase() === subject.toLowerCase())).toHaveLength(1);
  });

  it('brings the form back where a client lets somebody write far too much', async () => {
    const subject = named('Wordy');
    const back = await desk.create(await desk.form(), { ...TIMES, subject, joinInformation: 'x'.repeat(60_000) });
    expect(back.json).toContain('At most 4000 characters.');
    expect(back.values).toMatchObject({ ...TIMES, subject });
    expect(back.json.length).toBeLessThan(25_000);
    expect(made(await desk.titles(), subject)).toBe(0);
  });

  it.each<[string, (data: any) => object]>([
    ['an unknown field', data => ({ ...data, colour: 'red' })],
    ['a field that is no text', data => ({ ...data, subject: { evil: true } })],
    ['an unknown argument', data => ({ ...data, args: { ...data.args, owner: 'me' } })],
    ['a token that walks', data => ({ ...data, args: { ...data.args, token: '..' } })],
    ['a form in the form', data => ({ ...data, args: { ...data.args, form: { subject: 7 } } })],
  ])('takes nothing from %s', async (_, tamper) => {
    const form = await desk.form();
    const answer = await desk.send('new-session', tamper({ ...form.button.data, ...form.values }));
    expect(answer.json).toContain('That button no longer works');
  });

  it('takes an event that is none for one that is not there', async () => {
    const form = await desk.form();
    const answer = await desk.send('new-session', {
      ...form.values,
      args: { ...form.button.data.args, id: 'nothing' },
    });
    expect(answer.json).toContain('"text":"Not found"');
  });
});

describe('who may', () => {
  it('an organiser and a co-organiser', async () => {
    const title = named('By a co-organiser');
    const as = { person: desk.sandbox.people.coOrganizer };
    const form = await desk.form(EVENT, as);
    expect((await desk.create(form, { ...TIMES, subject: title }, as)).json).toContain('Session created');
    expect(made(await desk.titles(), title)).toBe(1);
  });

  it.each(['presenter', 'attendee', 'stranger', 'guest'] as const)('not a %s, by words, id or button', async part => {
    const person = desk.sandbox.people[part];
    const form = await desk.form();
    const before = await desk.titles();
    const filled = { ...TIMES, subject: named('Not theirs') };
    const answers = [
      await desk.form(EVENT, { person }),
      await desk.form(form.button.data.args.id, { person }),
      await desk.send('new-session', { args: { kind: 'webinar', id: form.button.data.args.id } }, { person }),
      await desk.create(form, filled, { person }),
      await desk.create(form, filled, { person, place: 'groupChat' }),
    ];
    for (const { json } of answers) {
      expect(json).toContain('"text":"Not found"');
      expect(json).not.toContain('Data Platform Bootcamp');
    }
    expect(await desk.titles()).toEqual(before);
  });
});

it('says at once that it can make none where nobody signs in, and where that can be done', async () => {
  const other = await startFormDoor({ signsIn: false });
  try {
    const { json } = await other.form();
    expect(json).toContain('Rollcall cannot make sessions here');
    expect(json).toContain('VirtualEvent.ReadWrite');
    expect(json).toMatch(/https:\/\/events\.teams\.microsoft\.com\/event\/[0-9a-f-]{36}@[0-9a-f-]{36}/);
    const form = await desk.form();
    const { json: pressed } = await other.send('new-session', { ...form.button.data, ...form.values });
    expect(pressed).toContain('Rollcall cannot make sessions here');
    expect(other.sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/'))).toEqual([]);
  } finally {
    await other.close();
  }
});
