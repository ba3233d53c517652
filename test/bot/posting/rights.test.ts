import { toHomeKey } from '../../../src/store/home-key';
import { createBudget } from '../../../src/graph/budget';
import { createGraphClient } from '../../../src/graph/client';
import type { GraphClient } from '../../../src/graph/client-types';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { createRights, type RightOf } from '../../../src/notifications/rights';
import { createRuns } from '../../../src/notifications/runs';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { eventNamed, get } from '../../sandbox/asking';
import { startOutbox, TENANT, type Outbox } from './outbox';

const MINUTE = 60_000;
let sandbox: Sandbox;
let client: GraphClient;
let outbox: Outbox;
let allHands: { id: string; path: string };
let of: { eventId: string; reportHome: string };

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60 });
  allHands = await eventNamed(sandbox, 'Tidewater All-Hands');
  of = {
    eventId: allHands.id,
    reportHome: toHomeKey({ of: 'session', event: { kind: 'townhall', id: allHands.id }, sessionId: 's1' }),
  };
  // Waits are not waited: the client's own clock jumps over them.
  let skipped = 0;
  const waiting = { now: () => Date.now() + skipped, sleep: async (ms: number) => void (skipped += ms) };
  const budget = createBudget({ ...waiting, reads: 100_000 });
  client = createGraphClient({ root: sandbox.root, token: async () => 'app', ...waiting, budget });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});
beforeEach(async () => {
  const rights: { of?: RightOf } = {};
  outbox = await startOutbox({ posting: { rightOf: message => rights.of!(message) } });
  const runs = createRuns({ sourceFor: createEventSourceFor(client), now: outbox.now });
  rights.of = createRights({ store: outbox.store, runs, now: outbox.now });
  await outbox.place('19:chat');
  sandbox.requests.length = 0;
});
afterEach(async () => {
  sandbox.faults.clear();
  await outbox.close();
});

const co = () => sandbox.people.coOrganizer;
const standing = () => outbox.standing('19:chat').length;
const row = async () => (await outbox.rows()).find(one => one.kind === 'summary')!;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The co-organiser runs it no more. */
async function takeTheRight() {
  const { body } = await get(sandbox, allHands.path);
  sandbox.requests.length = 0;
  sandbox.faults.add(
    { path: /getByUserIdAndRole.*coOrganizer/, fault: { status: 200, body: { value: [] } } },
    {
      path: new RegExp(`/${escaped(allHands.id)}(\\?|$)`),
      fault: { status: 200, body: { ...body, coOrganizers: [] } },
    },
  );
}

/** Teams asks for a pause of ten minutes, which have gone by after `meanwhile`. */
async function waited(meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  outbox.connector.faults.push({ status: 429, headers: { 'Retry-After': '600' } });
  await outbox.posting.start();
  await outbox.intend('19:chat', { of });
  await outbox.until(rows => rows.some(one => one.reason === 'throttled'));
  expect(sandbox.requests).toEqual([]);
  await meanwhile();
  outbox.moveClock(10 * MINUTE + 1_000);
}

it('what goes out soon asks Graph nothing more', async () => {
  await outbox.watch('19:chat', co(), of.eventId);
  await outbox.posting.start();
  await outbox.intend('19:chat', { of });
  await outbox.until(rows => rows.every(one => one.state === 'sent'));
  expect(sandbox.requests).toEqual([]);
});

it('what waited is posted once the right was asked for again', async () => {
  await outbox.watch('19:chat', co(), of.eventId);
  await waited();
  await outbox.until(rows => rows.every(one => one.state === 'sent'));
  expect(standing()).toBe(1);
  expect(sandbox.requests.length).toBeGreaterThan(0);
});

it('what waited is not posted when the right was taken away, and is when it comes back and it is found anew', async () => {
  await outbox.watch('19:chat', co(), of.eventId);
  await waited(takeTheRight);
  await outbox.until(rows => rows.some(one => one.reason === 'withdrawn'));
  expect(sandbox.requests.length).toBeGreaterThan(0);
  expect(standing()).toBe(0);
  sandbox.faults.clear();
  expect(await outbox.intend('19:chat', { of })).toBe('intended');
  await outbox.until(rows => rows.some(one => one.state === 'sent'));
  expect(standing()).toBe(1);
});

