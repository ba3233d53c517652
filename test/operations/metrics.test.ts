import { createMetrics } from '../../src/operations/metrics';
import { startPurging, PURGE_JOB } from '../../src/operations/purging';
import { SEND_JOB } from '../../src/store/intend';
import { openStore } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';
import { newDataDir } from '../support/data-dir';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const TENANT = 'c7a1f2d4-0000-4000-8000-0000000000aa';
const CHAT = '19:canary-chat@thread.v2';

let store: Store;
let clock = NOON;
const now = () => clock;
beforeEach(async () => {
  clock = NOON;
  store = await openStore(
    { kind: 'sqlite', dataDir: newDataDir() },
    { jobs: { names: [SEND_JOB, PURGE_JOB], pollMs: 20 }, now, random: () => 0.5, onError: () => undefined },
  );
});
afterEach(() => store.close());

/** The page as a map from `name{labels}` to its value. */
async function read(metrics: ReturnType<typeof createMetrics>): Promise<Record<string, number>> {
  const { type, text } = await metrics.page();
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

async function fill(): Promise<void> {
  await store.transaction(async tx => {
    await tx.conversations.save({
      ...{ tenant: TENANT, id: CHAT, type: 'groupChat', serviceUrl: 'http://127.0.0.1/' },
      ...{ botId: '28:b', locale: 'en-GB', zone: 'UTC' },
    } as never);
    await tx.inbox.add([
      {
        ...{ tenant: TENANT, subscriptionId: 's', changeType: 'created', resourceId: 'r', etag: 'e' },
        ...{ resource: 'canary-resource', clientState: 'canary-state' },
      },
    ]);
    await tx.subscriptions.save({
      ...{ tenant: TENANT, id: 'canary-subscription', resource: 'x', clientState: 'y', expiresAt: NOON + 30 * MINUTE },
    });
    await tx.outbox.enqueue({
      ...{ tenant: TENANT, sessionId: 'canary-session', reportHome: '[]', conversationId: CHAT, kind: 'summary' },
      ...{ revision: 1, eventId: 'canary-event', content: '{}' },
    });
    await tx.jobs.add(SEND_JOB, { tenant: TENANT, id: 'x' }, { key: 'x', runAt: NOON + MINUTE });
  });
}

it('shows what the store holds, and for how long it has waited', async () => {
  await fill();
  clock += 10 * MINUTE;
  const metrics = createMetrics({ store, jobNames: [SEND_JOB, PURGE_JOB], now }, NOON);
  expect(await read(metrics)).toMatchObject({
    rollcall_database_up: 1,
    'rollcall_outbox{state="pending"}': 1,
    'rollcall_outbox{state="unknown"}': 0,
    rollcall_outbox_age_seconds: 600,
    rollcall_inbox_age_seconds: 600,
    rollcall_subscription_life_seconds: 1200,
    'rollcall_jobs{name="send-summary",state="waiting"}': 1,
    'rollcall_jobs{name="purge",state="dead"}': 0,
    rollcall_start_time_seconds: NOON / 1000,
  });
});

it('counts what it is told', async () => {
  const metrics = createMetrics(undefined, NOON);
  const route = '/v1.0/solutions/virtualEvents/webinars/{id}';
  for (const outcome of [200, 204, 404, 429, 503, 'reset']) metrics.asked({ method: 'GET', route, outcome });
  metrics.taken({ outcome: 'kept', rows: 3, malformed: 1, repeated: 2, beyond: 0, forged: 0 });
  metrics.found({ by: 'sweep', intended: 2 });
  metrics.found({ by: 'notification', intended: 6 });
  metrics.sent({ outcome: 'sent', lagMs: 11 * MINUTE });
  metrics.sent({ outcome: 'sent' });
  metrics.sent({ outcome: 'gone' });
  metrics.purged(4);
  const shown = await read(metrics);
  const asked = (status: string) => `rollcall_graph_requests_total{method="GET",route="${route}",status="${status}"}`;
  expect(shown).toMatchObject({
    [asked('2xx')]: 2,
    [asked('4xx')]: 1,
    [asked('429')]: 1,
    [asked('5xx')]: 1,
    [asked('no-answer')]: 1,
    'rollcall_notifications_total{outcome="kept"}': 1,
    'rollcall_notification_items_total{kind="rows"}': 3,
    'rollcall_notification_items_total{kind="repeated"}': 2,
    'rollcall_summaries_found_total{by="sweep"}': 2,
    'rollcall_summaries_found_total{by="notification"}': 6,
    'rollcall_summary_lag_seconds_bucket{le="600"}': 0,
    'rollcall_summary_lag_seconds_bucket{le="900"}': 1,
    rollcall_summary_lag_seconds_count: 1,
    'rollcall_sends_total{outcome="sent"}': 2,
    'rollcall_sends_total{outcome="gone"}': 1,
    rollcall_purged_rows_total: 4,
  });
});

it('names no tenant, chat, event or id', async () => {
  await fill();
  const { text } = await createMetrics({ store, jobNames: [SEND_JOB], now }, NOON).page();
  expect(text).not.toMatch(/canary|c7a1f2d4|@/);
});

it('says that the database is down, and shows no figures from before', async () => {
  await fill();
  const metrics = createMetrics({ store, jobNames: [SEND_JOB], now }, NOON);
  expect(Object.keys(await read(metrics))).toContain('rollcall_outbox{state="pending"}');
  await store.close();
  const shown = await read(metrics);
  expect(shown.rollcall_database_up).toBe(0);
  expect(Object.keys(shown).join()).not.toMatch(/rollcall_(?:outbox|inbox|jobs|subscription)/);
});

it('purges at once and every day after', async () => {
  const told: number[] = [];
  const until = async (count: number) => {
    for (let tries = 0; told.length < count && tries < 200; tries += 1)
      await new Promise(resolve => setTimeout(resolve, 10));
  };
  await store.transaction(tx => tx.leases.take(TENANT, 'x', 'holder', 1));
  await startPurging({ store, now, told: rows => told.push(rows) });
  await until(1);
  expect(told).toEqual([0]);
  clock += 25 * 60 * MINUTE;
  await until(2);
  expect(told).toEqual([0, 1]);
  clock += 23 * 60 * MINUTE;
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(told).toHaveLength(2);
});
