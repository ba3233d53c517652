import { startChat, type Chat } from '../chat';
import { ATTENDEES, betweenTwo, callOf, people } from './call-desk';

const allHands = callOf('Tidewater All-Hands');
const room = callOf('Speaker Rehearsal Room');

let chat: Chat;
let reader: string;
beforeAll(async () => {
  chat = await startChat({ ...ATTENDEES, calls: { sessions: 130 }, readers: { people: [] } });
  reader = chat.sandbox.eventsOffice.member;
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const SESSIONS = '/sessions?$expand';

describe('sessions of a call', () => {
  it('are listed failed first, then poor, with the number that each has in Graph’s list', async () => {
    const { facts } = await chat.say('call sessions all-hands');
    expect(facts).toMatchObject({ total: 130, matching: 130, pages: 13, page: 1, filter: 'all' });
    expect(facts.sessions).toHaveLength(10);
    const rank = (one: any) => (one.failureInfo ? 0 : one.streams.poor > 0 ? 1 : 2);
    expect(facts.sessions.map(rank)).toEqual([...facts.sessions.map(rank)].sort());
    expect(rank(facts.sessions[0])).toBe(0);
    expect(facts.modalities).toEqual(expect.arrayContaining(['audio', 'video', 'videoBasedScreenSharing']));
    expect(new Set(facts.sessions.map((one: any) => one.number)).size).toBe(10);
  });

  it('another page or filter asks Graph nothing, in words and by button', async () => {
    const as = { conversation: 'views' };
    const first = await chat.say('call sessions all-hands', as);
    const args = { call: allHands.id };
    const asked = await chat.requestsOf(async () => [
      await chat.say('call sessions page 2', as),
      await chat.say('call sessions failed', as),
      await chat.say('call sessions poor', as),
      await chat.say('call sessions screen sharing', as),
      await chat.pressOn(first, 'call-sessions', one => one.page === 2, as),
      await chat.press('call-sessions', { args, sessionFilter: 'failed' }, as),
      await chat.press('quality', { args }, as),
    ]);
    expect(asked.paths).toEqual([]);
    const [second, failed, poor, sharing, pressed, chosen, quality] = asked.result.map(one => one.facts);
    expect(second.page).toBe(2);
    expect(pressed).toEqual(second);
    expect(failed.sessions.every((one: any) => one.failureInfo !== null)).toBe(true);
    expect(chosen).toEqual(failed);
    expect(poor.sessions.every((one: any) => one.streams.poor > 0)).toBe(true);
    expect(sharing.filter).toBe('videoBasedScreenSharing');
    expect(quality.quality).toMatchObject({ sessions: 130, failed: failed.matching, poorSessions: poor.matching });
  });

  it('a filter that nothing passes is an empty list, and a page beyond the last is the last', async () => {
    const none = await chat.say('call sessions all-hands data', { conversation: 'none' });
    expect(none.facts).toMatchObject({ matching: 0, sessions: [], total: 130, filter: 'data' });
    const last = await chat.say('call sessions all-hands page 999', { conversation: 'none' });
    expect(last.facts).toMatchObject({ page: 13, pages: 13 });
  });

  it('are read again where the record has grown, and only then', async () => {
    const reads = (words: string) =>
      chat
        .requestsOf(() => chat.say(words, { conversation: 'grown' }))
        .then(({ paths }) => paths.filter(path => path.includes(SESSIONS)).length);
    expect(await reads('call rehearsal room')).toBeGreaterThan(0);
    expect(await reads('call rehearsal room')).toBe(0);
    expect(await reads(`quality ${room.id}`)).toBe(0);
    expect(await reads('quality rehearsal room')).toBe(0);
  });

  it('tell progress as pages are read', async () => {
    const told: object[] = [];
    const as = {
      conversation: 'progress',
      person: people.coOrganizer.id,
      progress: (one: object) => void told.push(one),
    };
    await chat.say('call sessions all-hands', as);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.at(-1)).toEqual({ pages: told.length, people: 0 });
  });
});

describe('one session of a call', () => {
  it.each([
    ['a number after the list', 'call session 7'],
    ['in one line', 'call session 7 of all-hands'],
    ['of the id of its call', `call session 7 of ${allHands.id}`],
    ['by another way to say it', 'call-session #7 in the all-hands'],
  ])('%s', async (how, words) => {
    const as = { conversation: how };
    if (words === 'call session 7') await chat.say('call sessions all-hands', as);
    const { facts, problem } = await chat.say(words, as);
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ number: 7, call: { id: allHands.id } });
    expect(Object.keys(facts.session)).toEqual(
      expect.arrayContaining([
        ...['id', 'caller', 'callee', 'failureInfo', 'modalities'],
        ...['startDateTime', 'endDateTime', 'segments', 'isTest'],
      ]),
    );
    expect(facts.session.segments.length).toBeGreaterThan(0);
    const streams = facts.session.segments.flatMap((segment: any) => segment.media.flatMap((one: any) => one.streams));
    expect(facts.streams).toHaveLength(streams.length);
  });

  it('a number without a list reads no further than there', async () => {
    const as = { conversation: 'not further', person: people.secondCoOrganizer.id };
    const { result, paths } = await chat.requestsOf(() => chat.say('call session 7 of all-hands', as));
    expect(result.facts.number).toBe(7);
    expect(result.facts).not.toHaveProperty('total');
    expect(paths.filter(path => path.includes(SESSIONS)).length).toBeLessThanOrEqual(2);
  });

  it('pressed in the list is the one of that row', async () => {
    const list = await chat.say('call sessions all-hands', { conversation: 'row' });
    const row = list.facts.sessions[3];
    const opened = await chat.pressOn(list, 'call-session', args => args.callSession === row.id, {
      conversation: 'row',
    });
    expect(opened.facts).toMatchObject({ number: row.number, total: 130, session: { id: row.id } });
    expect(opened.facts.durationSeconds).toBe((Date.parse(row.endDateTime) - Date.parse(row.startDateTime)) / 1000);
    const named = await chat.say(`call session ${row.id.toUpperCase()}`, { conversation: 'row' });
    expect(named.facts.session.id).toBe(row.id);
  });

  it('without a session is the list', async () => {
    for (const words of ['call session all-hands', 'call session'])
      expect((await chat.say(words, { conversation: 'list' })).facts).toMatchObject({ total: 130, page: 1 });
  });

  it.each([
    ['beyond the last', '999', { code: 'no-such-call-session', asked: '999', listLength: 130 }],
    ['none', '0', { code: 'no-such-call-session', asked: '0', listLength: 130 }],
    ['below none', '-3', { code: 'no-such-call-session', asked: '-3', listLength: 130 }],
    [
      'of another call',
      betweenTwo.session(0).id,
      { code: 'no-such-call-session', asked: betweenTwo.session(0).id, listLength: 130 },
    ],
  ])('%s is told how many there are', async (how, asked, facts) => {
    await chat.say('call sessions all-hands', { conversation: how });
    expect((await chat.say(`call session ${asked}`, { conversation: how })).facts).toEqual(facts);
  });

  it('without a list is told so too', async () => {
    const as = { conversation: 'no list', person: people.secondCoOrganizer.id };
    expect((await chat.say('call session 999 of all-hands', as)).facts).toEqual({
      code: 'no-such-call-session',
      asked: '999',
      listLength: 130,
    });
  });

  it('of a button without its call or event is refused', async () => {
    expect((await chat.press('call-session', { args: { callSession: '1' } })).problem).toBe('bad-action');
  });

  it('of two people is both of them', async () => {
    const { facts } = await chat.say(`call session 1 of ${betweenTwo.id}`, { person: reader, conversation: 'two' });
    expect(facts.session).toMatchObject({ caller: { of: 'participant' }, callee: { of: 'participant' } });
  });
});

