import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { all, eventNamed } from '../asking';

let sandbox: Sandbox;
let id: string;
let path: string;

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 20, now: () => Date.parse('2026-11-18T15:30:00Z') });
  ({ id, path } = await eventNamed(sandbox, 'Data Platform Bootcamp'));
});
afterEach(() => {
  sandbox.faults.clear();
});
afterAll(() => sandbox.close());

const body = {
  '@odata.type': '#microsoft.graph.virtualEventSession',
  subject: 'Questions and answers',
  startDateTime: {
    '@odata.type': 'microsoft.graph.dateTimeTimeZone',
    dateTime: '2026-12-01T10:00:00',
    timeZone: 'W. Europe Standard Time',
  },
  endDateTime: { dateTime: '2026-12-01T11:00:00', timeZone: 'W. Europe Standard Time' },
  allowedPresenters: 'organizer',
  lobbyBypassSettings: { scope: 'invited' },
};

async function post(sent: unknown, { as = `user:${sandbox.demoOrganizerId}`, event = id } = {}) {
  const response = await fetch(
    `${sandbox.root}/v1.0/solutions/virtualEvents/events/${encodeURIComponent(event)}/sessions`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: typeof sent === 'string' ? sent : JSON.stringify(sent),
      signal: AbortSignal.timeout(300),
    },
  );
  return { status: response.status, body: (await response.json()) as any };
}

const titles = async () => (await all(sandbox, `${path}/sessions`)).map(one => one.subject as string);

describe('POST …/events/{id}/sessions', () => {
  it('answers 201 with the session unwrapped, as Microsoft’s example, and lists it from then on', async () => {
    const before = await titles();
    const { status, body: made } = await post(body);
    expect(status).toBe(201);
    expect(made).toMatchObject({
      '@odata.type': '#microsoft.graph.virtualEventSession',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      subject: 'Questions and answers',
      startDateTime: { dateTime: '2026-12-01T10:00:00.0000000', timeZone: 'W. Europe Standard Time' },
      allowedPresenters: 'organizer',
      lobbyBypassSettings: { scope: 'invited' },
      joinWebUrl: expect.stringContaining('https://teams.microsoft.com/l/meetup-join/'),
      chatInfo: { threadId: expect.stringContaining('19:meeting_') },
    });
    expect(await titles()).toEqual([...before, 'Questions and answers']);
    const got = await fetch(`${sandbox.root}/v1.0${path}/sessions/${made.id}`, {
      headers: { authorization: 'Bearer app' },
    });
    expect(((await got.json()) as any).value).toEqual(made);
  });

  it.each([
    ['an unknown property', { ...body, colour: 'red' }, /'colour'/],
    ['an unknown inner property', { ...body, lobbyBypassSettings: { hall: true } }, /'lobbyBypassSettings.hall'/],
    ['a flag as text', { ...body, recordAutomatically: 'yes' }, /'recordAutomatically'/],
    ['a word that is no member', { ...body, allowMeetingChat: 'sometimes' }, /'allowMeetingChat'/],
    ['a number for a title', { ...body, subject: 7 }, /'subject'/],
    ['no times', { subject: 'x' }, /time zone/],
    [
      'a zone that is none',
      { ...body, startDateTime: { dateTime: '2026-12-01T10:00:00', timeZone: 'PacificSt' } },
      /PacificSt/,
    ],
    ['30 February', { ...body, startDateTime: { dateTime: '2026-02-30T10:00:00', timeZone: 'UTC' } }, /startDateTime/],
    ['an end before the start', { ...body, endDateTime: body.startDateTime }, /endDateTime/],
    ['no JSON', '{', /JSON/],
  ])('400 for %s', async (_, sent, words) => {
    const before = await titles();
    const { status, body: refused } = await post(sent);
    expect([status, refused.error.code]).toEqual([400, 'BadRequest']);
    expect(refused.error.message).toMatch(words);
    expect(await titles()).toEqual(before);
  });

  it('is for organisers and co-organisers who are signed in', async () => {
    const { people } = sandbox;
    expect((await post(body, { as: 'app' })).status).toBe(403);
    expect((await post({ ...body, subject: 'By a co-organiser' }, { as: `user:${people.coOrganizer}` })).status).toBe(
      201,
    );
    for (const part of ['presenter', 'attendee', 'stranger'] as const)
      expect([part, (await post(body, { as: `user:${people[part]}` })).status]).toEqual([part, 403]);
    expect((await post(body, { event: 'nothing' })).status).toBe(404);
  });

  it.each([403, 404, 405, 429, 501])('answers %i where the plan says so, and makes nothing', async status => {
    sandbox.faults.add({ path: '/sessions', method: 'POST', fault: { status, retryAfter: 3 } });
    const before = await titles();
    expect((await post(body)).status).toBe(status);
    expect(await titles()).toEqual(before);
  });

  it.each(['hang', 'reset'] as const)('makes it and then never says so: %s', async fault => {
    sandbox.faults.add({ path: '/sessions', method: 'POST', fault });
    const before = await titles();
    await expect(post({ ...body, subject: `Made in silence: ${fault}` })).rejects.toThrow();
    expect(await titles()).toEqual([...before, `Made in silence: ${fault}`]);
  });
});