it('the right of somebody else who wished it there counts too', async () => {
  await outbox.watch('19:chat', co(), of.eventId);
  await outbox.watch('19:chat', sandbox.demoOrganizerId, of.eventId);
  await waited(takeTheRight);
  await outbox.until(rows => rows.every(one => one.state === 'sent'));
  expect(standing()).toBe(1);
});

it.each([
  ['answers 503', { status: 503 }],
  ['answers 429', { status: 429 }],
  ['breaks off', 'reset' as const],
])('a Graph that %s means wait: not posted, and not lost', async (_, fault) => {
  await outbox.watch('19:chat', co(), of.eventId);
  await waited(async () => {
    sandbox.faults.add({ fault });
  });
  await outbox.until(rows => rows.some(one => one.reason === 'right-unknown'));
  outbox.moveClock(2 * MINUTE);
  const asked = sandbox.requests.length;
  while (sandbox.requests.length === asked) await new Promise(resolve => setTimeout(resolve, 10));
  expect((await row()).state).toBe('pending');
  expect(standing()).toBe(0);
  sandbox.faults.clear();
  // What was asked before may still come to nothing, and is asked again a minute later.
  await outbox.until(rows => {
    outbox.moveClock(500);
    return rows.every(one => one.state === 'sent');
  });
  expect(standing()).toBe(1);
});

it('what nobody wishes any more is not posted, however short it waited', async () => {
  await outbox.watch('19:chat', co(), of.eventId);
  await outbox.intend('19:chat', { of });
  await outbox.store.transaction(async tx => {
    for (const { id } of await tx.watches.inTenant(TENANT)) await tx.watches.remove(TENANT, id);
  });
  await outbox.posting.start();
  await outbox.until(rows => rows.some(one => one.reason === 'withdrawn'));
  expect(outbox.connector.sent).toEqual([]);
});

it('asks once for one person and event, however many places wait', async () => {
  const places = ['19:a', '19:b', '19:c', '19:d'];
  for (const id of places) {
    await outbox.place(id);
    await outbox.watch(id, co(), of.eventId);
    await outbox.intend(id, { of });
  }
  outbox.moveClock(6 * MINUTE);
  await outbox.posting.start();
  await outbox.until(rows => rows.every(one => one.state === 'sent'));
  const ofEvent = sandbox.requests.filter(({ path }) => decodeURIComponent(path).endsWith(allHands.id));
  expect(ofEvent).toHaveLength(1);
});

it('word to an owner is not as old as the figures that it is about: the right to them is asked for at once', async () => {
  await outbox.place('a:own', 'personal', co());
  await outbox.watch('19:chat', co(), of.eventId);
  await takeTheRight();
  outbox.connector.faults.push({ status: 502 });
  await outbox.posting.start();
  await outbox.intend('19:chat', { of });
  await outbox.until(rows => rows.some(one => one.kind !== 'summary' && one.reason === 'withdrawn'));
  expect(outbox.standing('a:own')).toEqual([]);
});

it('word to an owner in their own chat is theirs alone: it waits for the right of that person', async () => {
  await outbox.place('a:own', 'personal', co());
  await outbox.watch('19:chat', co(), of.eventId);
  outbox.connector.faults.push({ status: 502 }, { status: 429, headers: { 'Retry-After': '600' } });
  await outbox.posting.start();
  await outbox.intend('19:chat', { of });
  await outbox.until(rows => rows.some(one => one.kind !== 'summary' && one.reason === 'throttled'));
  await takeTheRight();
  outbox.moveClock(10 * MINUTE + 1_000);
  await outbox.until(rows => rows.some(one => one.kind !== 'summary' && one.reason === 'withdrawn'));
  expect(outbox.standing('a:own')).toEqual([]);
});