it('one that came with a newer version of the record is there, though the list was read before', async () => {
  const growing = await startChat(ATTENDEES);
  try {
    const [{ id }] = (await growing.say('calls')).facts.calls;
    growing.moveClock(19 * 60_000);
    expect((await growing.say(`call sessions ${id}`)).facts.total).toBe(2);
    growing.moveClock(2 * 60_000);
    const { facts, problem } = await growing.say(`call session 4 of ${id}`);
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({ number: 4 });
  } finally {
    await growing.close();
  }
});

describe('quality of a call', () => {
  it('is the same as on its card, with what may help', async () => {
    const as = { conversation: 'quality' };
    const call = await chat.say('call all-hands', as);
    const { facts } = await chat.say('quality', as);
    expect(facts.quality).toEqual(call.facts.quality);
    expect(facts.advice).toEqual(expect.any(Array));
    expect(facts.quality.byPerson.length).toBeGreaterThan(10);
    expect(call.facts.participants).toBeGreaterThan(10);
  });
});

describe('a call that could not be read', () => {
  const as = (conversation: string) => ({ conversation, person: people.coOrganizer.id });

  it('says how far it could be, and is read again when asked again', async () => {
    const growing = chat.sandbox;
    growing.faults.add({ path: SESSIONS, after: 1, times: 6, fault: { status: 503 } });
    const id = callOf('Spring Product Briefing').id;
    const { facts, problem } = await chat.say(`call sessions ${id}`, as('partial'));
    expect(problem).toBeUndefined();
    expect(facts).toMatchObject({
      incomplete: true,
      sessionsRead: 60,
      incompleteBecause: 'graph-unavailable',
      total: 60,
    });
    const page = await chat.requestsOf(() => chat.say('call sessions page 2', as('partial')));
    expect(page).toMatchObject({ paths: [], result: { facts: { incomplete: true, page: 2 } } });
    growing.faults.clear();
    const again = await chat.say('call', as('partial'));
    expect(again.facts.quality).toMatchObject({ sessions: expect.any(Number) });
    expect(again.facts.quality.sessions).toBeGreaterThan(60);
    expect(again.facts.quality).not.toHaveProperty('incomplete');
  });

  it.each([
    ['quality', 'Spring Product Briefing'],
    ['call-sessions', 'Energy Savings Masterclass'],
  ])('is read again by the button of %s that says so', async (command, title) => {
    const who = { conversation: `again ${command}`, person: reader };
    chat.sandbox.faults.add({ path: SESSIONS, after: 1, times: 6, fault: { status: 503 } });
    const { id } = callOf(title);
    const first = await chat.say(`${command} ${id}`, who);
    const isPartial = ({ facts }: { facts: any }) => Boolean((facts.quality ?? facts).incomplete);
    expect(isPartial(first)).toBe(true);
    chat.sandbox.faults.clear();
    expect(JSON.stringify(first.card)).toContain('Read again');
    const again = await chat.press(command, { args: { call: id } }, who);
    expect(isPartial(again)).toBe(false);
  });

  it('is a problem where not one page could be', async () => {
    chat.sandbox.faults.add({ path: SESSIONS, fault: { status: 503 } });
    const said = await chat.say(`quality ${callOf('Energy Savings Masterclass').id}`, { conversation: 'none' });
    expect(said.problem).toBe('graph-unavailable');
  });

  it('has no number of participants where these can’t be had', async () => {
    chat.sandbox.faults.add({ path: '/participants_v2', fault: { status: 503 } });
    const said = await chat.say(`call ${callOf('Energy Savings Masterclass').id}`, { conversation: 'participants' });
    expect(said.facts).toMatchObject({ participants: null, quality: { sessions: expect.any(Number) } });
  });

  it('is not there where it vanished between its list and its record', async () => {
    await chat.say('calls yesterday', { conversation: 'vanished' });
    chat.sandbox.faults.add({ path: /callRecords\/[\da-f-]{36}$/, fault: { status: 404 } });
    expect((await chat.say('call 1', { conversation: 'vanished' })).facts).toEqual({ code: 'call-not-found' });
  });

  it('can’t be told from one that never was while Graph fails', async () => {
    chat.sandbox.faults.add({ path: '/virtualEvents/', fault: { status: 503 } });
    const person = people.attendee.id;
    for (const id of [allHands.id, '0aaaaaaa-1111-4222-8333-444444444444'])
      expect((await chat.say(`call ${id}`, { conversation: `fails ${id}`, person })).problem).toBe('graph-unavailable');
  });
});
