import type { ServerResponse } from 'node:http';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { eventNamed } from '../asking';
import { ask, reportsOf, startListener, subscriptionTo, type Listener } from '../listening';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-21T10:00:00Z');

let clock = START;
let sandbox: Sandbox;
let listener: Listener;
let briefing: any;
let townhall: any;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60, now: () => clock, answerWithinMs: 300 });
  listener = await startListener();
  briefing = await eventNamed(sandbox, 'Spring Product Briefing');
  townhall = await eventNamed(sandbox, 'Quarterly Results Live');
});
afterAll(async () => {
  await sandbox.close();
  await listener.close();
});
beforeEach(() => {
  clock = START;
  listener.handshakes.length = 0;
  listener.onHandshake = undefined;
});
afterEach(async () => {
  clock = START;
  for (const one of (await ask(sandbox, 'GET', '/subscriptions')).body.value)
    await ask(sandbox, 'DELETE', `/subscriptions/${one.id}`);
});

const create = (rest: object = {}, token?: string) =>
  ask(sandbox, 'POST', '/subscriptions', subscriptionTo(listener, reportsOf(briefing), clock, rest), token);
const inHours = (hours: number) => new Date(clock + hours * HOUR).toISOString();

describe('POST /subscriptions', () => {
  it('shakes hands with both addresses and answers with the subscription', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resource: reportsOf(briefing),
      changeType: 'created',
      clientState: 'secret client state',
      notificationUrl: listener.url,
      lifecycleNotificationUrl: listener.lifecycleUrl,
      expirationDateTime: inHours(23),
    });
    expect(listener.handshakes.map(one => one.path)).toEqual(['/notifications', '/lifecycle']);
    expect(listener.handshakes[0]!.token).toMatch(/^Validation: .+ Request-Id: [0-9a-f-]{36}$/);
  });

  it.each<[string, (events: { briefing: any; townhall: any }) => string]>([
    ['all events', () => 'solutions/virtualEvents/events'],
    ['all events, with slashes around', () => '/solutions/virtualEvents/events/'],
    ['other letters', () => 'SOLUTIONS/virtualevents/EVENTS'],
    ['a town hall', ({ townhall }) => reportsOf(townhall)],
    ['the id in brackets', ({ briefing }) => `solutions/virtualEvents/webinars('${briefing.id}')/getAttendanceReports`],
    ['letters of the kind', ({ briefing }) => `solutions/virtualevents/Webinars/${briefing.id}/GetAttendanceReports`],
  ])('takes %s', async (_name, resource) => {
    const asked = resource({ briefing, townhall });
    const { status, body } = await create({ resource: asked });
    expect([status, body.resource]).toEqual([201, asked]);
  });

  it.each<[string, object, RegExp]>([
    ['no changeType', { changeType: undefined }, /changeType is a required/],
    ['a change nobody knows', { changeType: 'created,renamed' }, /Invalid value for changeType/],
    ['a change that is not offered', { changeType: 'updated' }, /not supported for this resource/],
    ['no notificationUrl', { notificationUrl: undefined }, /notificationUrl is a required/],
    ['plain http elsewhere', { notificationUrl: 'http://example.org/' }, /https address/],
    ['a loopback look-alike', { notificationUrl: 'http://127.0.0.1.example.org/' }, /https address/],
    ['a lifecycle address that is none', { lifecycleNotificationUrl: 'ftp://127.0.0.1' }, /lifecycleNotificationUrl/],
    [
      'no lifecycle address, and more than an hour',
      { lifecycleNotificationUrl: undefined },
      /^lifecycleNotificationUrl is a required property .* greater than 1 hour\.$/,
    ],
    ['no resource', { resource: '' }, /resource is a required/],
    ['another resource', { resource: 'communications/callRecords' }, /not supported for subscriptions/],
    ['a part that cannot be watched', { resource: 'solutions/virtualEvents/webinars/x/y' }, /not supported/],
    ['host and version', { resource: 'https://graph.microsoft.com/v1.0/users' }, /without host and version/],
    ['no expiry', { expirationDateTime: undefined }, /expirationDateTime is a required/],
    ['an expiry that is no time', { expirationDateTime: 'tomorrow' }, /expirationDateTime/],
    ['an expiry in the past', { expirationDateTime: inHours(-1) }, /only be in the future/],
    ['more than a day', { expirationDateTime: new Date(START + 24 * HOUR + 1).toISOString() }, /1440 minutes/],
    ['no client state', { clientState: undefined }, /clientState is a required/],
    ['129 characters of client state', { clientState: 'x'.repeat(129) }, /at most 128/],
    ['resource data', { includeResourceData: true }, /Resource data/],
  ])('refuses %s before any handshake', async (_name, rest, words) => {
    const { status, body } = await create(rest);
    expect([status, body.error.message]).toEqual([400, expect.stringMatching(words)]);
    expect(listener.handshakes).toEqual([]);
  });

  it.each([null, [], 'text'])('refuses a body of %j', async body => {
    expect((await ask(sandbox, 'POST', '/subscriptions', body)).status).toBe(400);
  });

  it('takes 128 characters of client state, a day, and an hour without a lifecycle address', async () => {
    const day = await create({ clientState: 'x'.repeat(128), expirationDateTime: inHours(24) });
    const hour = await create({
      resource: reportsOf(townhall),
      lifecycleNotificationUrl: undefined,
      expirationDateTime: inHours(1),
    });
    expect([day.status, hour.status, hour.body.lifecycleNotificationUrl]).toEqual([201, 201, null]);
    expect(listener.handshakes).toHaveLength(3);
  });

  it('makes a short life 45 minutes long', async () => {
    const { body } = await create({ expirationDateTime: inHours(0.1) });
    expect(body.expirationDateTime).toBe(inHours(0.75));
  });

  it('allows one for each event and one for all events, and says so', async () => {
    expect((await create()).status).toBe(201);
    const again = await create({
      resource: `/${reportsOf(briefing)
        .toUpperCase()
        .replace(/WEBINARS\/[^/]+/, `webinars/${briefing.id}`)}`,
    });
    expect([again.status, again.body.error.message]).toEqual([403, expect.stringMatching(/limit .* at most 1 sub/)]);
    expect((await create({ resource: 'solutions/virtualEvents/events' })).status).toBe(201);
    expect((await create({ resource: 'solutions/virtualEvents/events' })).status).toBe(403);
  });

  it('lets one of two at the same moment through', async () => {
    const both = await Promise.all([create(), create()]);
    expect(both.map(one => one.status).sort()).toEqual([201, 403]);
  });

  it('is for apps where the whole tenant is meant, and for organisers where an event is', async () => {
    const { demoOrganizerId, people } = sandbox;
    expect((await create({ resource: 'solutions/virtualEvents/events' }, `user:${demoOrganizerId}`)).status).toBe(403);
    expect((await create({}, `user:${people.stranger}`)).status).toBe(403);
    expect((await create({}, `user:${demoOrganizerId}`)).status).toBe(201);
  });

  it('knows no event of another kind, and none that is not there', async () => {
    const wrongKind = reportsOf(briefing).replace('webinars', 'townhalls');
    expect((await create({ resource: wrongKind })).status).toBe(404);
    expect((await create({ resource: 'solutions/virtualEvents/webinars/none/getAttendanceReports' })).status).toBe(404);
  });
});

