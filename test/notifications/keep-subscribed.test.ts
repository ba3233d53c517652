import type { ProblemCode } from '../../src/domain/errors';
import type { Subscription, Watched } from '../../src/domain/subscriptions';
import { createSubscriptionSource } from '../../src/graph/subscriptions';
import { isClientState, toClientState } from '../../src/notifications/client-state';
import { keepSubscribed, type KeptSubscribed } from '../../src/notifications/keep-subscribed';
import { receive } from '../../src/notifications/receive';
import type { NotificationRow } from '../../src/notifications/row';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { drawsOf } from '../../src/sandbox/world/random';
import { clientFor, closeAll } from '../graph/support/clients';
import { eventNamed } from '../sandbox/asking';
import { ask, startListener, type Listener } from '../sandbox/listening';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = 1_800_000_000_000;
const SECRET = 'a secret of the test';

let clock: number;
let sandbox: Sandbox;
let listener: Listener;
let book: Map<string, Subscription & { clientState: string }>;
let openHouse: Watched;
let results: Watched;
beforeEach(async () => {
  clock = START;
  sandbox = await startSandbox({ attendees: 60, now: () => clock, answerWithinMs: 200 });
  listener = await startListener();
  book = new Map();
  const watch = async (kind: 'webinar' | 'townhall', name: string): Promise<Watched> => ({
    of: 'reports',
    event: { kind, id: (await eventNamed(sandbox, name)).id },
  });
  openHouse = await watch('webinar', 'Support Desk Open House');
  results = await watch('townhall', 'Quarterly Results Live');
});
afterEach(async () => {
  await closeAll();
  await sandbox.close();
  await listener.close();
});

const stateOf = (watched: Watched, secret = SECRET) => toClientState(secret, sandbox.tenantId, watched);

/** One round with a memory in the place of a database. */
function round(watched: Watched[], random = () => 0.5, secret = SECRET): Promise<KeptSubscribed> {
  return keepSubscribed({
    source: createSubscriptionSource(clientFor(sandbox.root, { random }).client),
    wanted: watched.map(one => ({ watched: one, clientState: stateOf(one, secret) })),
    addresses: { notificationUrl: listener.url, lifecycleUrl: listener.lifecycleUrl },
    book: {
      states: async () => new Map([...book.values()].map(one => [one.id, one.clientState])),
      remember: async one => {
        book.set(one.id, one);
      },
      forget: async id => {
        book.delete(id);
      },
    },
    now: () => clock,
    random,
  });
}
const standing = async () => (await ask(sandbox, 'GET', '/subscriptions')).body.value as { id: string }[];
const codes = ({ failures }: KeptSubscribed): ProblemCode[] => failures.map(one => one.code);

it('makes what is wanted, leaves it in peace, renews it in time, and ends what nobody wants', async () => {
  expect(await round([openHouse, results])).toMatchObject({ created: 2, renewed: 0, failures: [] });
  expect(await round([openHouse, results])).toMatchObject({ created: 0, adopted: 0, renewed: 0, removed: 0 });
  clock += 13 * HOUR;
  expect(await round([openHouse, results])).toMatchObject({ created: 0, renewed: 2 });
  clock += 13 * HOUR;
  expect(await standing()).toHaveLength(2);
  expect(await round([results])).toMatchObject({ renewed: 1, removed: 1 });
  expect((await standing()).map(one => one.id)).toEqual([...book.keys()]);
  expect([...book.values()].map(one => one.watched)).toEqual([results]);
});

it('adopts what it lost from memory, and makes what Graph lost', async () => {
  await round([openHouse]);
  const [id] = book.keys();
  book.clear();
  expect(await round([openHouse])).toMatchObject({ created: 0, adopted: 1 });
  expect(book.get(id!)!.clientState).toBe(stateOf(openHouse));
  await ask(sandbox, 'DELETE', `/subscriptions/${id!}`);
  expect(await round([openHouse])).toMatchObject({ created: 1, adopted: 0 });
  expect([...book.keys()]).not.toContain(id);
});

it('goes on after a failure, and says what failed', async () => {
  const unknown: Watched = { of: 'reports', event: { kind: 'webinar', id: 'none' } };
  const done = await round([unknown, openHouse]);
  expect([done.created, codes(done)]).toEqual([1, ['not-found']]);
  sandbox.faults.add({ path: '/subscriptions', method: 'GET', fault: { status: 503 } });
  await expect(round([openHouse])).rejects.toMatchObject({ code: 'graph-unavailable' });
});

