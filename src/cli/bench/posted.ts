import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { StoreConfig } from '../../store/open-store';
import { startChannel, type Channel } from './channel';
import { notificationOf } from './notification';
import { median, run } from './processes';
import { seedStore, withDataDir } from './seed';

export interface PostedResult {
  /** From sending a notification to the channel's answer, and the same requests bare; milliseconds, a round each. */
  postedMs: number[];
  bareMs: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
  /** Of Graph, between the notification and the card: the most of a round. */
  requests: number;
}

/** Graph and the channel take so long for each answer. */
export const ANSWER_MS = 200;
const PROCESSES = 3;
const PEOPLE = 264;
const TITLES = { warmUp: 'Spring Product Briefing', rounds: ['Quarterly Results Live', 'Support Desk Open House'] };
const MOST_MS = 30_000;
const STATE = 'state of the bench';
const BOT = '28:bench';

/**
 * Two running events end, have their reports at once, and Graph tells of it: until the cards stand in their chats. The yardstick makes the requests that this cannot do without,
 * one after another, with `fetch`. The bot is compiled, in a process of its own, and has posted before.
 */
export async function benchPosted(kind: 'sqlite' | { postgres: string }): Promise<PostedResult> {
  const result: PostedResult = { postedMs: [], bareMs: [], ratio: NaN, requests: 0 };
  for (let turn = 0; turn < PROCESSES; turn += 1)
    await withDataDir(async dataDir => {
      const config: StoreConfig = kind === 'sqlite' ? { kind, dataDir } : { kind: 'postgres', url: kind.postgres };
      const env = config.kind === 'sqlite' ? { DATA_DIR: dataDir } : { DATA_DIR: '', DATABASE_URL: config.url };
      const channel = await startChannel(ANSWER_MS);
      const sandbox = await startSandbox({ attendees: 20, latencyMs: ANSWER_MS, reportAfterMs: 0 });
      try {
        await twoRounds({ config, env, channel, sandbox, isTurned: turn % 2 > 0, result });
      } finally {
        await channel.close();
        await sandbox.close();
      }
    });
  result.ratio = median(result.postedMs.map((ms, round) => ms / (result.bareMs[round] ?? NaN)));
  return result;
}

interface Turn {
  config: StoreConfig;
  env: Record<string, string>;
  channel: Channel;
  sandbox: Sandbox;
  /** The yardstick first. */
  isTurned: boolean;
  result: PostedResult;
}

interface Event {
  id: string;
  title: string;
  collection: 'webinars' | 'townhalls';
}

async function twoRounds({ config, env, channel, sandbox, isTurned, result }: Turn): Promise<void> {
  const { demoOrganizerId: personId } = sandbox;
  const tenant = randomUUID();
  const events = await eventsOf(sandbox);
  const find = (title: string): Event => {
    const found = events.find(one => one.title === title);
    if (!found) throw new Error(`the pretend tenant has no ${title}`);
    return found;
  };
  const warmUp = find(TITLES.warmUp);
  await seedStore(config, async (within, clock) => {
    // A watch posts what ended up to a day before it was made.
    clock.now -= 2 * 24 * 3_600_000;
    await within(async tx => {
      for (const { id } of [warmUp, ...TITLES.rounds.map(find)]) {
        const { serviceUrl } = channel;
        await tx.conversations.save({ tenant, id: placeOf(id), serviceUrl, type: 'groupChat', botId: BOT });
        await tx.watches.add({ tenant, personId, conversationId: placeOf(id), what: 'event', targetId: id });
        const subscription = { resource: 'bench', clientState: STATE, expiresAt: Date.now() + 3_600_000 };
        await tx.subscriptions.save({ tenant, id: `of ${id}`.toLowerCase(), ...subscription });
      }
    });
  });
  const bot = run('../../index', [], { ROLLCALL_MODE: 'sandbox', PORT: '0', GRAPH_ROOT: sandbox.root, ...env });
  try {
    const { port } = await bot.line('port');
    // The first round of every start finds what ended before, and posts it.
    await channel.until(isAt(placeOf(warmUp.id)), MOST_MS);
    for (const { id, collection } of TITLES.rounds.map(find)) {
      await untilQuiet(sandbox);
      const happened = sandbox.endEvent(id, { people: PEOPLE });
      if (!happened) throw new Error(`${id} is not running`);
      const { sessionId, reportId } = happened;
      const report = { collection, eventId: id, sessionId, reportId };
      const posted = async (): Promise<void> => {
        const before = sandbox.requests.length;
        const started = performance.now();
        const subscription = { tenantId: tenant, subscriptionId: `of ${id}`, clientState: STATE };
        const answer = await fetch(`http://127.0.0.1:${String(port)}/api/notifications`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: notificationOf({ ...subscription, ...report }),
        });
        if (answer.status !== 202) throw new Error(`the notification was answered with ${answer.status}`);
        await channel.until(isAt(placeOf(id)), MOST_MS);
        result.postedMs.push(performance.now() - started);
        result.requests = Math.max(result.requests, sandbox.requests.slice(before).length);
      };
      const bare = async (): Promise<void> => {
        const path = `/v1.0/solutions/virtualEvents/${collection}/${encodeURIComponent(id)}`;
        const reports = `${path}/sessions/${sessionId}/attendanceReports`;
        const paths = [path, `${path}/sessions`, reports, `${path}/registrations`];
        const started = performance.now();
        for (const one of paths) await read(sandbox, one);
        await read(sandbox, `${reports}/${reportId}/attendanceRecords`);
        await send(channel);
        result.bareMs.push(performance.now() - started);
      };
      for (const measure of isTurned ? [bare, posted] : [posted, bare]) await measure();
    }
  } finally {
    await bot.stop();
    // A server outlives this: nothing of it is to be posted later.
    await seedStore(config, within =>
      within(async tx => {
        for (const { id } of await tx.watches.inTenant(tenant)) await tx.watches.remove(tenant, id);
      }),
    );
  }
}

const placeOf = (eventId: string): string => `19:${eventId}@thread.v2`;

const isAt = (place: string) => (arrivals: readonly { conversation: string }[]) =>
  arrivals.some(one => one.conversation === place);

async function eventsOf(sandbox: Sandbox): Promise<Event[]> {
  const events: Event[] = [];
  for (const collection of ['webinars', 'townhalls'] as const) {
    const path = `/v1.0/solutions/virtualEvents/${collection}`;
    const by = `getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='organizer')`;
    for (const { id, displayName } of await read(sandbox, `${path}/${by}`))
      events.push({ id: String(id), title: String(displayName), collection });
  }
  return events;
}

/** Every item of a collection, page by page; nothing of what is none. */
async function read(sandbox: Sandbox, path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | undefined = sandbox.root + path; next;) {
    const answer = await fetch(next, { headers: { authorization: 'Bearer bench' } });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
    const page = (await answer.json()) as { value?: unknown; '@odata.nextLink'?: string };
    if (Array.isArray(page.value)) items.push(...(page.value as Record<string, unknown>[]));
    next = page['@odata.nextLink'];
  }
  return items;
}

/** The card that Rollcall posted first, into a conversation that nobody looks at. */
async function send(channel: Channel): Promise<void> {
  const answer = await fetch(`${channel.serviceUrl}/v3/conversations/bare/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: channel.arrivals[0]?.body ?? '',
  });
  await answer.json();
}

/** Resolves once nothing was asked for a second: rounds of a start are over. */
async function untilQuiet({ requests }: Sandbox): Promise<void> {
  for (let seen = -1; seen !== requests.length;) {
    seen = requests.length;
    await delay(1_000);
  }
}
