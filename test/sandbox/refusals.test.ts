import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { createWorld } from '../../src/sandbox/world/world';
import { all, eventNamed, get, reportPath, sessionPath } from './asking';

const NOW = Date.parse('2026-11-21T09:12:34Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW, attendees: 100 });
});
afterAll(() => sandbox.close());

const world = createWorld({ seed: 1, now: NOW, attendees: 100 });
const meetingId = (subject: string) => encodeURIComponent(world.meetings.find(one => one.subject === subject)!.id);
const root = '/solutions/virtualEvents';

describe('refusals in Graph’s own words', () => {
  const cases: [string, () => string | Promise<string>, string, number, string, RegExp][] = [
    ['no token', () => `${root}/webinars`, '', 401, 'InvalidAuthenticationToken', /token/],
    ['an unknown event', () => `${root}/webinars/none`, 'app', 404, 'NotFound', /not found/],
    [
      'a town hall asked as a webinar',
      async () => `${root}/webinars/${(await eventNamed(sandbox, 'All-Hands')).id}`,
      'app',
      404,
      'NotFound',
      /./,
    ],
    [
      'an unknown session',
      async () => `${(await eventNamed(sandbox, 'Spring')).path}/sessions/none`,
      'app',
      404,
      'NotFound',
      /./,
    ],
    [
      'an unknown report',
      async () => `${await sessionPath(sandbox, 'Spring')}/attendanceReports/none`,
      'app',
      404,
      'NotFound',
      /./,
    ],
    [
      'a report older than a year',
      async () =>
        `${await sessionPath(sandbox, 'Founders')}/attendanceReports/${world.events.find(one => one.title.startsWith('Founders'))!.sessions[0]!.reports[0]!.id}`,
      'app',
      404,
      'NotFound',
      /./,
    ],
    [
      'lists by role of an uncovered organiser',
      () => `${root}/webinars/getByUserIdAndRole(userId='${sandbox.people.uncovered}',role='organizer')`,
      'app',
      403,
      'Forbidden',
      /^No application access policy found for this app$/,
    ],
    [
      'an event of an uncovered organiser',
      () => `${root}/webinars/${world.events.find(one => one.title.startsWith('Finance'))!.id}`,
      'app',
      403,
      'Forbidden',
      /access policy/,
    ],
    [
      'registrations without the permission',
      async () => `${(await eventNamed(sandbox, 'Sales Kickoff')).path}/registrations`,
      'app',
      403,
      'Authorization_RequestDenied',
      /Insufficient privileges/,
    ],
    [
      'lists by the signed-in person, as an app',
      () => `${root}/webinars/getByUserRole(role='organizer')`,
      'app',
      403,
      'Forbidden',
      /delegated/,
    ],
    [
      'lists by another person, signed in',
      () => `${root}/webinars/getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='organizer')`,
      'user:someone',
      403,
      'Forbidden',
      /application/,
    ],
    ['all webinars, signed in', () => `${root}/webinars`, 'user:someone', 403, 'Forbidden', /application/],
    [
      'a role that is none',
      () => `${root}/webinars/getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='attendee')`,
      'app',
      400,
      'BadRequest',
      /role/,
    ],
    [
      'a person nobody knows',
      () => `${root}/webinars/getByUserIdAndRole(userId='11111111-2222-3333-4444-555555555555',role='organizer')`,
      'app',
      404,
      'Request_ResourceNotFound',
      /./,
    ],
    ['a person’s own lists, for an app', () => '/me/onlineMeetings/x', 'app', 400, 'BadRequest', /delegated/],
    [
      'a meeting id that is none',
      () => `/users/${sandbox.demoOrganizerId}/onlineMeetings/none`,
      'app',
      400,
      'BadRequest',
      /Index was out of range/,
    ],
    [
      'a meeting of strangers',
      () => `/users/${sandbox.people.stranger}/onlineMeetings/${meetingId('Pay Review')}`,
      'app',
      403,
      'Forbidden',
      /^3003: /,
    ],
    [
      'reports of a meeting one was only invited to',
      () => `/users/${sandbox.demoOrganizerId}/onlineMeetings/${meetingId('Pay Review')}/attendanceReports`,
      'app',
      403,
      'Forbidden',
      /^3003: /,
    ],
    [
      'a join link of somebody else’s meeting',
      () =>
        `/users/${sandbox.demoOrganizerId}/onlineMeetings?$filter=${encodeURIComponent(`JoinWebUrl eq '${world.meetings.find(one => one.subject === 'Pay Review')!.joinWebUrl}'`)}`,
      'app',
      403,
      'Forbidden',
      /^3003: User does not have access to lookup meeting$/,
    ],
    [
      'reports for a mere attendee',
      async () => reportPath(sandbox, 'Spring'),
      'user:attendee',
      403,
      'Forbidden',
      /^3003: /,
    ],
    [
      'meetings without a filter',
      () => `/users/${sandbox.demoOrganizerId}/onlineMeetings`,
      'app',
      400,
      'BadRequest',
      /filter/,
    ],
    ['a path that leads nowhere', () => '/groups', 'app', 400, 'BadRequest', /segment 'groups'/],
  ];

  it.each(cases)('%s', async (_name, path, token, status, code, message) => {
    const answered = await get(sandbox, await path(), token.replace('attendee', sandbox.people.attendee));
    expect(answered.status).toBe(status);
    expect(answered.body.error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(Object.keys(answered.body.error.innerError)).toEqual(['date', 'request-id', 'client-request-id']);
    expect(answered.body.error.innerError['request-id']).toBe(answered.headers.get('request-id'));
  });

  it('OData parameters on events, sessions, reports and registrations', async () => {
    const { path } = await eventNamed(sandbox, 'Spring');
    const session = await sessionPath(sandbox, 'Spring');
    const report = await reportPath(sandbox, 'Spring');
    for (const refused of [
      `${path}?$select=id`,
      `${path}/sessions?$top=1`,
      `${session}?$expand=attendanceReports`,
      `${session}/attendanceReports?$count=true`,
      `${session}/attendanceReports?$expand=attendanceRecords`,
      `${report}?$select=id`,
      `${report}?$expand=records`,
      `${report}/attendanceRecords?$top=5`,
      `${path}/registrations?$filter=status eq 'registered'`,
      `${root}/webinars?$filter=status eq 'draft'`,
      `${root}/webinars?$orderby=startDateTime`,
    ]) {
      const { status, body } = await get(sandbox, refused);
      expect([refused, status, body.error?.code]).toEqual([refused, 400, 'BadRequest']);
    }
  });

  it('writing', async () => {
    const response = await fetch(`${sandbox.root}/v1.0${root}/webinars/x/sessions`, {
      method: 'POST',
      headers: { authorization: 'Bearer app', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(405);
    expect(((await response.json()) as any).error.code).toBe('Request_BadRequest');
  });

  it('another version', async () => {
    expect((await get(sandbox, `${sandbox.root}/v2.0${root}/webinars`)).body.error.message).toBe('Invalid version.');
    expect((await get(sandbox, `${sandbox.root}/beta${root}/webinars`)).status).toBe(200);
  });
});

describe('a signed-in person', () => {
  const as = (part: keyof Sandbox['people']) => `user:${sandbox.people[part]}`;

  it('has lists of their own', async () => {
    const path = `${root}/townhalls/getByUserRole(role='organizer')`;
    expect((await all(sandbox, path, as('guildOrganizer'))).map(one => one.displayName)).toEqual([
      'Engineering Guild Forum',
    ]);
    expect(await all(sandbox, path, as('stranger'))).toEqual([]);
  });

  it('reads the reports of what they co-organise, whatever policy covers the organiser', async () => {
    const event = world.events.find(one => one.title.startsWith('Finance'))!;
    const path = `${root}/webinars/${event.id}/sessions/${event.sessions[0]!.id}/attendanceReports`;
    expect(await all(sandbox, path, as('demo'))).toHaveLength(1);
  });

  it('is told external information as an insider alone', async () => {
    const { path } = await eventNamed(sandbox, 'All-Hands');
    expect((await get(sandbox, path, as('coOrganizer'))).body.externalEventInformation).toHaveLength(1);
    expect((await get(sandbox, path, as('presenter'))).body.externalEventInformation).toBeNull();
    expect((await get(sandbox, path, as('stranger'))).status).toBe(404);
  });
});

describe('a limit of reads', () => {
  it('answers 429 and says when to come back', async () => {
    let now = NOW;
    const limited = await startSandbox({ now: () => now, readLimit: { reads: 3, perMs: 30_000 } });
    const ask = () => get(limited, `${root}/townhalls`);
    for (let count = 0; count < 3; count++) expect((await ask()).status).toBe(200);
    now += 10_000;
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20']);
    now += 40_000;
    expect((await ask()).status).toBe(200);
    await limited.close();
  });
});