describe('with another secret', () => {
  const rotated = (watched: Watched[]) => round(watched, () => 0.5, 'the next secret');
  /** The state that Graph would send now: the pretend tenant, as Graph, shows it in no list. */
  const stateSent = async () => {
    listener.batches.length = 0;
    clock += MINUTE;
    sandbox.growReport((results as { event: { id: string } }).event.id, { by: 'second' });
    clock += MINUTE;
    await sandbox.catchUp();
    return listener.items().flatMap(one => (one.resourceData ? [one.clientState] : []));
  };
  const known = () => [...book.values()].map(one => one.clientState);
  beforeEach(async () => {
    sandbox.endEvent((results as { event: { id: string } }).event.id);
    clock += 15 * MINUTE;
    await sandbox.catchUp();
    await round([results]);
  });

  it('makes subscriptions anew, since Graph keeps the state that it was given', async () => {
    expect(await rotated([results])).toMatchObject({ removed: 1, created: 1, failures: [] });
    const next = stateOf(results, 'the next secret');
    expect([await stateSent(), known()]).toEqual([[next], [next]]);
    expect(await rotated([results])).toMatchObject({ removed: 0, created: 0, renewed: 0 });
  });

  it('keeps to the old state until the old subscription is gone', async () => {
    sandbox.faults.add({ path: '/subscriptions', method: 'DELETE', fault: { status: 503 } });
    expect(codes(await rotated([results]))).toEqual(['graph-unavailable']);
    expect([await stateSent(), known()]).toEqual([[stateOf(results)], [stateOf(results)]]);
    sandbox.faults.clear();
    expect(await rotated([results])).toMatchObject({ removed: 1, created: 1 });
    expect(await stateSent()).toEqual(known());
  });
});

it('holds through three days of lost answers, refusals and lost memory: never two, and every report told once its subscription stands', async () => {
  const draws = drawsOf(42, 'three days');
  expect(sandbox.endEvent((results as { event: { id: string } }).event.id)).toBeDefined();
  const rows: NotificationRow[] = [];
  let told = 0;
  let expected = 0;
  let stood = 0;
  for (let quarter = 0; quarter < 3 * 96; quarter++) {
    clock += 15 * MINUTE;
    await sandbox.catchUp();
    for (const item of listener.items().filter(one => one.lifecycleEvent === 'reauthorizationRequired'))
      await ask(sandbox, 'POST', `/subscriptions/${item.subscriptionId}/reauthorize`);
    listener.batches.length = 0;
    if (draws.chance(0.15))
      sandbox.faults.add({
        path: '/subscriptions',
        method: draws.pick(['GET', 'POST', 'PATCH', 'DELETE']),
        times: draws.int(1, 6),
        fault: draws.pick(['reset', 'html', { status: 502 }, { status: 429, retryAfter: 1 }] as const),
      });
    if (draws.chance(0.05)) book.clear();
    const watched = draws.chance(0.1) ? [results] : [openHouse, results];
    await round(watched, () => draws.next()).catch(() => undefined);
    sandbox.faults.clear();
    const stands = await standing();
    expect(stands.length).toBeLessThanOrEqual(2);
    if (stands.some((one: any) => one.resource.includes('townhalls'))) stood++;
    if (quarter > 0 && quarter % 7 === 0) {
      const isTold = stands.some((one: any) => one.resource.includes('townhalls'));
      if (sandbox.growReport((results as { event: { id: string } }).event.id, { by: 'second' }) && isTold) expected++;
      clock += MINUTE;
      await sandbox.catchUp();
      const items = listener.items().filter(one => one.resourceData);
      told += items.length;
      const body = new TextEncoder().encode(JSON.stringify({ value: items }));
      const received = receive(
        { method: 'POST', headers: { 'content-type': 'application/json' }, query: '', body },
        clock,
      );
      if (received.kind === 'accepted') rows.push(...received.rows);
    }
  }
  expect(expected).toBeGreaterThan(30);
  expect(stood).toBeGreaterThan(280);
  expect(told).toBe(expected);
  expect(new Set(rows.map(one => one.key)).size).toBe(expected);
  for (const row of rows) expect(isClientState(stateOf(results), row.clientState)).toBe(true);
  await round([openHouse, results]);
  expect(new Set((await standing()).map(one => one.id))).toEqual(new Set(book.keys()));
  expect(book.size).toBe(2);
}, 60_000);