describe('a handshake that goes wrong', () => {
  it.each<[string, NonNullable<Listener['onHandshake']>, RegExp]>([
    ['202', (token, response) => response.writeHead(202, { 'content-type': 'text/plain' }).end(token), /200 OK.*202/],
    ['500', (_, response) => response.writeHead(500).end(), /200 OK/],
    ['a redirect', (_, response) => response.writeHead(307, { location: '/lifecycle' }).end(), /200 OK/],
    ['HTML', (token, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(token), /text\/plain/],
    ['still encoded', (token, response) => text(response, encodeURIComponent(token)), /exactly match/],
    ['more than the token', (token, response) => text(response, `${token}\n`), /exactly match/],
    ['quotes around it', (token, response) => text(response, `"${token}"`), /exactly match/],
    ['no answer', () => undefined, /timed out/],
    ['a broken connection', (_, response) => response.destroy(), /Unable to connect/],
    [
      'only the lifecycle address',
      (token, response, path) => text(response, path === '/lifecycle' ? 'no' : token),
      /exactly match/,
    ],
  ])('%s is refused, and nothing stands', async (_name, answer, words) => {
    listener.onHandshake = answer;
    const { status, body } = await create();
    expect([status, body.error.code]).toEqual([400, 'ValidationError']);
    expect(body.error.message).toMatch(/^Subscription validation request/);
    expect(body.error.message).toMatch(words);
    expect((await ask(sandbox, 'GET', '/subscriptions')).body.value).toEqual([]);
  });
});

const text = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'content-type': 'text/plain' }).end(body);

