import { isAppError } from '../../src/domain/errors';
import type { EventRef } from '../../src/domain/sources';
import type { WantedSubscription } from '../../src/domain/subscriptions';
import { createSubscriptionSource } from '../../src/graph/subscriptions';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { eventNamed } from '../sandbox/asking';
import { ask, startListener, subscriptionTo, type Listener } from '../sandbox/listening';
import { clientFor, closeAll, startPair } from './support/clients';
import { sendError, sendJson } from './support/graph-server';

const HOUR = 3_600_000;
const START = 1_800_000_000_000;

let clock: number;
let sandbox: Sandbox;
let listener: Listener;
let event: EventRef;
beforeEach(async () => {
  clock = START;
  sandbox = await startSandbox({ attendees: 60, now: () => clock, answerWithinMs: 200 });
  listener = await startListener();
  event = { kind: 'townhall', id: (await eventNamed(sandbox, 'Quarterly Results Live')).id };
});
afterEach(async () => {
  await closeAll();
  await sandbox.close();
  await listener.close();
});

const wantedFor = (rest: Partial<WantedSubscription> = {}): WantedSubscription => ({
  watched: { of: 'reports', event },
  notificationUrl: listener.url,
  lifecycleUrl: listener.lifecycleUrl,
  clientState: 'secret client state',
  expires: clock + 23 * HOUR,
  ...rest,
});
const source = () => createSubscriptionSource(clientFor(sandbox.root).client);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: unknown) => (isAppError(error) ? error.code : error),
  );
const posts = () => sandbox.requests.filter(one => one.method === 'POST' && one.path === '/v1.0/subscriptions').length;

