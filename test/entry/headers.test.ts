import { connect } from 'node:net';
import { createApp, type App } from '../../src/app';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/log';
import { LIFECYCLE_PATH } from '../../src/notifications/addresses';
import { newDataDir } from '../support/data-dir';
import { message } from '../support/door';

let app: App;
let url: string;
beforeAll(async () => {
  const env = { PORT: '0', SANDBOX_ATTENDEES: '10', PUBLIC_URL: 'https://rollcall.example', DATA_DIR: newDataDir() };
  const token = { METRICS_TOKEN: '0123456789abcdef' };
  app = await createApp(readConfig({ ...env, ...token }), { log: silentLog });
  url = `http://127.0.0.1:${(await app.start()).port}`;
});
afterAll(() => app.stop());

const json = { 'content-type': 'application/json' };
const help = JSON.stringify(message('help', { deliveryMode: 'expectReplies' }));

it.each<[number, string, string, { headers?: Record<string, string>; body?: string }]>([
  [200, 'GET', '/healthz', {}],
  [200, 'HEAD', '/healthz', {}],
  [200, 'GET', '/readyz', {}],
  [401, 'GET', '/metrics', {}],
  [200, 'GET', '/metrics', { headers: { authorization: 'Bearer 0123456789abcdef' } }],
  [200, 'GET', '/e/webinar/1', {}],
  [200, 'POST', '/api/messages', { headers: json, body: help }],
  [400, 'POST', '/api/messages', { headers: json, body: '{' }],
  [413, 'POST', '/api/messages', { headers: json, body: `"${'x'.repeat(300_000)}"` }],
  [415, 'POST', '/api/messages', { body: 'help' }],
  [405, 'GET', '/api/messages', {}],
  [200, 'POST', '/api/notifications?validationToken=x', {}],
  [202, 'POST', '/api/notifications', { headers: json, body: '{"value":[]}' }],
  [400, 'POST', LIFECYCLE_PATH, { headers: json, body: '{}' }],
  [405, 'PUT', '/api/notifications', { headers: json, body: '{}' }],
  [405, 'OPTIONS', '/api/messages', {}],
  [404, 'GET', '/', {}],
  [404, 'GET', '/.env', {}],
  [404, 'GET', '/%ff', {}],
  [404, 'GET', '/e/%ff', {}],
])('%i %s %s goes out with every header', async (status, method, path, rest) => {
  const response = await fetch(url + path, { method, ...rest });
  expect(response.status).toBe(status);
  const { 'content-security-policy': policy, ...headers } = Object.fromEntries(response.headers);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex',
  });
  expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(Object.keys(headers)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(server|x-powered-by|access-control-.*)$/)]),
  );
});

/** Bytes as they are, and all that comes back before the connection ends. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', chunk => (said += chunk.toString()));
    socket.on('end', () => {
      resolve(said);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

it('goes out with them after "Expect: 100-continue" too', async () => {
  const said = await raw(
    `POST /api/messages HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
  );
  expect(said).toMatch(/HTTP\/1\.1 400[^]*\nX-Content-Type-Options: nosniff/i);
});

it.each([
  ['no HTTP', 'hello\r\n\r\n', '400'],
  ['two lengths', 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', '400'],
  [
    'a length beside chunks',
    'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['headers of 20 KB', `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
])('says nothing but a status to %s', async (_name, bytes, status) => {
  expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Za-z ]+\r\nConnection: close\r\n\r\n$`));
});