describe('a subscription that stands', () => {
  it('is listed and shown, without its client state, until it expires by the clock', async () => {
    const { id } = (await create()).body;
    clock += 22 * HOUR;
    const one = await ask(sandbox, 'GET', `/subscriptions/${id}`);
    const list = await ask(sandbox, 'GET', '/subscriptions');
    expect([one.body.clientState, list.body.value]).toEqual([null, [one.body]]);
    clock += HOUR;
    expect((await ask(sandbox, 'GET', `/subscriptions/${id}`)).status).toBe(404);
    expect((await ask(sandbox, 'GET', '/subscriptions')).body.value).toEqual([]);
    expect((await create()).status).toBe(201);
  });

  it('lives on after PATCH, within the same rules', async () => {
    const { id } = (await create()).body;
    clock += 12 * HOUR;
    const patch = (body: object) => ask(sandbox, 'PATCH', `/subscriptions/${id}`, body);
    expect((await patch({ expirationDateTime: inHours(25) })).status).toBe(400);
    expect((await patch({ expirationDateTime: inHours(-1) })).status).toBe(400);
    expect((await patch({ lifecycleNotificationUrl: listener.url })).status).toBe(400);
    expect((await patch({ expirationDateTime: inHours(24) })).body.expirationDateTime).toBe(inHours(24));
    clock += 23 * HOUR;
    expect((await ask(sandbox, 'GET', `/subscriptions/${id}`)).status).toBe(200);
  });

  it('without a lifecycle address stays short', async () => {
    const { id } = (await create({ lifecycleNotificationUrl: undefined, expirationDateTime: inHours(1) })).body;
    const { body } = await ask(sandbox, 'PATCH', `/subscriptions/${id}`, { expirationDateTime: inHours(2) });
    expect(body.error.message).toMatch(/lifecycleNotificationUrl is a required/);
  });

  it('is gone after DELETE', async () => {
    const { id } = (await create()).body;
    expect((await ask(sandbox, 'DELETE', `/subscriptions/${id}`)).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect((await ask(sandbox, method, `/subscriptions/${id}`, method === 'PATCH' ? {} : undefined)).status).toBe(
        404,
      );
    expect((await ask(sandbox, 'POST', `/subscriptions/${id}/reauthorize`)).status).toBe(404);
  });

  it('takes no other method and no other action', async () => {
    const { id } = (await create()).body;
    expect((await ask(sandbox, 'PUT', `/subscriptions/${id}`, {})).status).toBe(405);
    expect((await ask(sandbox, 'GET', `/subscriptions/${id}/reauthorize`)).status).toBe(405);
    expect((await ask(sandbox, 'POST', `/subscriptions/${id}/retire`)).status).toBe(400);
    expect((await ask(sandbox, 'POST', `/subscriptions/${id}/reauthorize`)).status).toBe(204);
  });

  it('is there although the answer to its creation was lost', async () => {
    sandbox.faults.add({ path: '/subscriptions', method: 'POST', times: 1, fault: 'reset' });
    await expect(create()).rejects.toThrow();
    sandbox.faults.clear();
    expect((await ask(sandbox, 'GET', '/subscriptions')).body.value).toHaveLength(1);
  });

  it('can be made inside a batch', async () => {
    const body = subscriptionTo(listener, reportsOf(briefing), clock);
    const { body: answered } = await ask(sandbox, 'POST', '/$batch', {
      requests: [
        { id: '1', method: 'POST', url: '/subscriptions', body, headers: { 'content-type': 'application/json' } },
      ],
    });
    expect(answered.responses[0].status).toBe(201);
  });
});
