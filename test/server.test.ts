import { IncomingMessage, request, ServerResponse, type IncomingHttpHeaders } from 'node:http';
import { connect, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { message, startDoor, type Door } from './support/door';

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: any;
}

describe('POST /api/messages', () => {
  let door: Door;
  beforeAll(async () => {
    door = await startDoor();
  });
  afterAll(() => door.close());

  /** The raw way, where fetch would add or mend something. */
  function send(
    body: string | Buffer | (string | Buffer)[],
    headers: Record<string, string> = {},
    method = 'POST',
    path = '/api/messages',
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const sent = request(
        door.url + path,
        { method, headers: { 'content-type': 'application/json', ...headers } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              body: text === '' ? undefined : JSON.parse(text),
            });
          });
        },
      );
      sent.on('error', reject);
      for (const part of Array.isArray(body) ? body : [body]) sent.write(part);
      sent.end();
    });
  }

  const activity = (rest: object) => JSON.stringify(message('help', { deliveryMode: 'expectReplies', ...rest }));

  it.each<[string, string | Buffer | (string | Buffer)[], Record<string, string>, number]>([
    ['{} (trap: throws before authentication)', '{}', {}, 400],
    ['{"type":5} (trap: throws before authentication)', '{"type":5}', {}, 400],
    ['an empty type', activity({ type: '' }), {}, 400],
    ['no body', '', {}, 400],
    ['null', 'null', {}, 400],
    ['a list', '[]', {}, 400],
    ['a text', '"help"', {}, 400],
    ['what is not JSON', 'help', {}, 400],
    ['cut JSON', '{"type":"message"', {}, 400],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
    ['50,000 nested brackets', '['.repeat(50_000) + ']'.repeat(50_000), {}, 400],
    ['40,000 nested objects', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000), {}, 400],
    ['65 levels', activity({ value: JSON.parse('['.repeat(64) + ']'.repeat(64)) }), {}, 400],
    ['gzip (trap: maxBodySize counts compressed bytes)', gzipSync(activity({})), { 'content-encoding': 'gzip' }, 415],
    ['a gzip bomb', gzipSync(Buffer.alloc(100_000_000)), { 'content-encoding': 'gzip' }, 415],
    ['an encoding nobody knows', activity({}), { 'content-encoding': 'x' }, 415],
    ['a form', 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['multipart', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['UTF-16', activity({}), { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['no content type', activity({}), { 'content-type': '' }, 415],
    ['5 MB, announced', `"${'x'.repeat(5_000_000)}"`, { 'content-length': '5000002' }, 413],
    ['5 MB, in chunks', Array.from({ length: 50 }, () => 'x'.repeat(100_000)), { 'transfer-encoding': 'chunked' }, 413],
    ['no conversation', activity({ conversation: undefined }), {}, 400],
    ['a conversation that is a list', activity({ conversation: ['x'] }), {}, 400],
    ['a conversation without an id', activity({ conversation: {} }), {}, 400],
    ['nobody as sender', activity({ from: undefined }), {}, 400],
    ['a sender without an id', activity({ from: { id: 5 } }), {}, 400],
    ['a recipient without an id', activity({ recipient: {} }), {}, 400],
    ['a text that is a number', activity({ text: 5 }), {}, 400],
    ['a text that is a list', activity({ text: ['help'] }), {}, 400],
    ['channelData that is a text', activity({ channelData: 'x' }), {}, 400],
    ['entities that are an object', activity({ entities: {} }), {}, 400],
    ['a serviceUrl elsewhere', activity({ serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }), {}, 400],
    ['a serviceUrl at the metadata service', activity({ serviceUrl: 'http://169.254.169.254/' }), {}, 400],
    ['a serviceUrl with a user', activity({ serviceUrl: 'http://127.0.0.1@evil.example/' }), {}, 400],
    ['a serviceUrl that is none', activity({ serviceUrl: 'localhost' }), {}, 400],
    ['no serviceUrl to reply to', activity({ serviceUrl: undefined, deliveryMode: undefined }), {}, 400],
  ])('refuses %s', async (_name, body, headers, status) => {
    const answered = await send(body, headers);
    expect(answered.status).toBe(status);
    expect(answered.body).toEqual({
      error: { message: expect.any(String), id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(answered.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(JSON.stringify(answered.body)).not.toMatch(/\bat \/|node_modules|Error:|evil|169\.254/);
    expect(door.lines.at(-1)).toMatchObject({ msg: 'a request was refused', status, id: answered.body.error.id });
  });

  it.each([
    ['a BOM in front', `\ufeff${activity({})}`, {}],
    ['charset="UTF-8"', activity({}), { 'content-type': 'Application/JSON; charset="UTF-8"' }],
    ['content-encoding identity', activity({}), { 'content-encoding': 'identity' }],
    ['64 levels', activity({ value: undefined, x: JSON.parse('['.repeat(63) + ']'.repeat(63)) }), {}],
    ['brackets in a text', activity({ text: `"\\${'['.repeat(1000)}` }), {}],
    ['__proto__', activity({}).replace('{', '{"__proto__":{"isAdmin":true},'), {}],
    ['an unknown property', activity({ brandNew: [1] }), {}],
    ['10,000 characters', activity({ text: 'x'.repeat(10_000) }), {}],
  ])('takes %s', async (_name, body, headers) => {
    const { status, body: answer } = await send(body, headers);
    expect({ status, answers: answer?.activities?.length }).toEqual({ status: 200, answers: 1 });
  });

  it.each([
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['GET', '/', 404],
    ['POST', '/api/messages/../../etc/passwd', 404],
    ['GET', '/%ff', 404],
    ['POST', '/healthz', 405],
  ])('%s %s is %i', async (method, path, status) => {
    const answered = await send('', {}, method, path);
    expect(answered.status).toBe(status);
    expect(answered.body).toEqual({ error: { message: expect.any(String), id: expect.any(String) } });
  });

  it('tells probes that it lives and that Graph can be reached', async () => {
    expect(await send('', {}, 'GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await send('', {}, 'GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it.each(['/healthz', '/readyz'])('answers probes that ask with HEAD: %s', async path => {
    const response = await fetch(`${door.url}${path}`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('answers who asks for another protocol, and keeps no connection for it (trap: restify takes them and forgets them)', async () => {
    const { hostname, port } = new URL(door.url);
    const said = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `GET /api/messages HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
        ),
      );
      socket.setTimeout(3000, () => socket.destroy());
      socket.on('data', chunk => {
        text += chunk.toString();
        socket.end();
      });
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(said).toMatch(/^HTTP\/1\.1 405 [^]*X-Content-Type-Options: nosniff/);
  });

  it('outlives a client that goes away in the middle', async () => {
    await new Promise<void>(resolve => {
      const sent = request(`${door.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      });
      sent.on('error', () => {
        resolve();
      });
      sent.write('{"type"', () => sent.destroy());
    });
    expect((await send(activity({}))).status).toBe(200);
  });

  it('outlives 300 bodies with one property gone wrong', async () => {
    const whole = message('help', { deliveryMode: 'expectReplies' });
    const wrong = [null, 5, true, '', 'x', [], {}, [null], { id: null }, '\u0000'];
    const statuses = new Set<number>();
    for (const property of Object.keys(whole))
      for (const value of wrong) statuses.add((await door.post({ ...whole, [property]: value })).status);
    expect([...statuses].sort()).toEqual([200, 400]);
    expect(door.lines.filter(line => line.level >= 50)).toEqual([]);
  });
});

it('answers a failure of its own with a fixed text and an id', async () => {
  const door = await startDoor(undefined, {
    askers: {
      personOf: () => {
        throw new Error('secret host name');
      },
      tenantOf: named => named,
      figuresOnly: false,
      untypedIsPersonal: true,
    },
  });
  const { status, body } = await door.post(message('help', { deliveryMode: 'expectReplies' }));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(JSON.stringify(door.lines)).not.toContain('secret');
  await door.close();
});

it('once loaded, leaves the responses of other servers in the process as they were (trap: restify)', () => {
  jest.isolateModules(() => {
    jest.requireActual('../src/server');
  });
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  expect(response.writeHead(200)).toBe(response);
});