describe('making a subscription', () => {
  it.each<[string, () => Promise<WantedSubscription['watched']>]>([
    ['reports of a town hall', async () => ({ of: 'reports', event })],
    [
      'reports of a webinar',
      async () => ({ of: 'reports', event: { kind: 'webinar', id: (await eventNamed(sandbox, 'Spring')).id } }),
    ],
    [
      'reports of an event whose id must be encoded',
      async () => ({ of: 'reports', event: { kind: 'webinar', id: (await eventNamed(sandbox, 'Volunteering')).id } }),
    ],
    ['all events', async () => ({ of: 'events' })],
  ])('of %s looks at the list, asks once, and is listed afterwards', async (_name, watching) => {
    const watched = await watching();
    const made = await source().create(wantedFor({ watched }));
    expect(made).toEqual({
      id: expect.any(String),
      watched,
      expires: START + 23 * HOUR,
      notificationUrl: listener.url,
      lifecycleUrl: listener.lifecycleUrl,
      clientState: 'secret client state',
    });
    const { clientState: _, ...shown } = made;
    expect(await source().list()).toEqual([shown]);
    expect(sandbox.requests.slice(-3).map(one => one.method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('adopts what stands', async () => {
    const first = await source().create(wantedFor());
    expect((await source().create(wantedFor())).id).toBe(first.id);
    expect(posts()).toBe(1);
  });

  it.each(['reset', 'drop', 'truncate', 'html'] as const)(
    'adopts what was made while the answer was lost: %s',
    async fault => {
      sandbox.faults.add({ path: /subscriptions$/, method: 'POST', times: 1, fault });
      const made = await source().create(wantedFor());
      expect((await source().list()).map(one => one.id)).toEqual([made.id]);
      expect([posts(), made.watched]).toEqual([1, { of: 'reports', event }]);
    },
  );

  it.each([500, 502, 504])('is not asked for again after %i, and says so', async status => {
    sandbox.faults.add({ path: /subscriptions$/, method: 'POST', fault: { status } });
    expect(await codeOf(source().create(wantedFor()))).toBe('graph-unavailable');
    expect([posts(), sandbox.requests.at(-1)!.method]).toEqual([1, 'GET']);
  });

  it('is asked for again where Graph surely did nothing', async () => {
    sandbox.faults.add({ path: /subscriptions$/, method: 'POST', times: 1, fault: { status: 429, retryAfter: 1 } });
    await source().create(wantedFor());
    expect(posts()).toBe(2);
  });

  it('is not even tried when the list can not be read', async () => {
    sandbox.faults.add({ path: /subscriptions$/, method: 'GET', fault: { status: 503 } });
    expect(await codeOf(source().create(wantedFor()))).toBe('graph-unavailable');
    expect(posts()).toBe(0);
  });

  it('of something that tells another address is left to whoever plans', async () => {
    const foreign = subscriptionTo(
      listener,
      `solutions/virtualEvents/townhalls/${event.id}/getAttendanceReports`,
      clock,
      {
        notificationUrl: listener.lifecycleUrl,
      },
    );
    expect((await ask(sandbox, 'POST', '/subscriptions', foreign)).status).toBe(201);
    expect(await codeOf(source().create(wantedFor()))).toBe('subscription-taken');
    expect(posts()).toBe(1);
  });

  it('that Graph refuses says why', async () => {
    listener.onHandshake = (_, response) => response.writeHead(404).end();
    expect(await codeOf(source().create(wantedFor()))).toBe('notifications-unreachable');
    expect(await codeOf(source().create(wantedFor({ expires: clock + 48 * HOUR })))).toBe('graph-refused');
    const none = { of: 'reports', event: { kind: 'townhall', id: 'none' } } as const;
    expect(await codeOf(source().create(wantedFor({ watched: none })))).toBe('not-found');
    sandbox.faults.add({ path: /subscriptions$/, method: 'POST', fault: { status: 403 } });
    expect(await codeOf(source().create(wantedFor()))).toBe('access-policy-missing');
  });

  it('finds the limit reached by one that only people see, and by one made meanwhile', async () => {
    const { server, client } = await startPair((seen, response) => {
      if (seen.method === 'GET') sendJson(response, { value: [] });
      else sendError(response, 403, 'Forbidden', 'Subscription limit reached: at most 1 for this event.');
    });
    expect(await codeOf(createSubscriptionSource(client).create(wantedFor()))).toBe('subscription-limit');
    expect(server.seen.map(one => one.method)).toEqual(['GET', 'POST', 'GET']);
    const two = await Promise.all([source().create(wantedFor()), source().create(wantedFor())]);
    expect(new Set(two.map(one => one.id)).size).toBe(1);
  });
});

describe('one that stands', () => {
  it('is renewed, reauthorised and removed, also a second time', async () => {
    const { id } = await source().create(wantedFor());
    clock += 12 * HOUR;
    await source().renew(id, clock + 23 * HOUR);
    expect((await source().list())[0]!.expires).toBe(clock + 23 * HOUR);
    await source().reauthorize(id);
    await source().remove(id);
    await source().remove(id);
    expect(await source().list()).toEqual([]);
  });

  it('that is gone says so', async () => {
    expect(await codeOf(source().renew('6f1d3a52-0000-4000-8000-000000000000', clock + HOUR))).toBe('not-found');
    expect(await codeOf(source().reauthorize('6f1d3a52-0000-4000-8000-000000000000'))).toBe('not-found');
    expect(await codeOf(source().remove('..'))).toBe('fine');
  });

  it.each(['reset', 'html'] as const)('is changed again after a lost answer: %s', async fault => {
    const { id } = await source().create(wantedFor());
    for (const method of ['PATCH', 'DELETE']) sandbox.faults.add({ path: '/subscriptions', method, times: 1, fault });
    await source().renew(id, clock + 20 * HOUR);
    await source().remove(id);
    const changes = sandbox.requests.filter(one => ['PATCH', 'DELETE'].includes(one.method));
    expect(changes.map(one => `${one.method} ${one.status}`)).toEqual([
      'PATCH 200',
      'PATCH 200',
      'DELETE 204',
      'DELETE 404',
    ]);
  });
});

describe('the list', () => {
  it('goes over all pages and leaves out what is none of Rollcall’s', async () => {
    const row = (id: string, resource: unknown, rest: object = {}) => ({
      id,
      resource,
      changeType: 'created',
      expirationDateTime: '2027-01-15T10:00:00.0000000Z',
      ...rest,
    });
    const pages: unknown[][] = [
      [
        row('1', '/SOLUTIONS/virtualevents/Events'),
        row('2', "solutions/virtualEvents/webinars('A%2F1')/GetAttendanceReports", { clientState: 'x' }),
        row('3', 'solutions/virtualEvents/events', { changeType: 'updated' }),
      ],
      [
        row('4', 'communications/callRecords'),
        row('5', 'solutions/virtualEvents/townhalls/B/sessions'),
        row('6', 'solutions/virtualEvents/townhalls/B/getAttendanceReports', { expirationDateTime: 'soon' }),
        row('7', 5),
        null,
        row('8', 'solutions/virtualEvents/townhalls/B/getAttendanceReports'),
      ],
    ];
    const { client } = await startPair(({ url }, response) => {
      const isSecond = url.includes('skiptoken');
      const link = { '@odata.nextLink': `http://${response.req.headers.host}/v1.0/subscriptions?$skiptoken=2` };
      sendJson(response, { value: pages[isSecond ? 1 : 0], ...(!isSecond && link) });
    });
    const expires = Date.parse('2027-01-15T10:00:00Z');
    expect(await createSubscriptionSource(client).list()).toEqual([
      { id: '1', watched: { of: 'events' }, expires },
      { id: '2', watched: { of: 'reports', event: { kind: 'webinar', id: 'A/1' } }, expires, clientState: 'x' },
      { id: '8', watched: { of: 'reports', event: { kind: 'townhall', id: 'B' } }, expires },
    ]);
  });

  it('is not asked for in a cloud without virtual events', async () => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, { value: [] });
    });
    const usgov = createSubscriptionSource(client, { cloud: 'usgov' });
    for (const work of [() => usgov.list(), () => usgov.create(wantedFor()), () => usgov.remove('x')])
      expect(await codeOf(work())).toBe('cloud-without-api');
    expect(server.seen).toEqual([]);
  });
});

it('logs neither the subscription nor its state', async () => {
  const lines: unknown[] = [];
  const { client } = clientFor(sandbox.root, { log: line => lines.push(line) });
  const { id } = await createSubscriptionSource(client).create(wantedFor({ clientState: 'canary' }));
  await createSubscriptionSource(client).reauthorize(id);
  const text = JSON.stringify(lines);
  expect(text).toContain('/v1.0/subscriptions/{id}/reauthorize');
  expect(text).not.toContain(id);
  expect(text).not.toContain('canary');
});
