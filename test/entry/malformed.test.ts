import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startConnector, type FakeConnector } from '../support/connector';
import { newDataDir } from '../support/data-dir';
import { message, press } from '../support/door';
import { thorough } from '../support/thorough';
import { lifecycleItem, reportItem } from '../notifications/items';
import { createRandom, mutate } from './mutations';

const root = join(__dirname, '../..');
const lines: Record<string, any>[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
let child: ChildProcess;
let url: string;
let connector: FakeConnector;

beforeAll(async () => {
  connector = await startConnector();
  const entry = [
    '--max-semi-space-size=8',
    '--expose-gc',
    '--require',
    join(__dirname, 'collecting.cjs'),
    '--require',
    join(root, 'test/support/typescript.cjs'),
    join(root, 'src/index.ts'),
  ];
  child = spawn(process.execPath, entry, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH!, PORT: '0', SANDBOX_ATTENDEES: '10', DATA_DIR: newDataDir() },
      ...{ ROLLCALL_ASKS_PER_MINUTE: '6000', PUBLIC_URL: 'http://127.0.0.1:3978' },
    },
  });
  let rest = '';
  const port = await new Promise<number>(resolve => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) lines.push(JSON.parse(part));
      const listening = lines.find(line => line.msg === 'listening');
      if (listening) resolve(listening.port);
    });
  });
  url = `http://127.0.0.1:${port}`;
}, 60_000);
afterAll(async () => {
  agent.destroy();
  const ended = new Promise(resolve => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  await connector.close();
}, 20_000);

function send(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url + path,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      response => {
        response.resume().on('end', () => {
          resolve(response.statusCode!);
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Of each kind; all of them where there is time, as in .ci/run. */
const EACH = thorough ? 1000 : 200;

let number = 0;
/** What Teams delivers, of every kind that Rollcall knows. */
function activities(): object[] {
  number += 1;
  const own = {
    serviceUrl: connector.serviceUrl,
    from: {
      id: `29:${number}`,
      name: 'Canary Name',
      aadObjectId: `0a0b0c0d-0000-4000-8000-${String(number).padStart(12, '0')}`,
    },
    conversation: { id: `a:${number}`, conversationType: 'personal', tenantId: 'c7a1f2d4-0000-4000-8000-0000000000aa' },
  };
  const waits = { ...own, deliveryMode: 'expectReplies' };
  const entities = [{ type: 'mention', text: '<at>Rollcall</at>', mentioned: { id: '28:rollcall', name: 'Rollcall' } }];
  const invoke = (name: string, value: object) => message(undefined, { type: 'invoke', name, value, ...own });
  const upload = { name: 'a.csv', contentUrl: 'https://x/', uploadUrl: 'https://x/', uniqueId: 'u', fileType: 'csv' };
  return [
    message('<at>Rollcall</at> events', { ...waits, entities, localTimezone: 'Europe/Berlin' }),
    message('help', own),
    message(undefined, { ...waits, value: { verb: 'events', args: { page: 2, sort: 'newest' } }, replyToId: 'card' }),
    press('events', { args: { page: 2, sort: 'newest' } }, own),
    press(
      'attendance',
      { own: true, args: { kind: 'webinar', id: 'an-id' } },
      {
        ...own,
        value: {
          trigger: 'automatic',
          action: { type: 'Action.Execute', verb: 'attendance', data: { own: true, args: { page: 2 } } },
        },
      },
    ),
    invoke('composeExtension/query', {
      ...{ commandId: 'events', parameters: [{ name: 'query', value: 'all' }] },
      queryOptions: { skip: 0, count: 25 },
    }),
    invoke('composeExtension/selectItem', { kind: 'webinar', id: 'an-id', search: 'events' }),
    invoke('composeExtension/queryLink', { url: 'http://127.0.0.1:3978/e/webinar/an-id/s/1/r/2' }),
    invoke('composeExtension/fetchTask', {
      commandId: 'newSession',
      messagePayload: { id: '1', body: { content: 'hello' } },
    }),
    invoke('task/submit', { data: { dialog: 'new-session', press: 'p', verb: 'events', args: {} } }),
    invoke('fileConsent/invoke', { type: 'fileUpload', action: 'accept', context: { file: 'f' }, uploadInfo: upload }),
    message(undefined, { ...own, type: 'installationUpdate', action: 'add' }),
    message(undefined, { ...own, type: 'conversationUpdate', membersAdded: [{ id: '28:rollcall' }, { id: '29:x' }] }),
    message(undefined, {
      ...own,
      ...{ type: 'event', name: 'application/vnd.microsoft.meetingEnd', value: { EndTime: '2026-11-18T15:30:00Z' } },
      conversation: { id: '19:meeting@thread.v2', conversationType: 'groupChat', isGroup: true },
    }),
  ];
}
const notifications = (): object[] => [
  { value: [reportItem(), lifecycleItem()] },
  { value: Array.from({ length: 3 }, (_, item) => ({ ...reportItem(), subscriptionId: `s-${++number}-${item}` })) },
];

/** So many of each, one thing wrong in every one. How often each status came. */
async function attack(seed: number, each: number): Promise<Record<string, number>> {
  const random = createRandom(seed);
  const bodies: [path: string, body: string][] = [];
  const all = activities().length;
  for (let turn = 0; turn < each; turn++) {
    bodies.push(['/api/messages', mutate(activities()[turn % all]!, random)]);
    bodies.push(['/api/notifications', mutate(notifications()[turn % 2]!, random)]);
  }
  const counts: Record<string, number> = {};
  const work = Array.from({ length: 32 }, async () => {
    for (let next = bodies.pop(); next; next = bodies.pop()) {
      const [path, body] = next;
      const key = `${path} ${await send(path, body)}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  });
  await Promise.all(work);
  return counts;
}

/** Bytes, as /metrics tells them. */
async function memory(): Promise<number> {
  for (let turn = 0; turn < 2; turn++) {
    child.kill('SIGUSR2');
    await (await fetch(`${url}/healthz`)).text();
  }
  const page = await (await fetch(`${url}/metrics`)).text();
  return Number(/^rollcall_resident_memory_bytes (\S+)$/m.exec(page)![1]);
}

const bombs: [string, string | Buffer, Record<string, string>, number][] = [
  ['gzip that becomes 100 MB', gzipSync(Buffer.alloc(100_000_000), { level: 1 }), { 'content-encoding': 'gzip' }, 415],
  ['5 MB', `"${'x'.repeat(5_000_000)}"`, {}, 413],
  ['depth 50,000', '['.repeat(50_000) + ']'.repeat(50_000), {}, 400],
  ['objects in objects, 40,000 deep', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000), {}, 400],
];

/** What each address answers to each of them. */
async function throwBombs(): Promise<[string, number][]> {
  const answers: [string, number][] = [];
  for (const path of ['/api/messages', '/api/notifications'])
    for (const [name, body, headers] of bombs) answers.push([name, await send(path, body, headers)]);
  return answers;
}

it('bears malformed activities, malformed notifications and bombs: no failure, no growth, and it still answers', async () => {
  await attack(1, EACH);
  await throwBombs();
  const before = await memory();
  const counts = await attack(2, EACH);
  const refused = await throwBombs();
  const grown = (await memory()) - before;

  const total = (path: string) =>
    Object.entries(counts).reduce((sum, [key, count]) => sum + (key.startsWith(path) ? count : 0), 0);
  expect([total('/api/messages'), total('/api/notifications')]).toEqual([EACH, EACH]);
  const wanted = bombs.map(([name, , , status]) => [name, status]);
  expect(refused).toEqual([...wanted, ...wanted]);
  // 501: an invoke of a name that nobody knows.
  expect(Object.keys(counts).filter(key => !/ (?:200|202|400|413|501)$/.test(key))).toEqual([]);
  expect(lines.filter(line => line.level >= 50)).toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/Canary Name|isAdmin|\$\{/);
  expect(grown).toBeLessThan(20e6);

  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(message('help', { deliveryMode: 'expectReplies' }));
  const answer = await fetch(`${url}/api/messages`, { method: 'POST', headers, body });
  expect(((await answer.json()) as any).activities[0].attachments[0].content.type).toBe('AdaptiveCard');
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
}, 240_000);
