import { gzipSync } from 'node:zlib';
import { createLog } from '../../src/log';
import { createIntake, type IntakeOptions, type Taken } from '../../src/notifications/intake';
import type { NotificationRow } from '../../src/notifications/row';
import { startSandbox } from '../../src/sandbox/server';
import { createServer } from '../../src/server';
import { eventNamed } from '../sandbox/asking';
import { ask, reportsOf } from '../sandbox/listening';
import { lifecycleItem, reportItem } from './items';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** The real HTTP door in front of a store of the test's own. */
async function startIntake(keep: IntakeOptions['keep'], keepWithinMs?: number, isOurs?: IntakeOptions['isOurs']) {
  const told: Taken[] = [];
  const lines: any[] = [];
  const receive = createIntake({
    keep,
    now: Date.now,
    told: taken => told.push(taken),
    ...(keepWithinMs !== undefined && { keepWithinMs }),
    ...(isOurs && { isOurs }),
  });
  const log = createLog('debug', { write: line => lines.push(JSON.parse(line)) });
  const server = createServer(
    { turn: () => Promise.reject(new Error('nobody talks here')), troubles: () => Promise.resolve([]), receive },
    log,
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push(
    () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.server.closeAllConnections();
      }),
  );
  const root = `http://127.0.0.1:${server.address().port}`;
  const post = async (body: unknown, headers: Record<string, string> = {}, path = '/api/notifications') =>
    fetch(root + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body:
        typeof body === 'string' || body instanceof Buffer ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body),
    });
  return { root, post, told, lines };
}

const keepingIn = (rows: NotificationRow[]) => async (some: NotificationRow[]) => {
  rows.push(...some);
};

describe('POST /api/notifications', () => {
  it('keeps first and answers 202 then', async () => {
    const order: string[] = [];
    const { post, told } = await startIntake(async rows => {
      await new Promise(resolve => setTimeout(resolve, 20));
      order.push(`kept ${rows.length}`);
    });
    const response = await post({ value: [reportItem(), reportItem(), lifecycleItem(), 5] });
    order.push(`answered ${response.status} ${await response.text()}`);
    expect(order).toEqual(['kept 2', 'answered 202 ']);
    expect(told).toEqual([{ outcome: 'kept', rows: 2, malformed: 1, repeated: 1, beyond: 0, forged: 0 }]);
  });

  it('answers 503 when nothing could be kept, without saying why', async () => {
    const { post, told } = await startIntake(() => Promise.reject(new Error('disk of secret-host is full')));
    const response = await post({ value: [reportItem()] });
    expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining('secret')]);
    expect(told[0]!.outcome).toBe('not-kept');
  });

  it('answers 503 when a store throws at once', async () => {
    const { post } = await startIntake(() => {
      throw new Error('closed');
    });
    expect((await post({ value: [reportItem()] })).status).toBe(503);
  });

  it('answers 503 in time when the store hangs', async () => {
    const { post } = await startIntake(() => new Promise(() => undefined), 50);
    expect((await post({ value: [reportItem()] })).status).toBe(503);
  });

  it('lets one source bring so many at once, and says when to come again', async () => {
    const rows: NotificationRow[] = [];
    const { post, told } = await startIntake(keepingIn(rows));
    let sent = 0;
    const thousand = () => ({
      value: Array.from({ length: 1000 }, () => ({ ...reportItem(), subscriptionId: `forged-${sent++}` })),
    });
    const answers = [];
    for (let request = 0; request < 14; request++) answers.push(await post(thousand()));
    const refused = answers.filter(one => one.status === 429);
    // 500 a second come anew while this runs.
    expect([answers[9]!.status, refused.length > 0, rows.length <= 13_000]).toEqual([202, true, true]);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(told.at(-1)).toEqual({ outcome: 'too-many', rows: 0, malformed: 0, repeated: 0, beyond: 0, forged: 0 });
    const handshake = await post('', {}, '/api/notifications?validationToken=still%20here');
    expect(await handshake.text()).toBe('still here');
  });

  it('keeps nothing that carries no state of ours, and such a flood turns nothing of Graph’s away', async () => {
    const rows: NotificationRow[] = [];
    const { post, told } = await startIntake(keepingIn(rows), undefined, state => state === 'ours');
    const thousand = { value: Array.from({ length: 1000 }, (_, at) => reportItem({ subscriptionId: `forged-${at}` })) };
    for (let request = 0; request < 14; request++) expect((await post(thousand)).status).toBe(202);
    const mixed = [reportItem({ clientState: 'ours' }), reportItem({ clientState: undefined }), reportItem()];
    expect((await post({ value: mixed })).status).toBe(202);
    expect(rows.map(one => one.clientState)).toEqual(['ours']);
    expect(told.at(-1)).toMatchObject({ outcome: 'kept', rows: 1, forged: 2 });
  });

  it('holds no more than so many in memory while the store hangs', async () => {
    const receive = createIntake({ keep: () => new Promise(() => undefined), now: Date.now, keepWithinMs: 1000 });
    const body = (request: number) =>
      Buffer.from(
        JSON.stringify({
          value: Array.from({ length: 1000 }, (_, item) => ({ ...reportItem(), subscriptionId: `${request} ${item}` })),
        }),
      );
    const statuses = await Promise.all(
      Array.from({ length: 25 }, (_, request) =>
        receive({
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          query: '',
          body: body(request),
          source: String(request),
        }),
      ),
    );
    const counted = (status: number) => statuses.filter(one => one.status === status).length;
    expect([counted(503), counted(429)]).toEqual([20, 5]);
  });

  it('tells a forger nothing: what is no item is accepted, and nothing is kept', async () => {
    const rows: NotificationRow[] = [];
    const { post } = await startIntake(keepingIn(rows));
    for (const value of [[], [{}], ['x'], [{ subscriptionId: 'x' }]]) expect((await post({ value })).status).toBe(202);
    expect(rows).toEqual([]);
  });

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['no JSON', 'value', {}, 400],
    ['no list', '{}', {}, 400],
    ['gzip', gzipSync('{"value":[]}'), { 'content-encoding': 'gzip' }, 415],
    ['a gzip bomb', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }, 415],
    ['a form', 'value=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['5 MB', `"${'x'.repeat(5_000_000)}"`, {}, 413],
    ['a million brackets', '['.repeat(1_000_000), {}, 400],
  ])('refuses %s', async (_name, body, headers, status) => {
    const { post } = await startIntake(keepingIn([]));
    const response = await post(body, headers);
    expect([response.status, response.headers.get('x-content-type-options')]).toEqual([status, 'nosniff']);
    expect(await response.json()).toEqual({ error: { message: expect.any(String), id: expect.any(String) } });
  });

  it('takes a thousand items in one request', async () => {
    const rows: NotificationRow[] = [];
    const { post } = await startIntake(keepingIn(rows));
    const value = Array.from({ length: 1_000 }, (_, index) => reportItem({ subscriptionId: `s-${index}` }));
    expect([(await post({ value })).status, rows.length]).toEqual([202, 1_000]);
  });

  it('has its lifecycle twin, takes no other method, and is not there where nobody receives', async () => {
    const rows: NotificationRow[] = [];
    const { root, post } = await startIntake(keepingIn(rows));
    expect((await post({ value: [lifecycleItem()] }, {}, '/api/notifications/lifecycle')).status).toBe(202);
    expect(rows).toHaveLength(1);
    expect((await fetch(`${root}/api/notifications?validationToken=x`)).status).toBe(405);
  });

  it('logs no token, no state and no subscription', async () => {
    const { root, post, lines, told } = await startIntake(() => Promise.reject(new Error('down')));
    await fetch(`${root}/api/notifications?validationToken=canary-token`, { method: 'POST' });
    await post({ value: [reportItem({ clientState: 'canary-state', subscriptionId: 'canary-id' })] });
    await post('{"value": "canary-body"', {});
    expect(JSON.stringify([lines, told])).not.toContain('canary');
  });
});

describe('the handshake', () => {
  it('is plain text and nothing else, with nothing to guess', async () => {
    const { root, told } = await startIntake(keepingIn([]));
    const token = '<script>alert("ü")</script> & more';
    const url = `${root}/api/notifications?x=1&validationToken=${encodeURIComponent(token)}&validationToken=second`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' } });
    expect([response.status, await response.text()]).toEqual([200, token]);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(told[0]!.outcome).toBe('handshake');
  });

  it('refuses a token of a book', async () => {
    const { root } = await startIntake(keepingIn([]));
    const url = `${root}/api/notifications?validationToken=${'x'.repeat(4_097)}`;
    expect((await fetch(url, { method: 'POST' })).status).toBe(400);
  });
});

it('understands the pretend tenant: handshakes, a report, a request for reauthorisation', async () => {
  const rows: NotificationRow[] = [];
  const { root } = await startIntake(keepingIn(rows));
  let clock = Date.parse('2026-11-21T10:00:00Z');
  const sandbox = await startSandbox({ attendees: 60, now: () => clock });
  open.push(() => sandbox.close());
  const event = await eventNamed(sandbox, 'Quarterly Results Live');
  const created = await ask(sandbox, 'POST', '/subscriptions', {
    changeType: 'created',
    notificationUrl: `${root}/api/notifications`,
    lifecycleNotificationUrl: `${root}/api/notifications/lifecycle`,
    resource: reportsOf(event),
    expirationDateTime: new Date(clock + 86_400_000).toISOString(),
    clientState: 'state',
  });
  expect(created.status).toBe(201);
  const { sessionId, reportId } = sandbox.endEvent(event.id)!;
  clock += 3_000_000;
  await sandbox.catchUp();
  const head = { subscriptionId: created.body.id, clientState: 'state' };
  expect(rows).toMatchObject([
    { of: 'change', ...head, place: { what: 'report', kind: 'townhall', eventId: event.id, sessionId, reportId } },
    { of: 'lifecycle', ...head, lifecycleEvent: 'reauthorizationRequired' },
  ]);
  expect(sandbox.deliveries.map(one => one.status)).toEqual([202, 202]);
});
