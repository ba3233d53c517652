import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { toHomeKey } from '../../store/home-key';
import { intendSummary } from '../../store/intend';
import type { Tx } from '../../store/store';
import { readSamples } from '../card-page';
import { startChannel, type Arrival } from './channel';
import { run } from './processes';
import { brokenRules, type SentAt } from './rates';
import { seedStore, withDataDir } from './seed';

export interface DrainResult {
  summaries: number;
  tenants: number;
  conversations: number;
  /** From "listening" to the last one, seconds. */
  seconds: number;
  /** Those of Teams' rules that were broken, a line each. */
  broken: string[];
  /** Summaries that came never, or more than once. */
  lost: number;
  twice: number;
}

const TENANTS = 6;
const SUMMARIES = 5_000;
/** Into each ordinary conversation. */
const EACH = 5;
/** One conversation is to get more than the 60 that Teams allows in 30 seconds … */
const BUSY = 100;
/** … and one has had its 1,800 of the last hour, of which the first are an hour old soon, one after another. */
const FULL = 60;
const HOUR = 3_600_000;
const HOUR_SENDS = 1_800;
const HOUR_APART = 520;
const FREE_AFTER = 15_000;
const ANSWER_MS = 20;
const MOST_MS = 400_000;
/** Whatever comes twice comes soon. */
const LINGER_MS = 2_000;

interface Due {
  tenant: string;
  conversation: string;
}

/**
 * Summaries that are all due when the compiled bot starts on SQLite. In real time: the bot's clock is the machine's, and a channel in this process notes when each request
 * came. The rules are checked from those times alone.
 */
export async function benchDrain(): Promise<DrainResult> {
  const channel = await startChannel(ANSWER_MS);
  const sandbox = await startSandbox({ attendees: 20 });
  try {
    return await withDataDir(async dataDir => {
      // What waits for long is posted only while somebody runs the event.
      const eventId = await anEvent(sandbox);
      const due = toDue();
      const history: SentAt[] = [];
      await seedStore({ kind: 'sqlite', dataDir }, async (within, clock) => {
        await within(tx => addPlaces(tx, due, channel.serviceUrl, sandbox.demoOrganizerId));
        const { conversation, tenant } = full(due);
        const seeded = clock.now;
        await within(async tx => {
          for (let index = 0; index < HOUR_SENDS; index += 1) {
            clock.now = seeded - HOUR + FREE_AFTER + index * HOUR_APART;
            if (!(await tx.rate.take(tenant, conversation)).granted) throw new Error('the hour before broke a rule');
            history.push({ tenant, conversation, at: clock.now });
          }
        });
        clock.now = Date.now();
        await within(tx => intend(tx, due, eventId));
      });
      const env = { ROLLCALL_MODE: 'sandbox', PORT: '0', GRAPH_ROOT: sandbox.root, DATA_DIR: dataDir };
      const bot = run('../../index', [], env);
      try {
        await bot.line('port');
        const started = performance.now();
        await channel
          .until(arrivals => arrivals.filter(isDue).length >= SUMMARIES, MOST_MS)
          .catch((error: unknown) => {
            console.error(error);
          });
        const seconds = (performance.now() - started) / 1000;
        await delay(LINGER_MS);
        return { ...toResult(due, history, channel.arrivals), seconds };
      } finally {
        await bot.stop();
      }
    });
  } finally {
    await channel.close();
    await sandbox.close();
  }
}

/** Tenant by tenant in turn, as they would have come in. */
function toDue(): Due[] {
  const ordinary = Array.from({ length: SUMMARIES - BUSY - FULL }, (_, index): Due => {
    const tenant = index % TENANTS;
    const place = Math.floor(index / TENANTS / EACH);
    return { tenant: `tenant-${tenant}`, conversation: `19:${tenant}-${place}@thread.v2` };
  });
  const many = (length: number, due: Due): Due[] => Array.from({ length }, () => due);
  return [
    ...many(BUSY, { tenant: 'tenant-0', conversation: '19:busy@thread.v2' }),
    ...many(FULL, { tenant: 'tenant-1', conversation: '19:full@thread.v2' }),
    ...ordinary,
  ];
}

function full(due: readonly Due[]): Due {
  const [one] = due.slice(BUSY);
  if (!one) throw new Error('nothing is due');
  return one;
}

async function anEvent({ root, demoOrganizerId }: Sandbox): Promise<string> {
  const path = `/v1.0/solutions/virtualEvents/townhalls/getByUserIdAndRole(userId='${demoOrganizerId}',role='organizer')`;
  const answer = await fetch(root + path, { headers: { authorization: 'Bearer bench' } });
  const { value } = (await answer.json()) as { value: { id: string }[] };
  return value[0]?.id ?? '';
}

async function addPlaces(tx: Tx, due: readonly Due[], serviceUrl: string, personId: string): Promise<void> {
  for (const [conversationId, [one]] of Map.groupBy(due, ({ conversation }) => conversation)) {
    const tenant = one?.tenant ?? '';
    await tx.conversations.save({ tenant, id: conversationId, serviceUrl, type: 'groupChat', botId: '28:bench' });
    await tx.watches.add({ tenant, personId, conversationId, what: 'all', targetId: '' });
  }
}

async function intend(tx: Tx, due: readonly Due[], eventId: string): Promise<void> {
  const reportHome = toHomeKey({ of: 'session', event: { kind: 'townhall', id: eventId }, sessionId: 'any' });
  const content = toContent();
  for (const [index, { tenant, conversation: conversationId }] of due.entries()) {
    const about = { eventId, sessionId: `session-${index}`, reportHome, endAt: Date.now() };
    const figures = { figures: '{}', fingerprint: 'one', content };
    const outcome = await intendSummary(tx, { tenant, conversationId, kind: 'summary', ...about, ...figures });
    if (outcome !== 'intended') throw new Error(`a summary was ${outcome}`);
  }
}

const TITLE = 'One of five thousand';

/** The summary of the first sample, under a title that nothing else has. */
function toContent(): string {
  const [sample] = readSamples(join(__dirname, '../../../..'), 'summary');
  return JSON.stringify(sample?.value).replaceAll('Spring Product Briefing', TITLE);
}

/** By its title. At some hours an event of the pretend tenant ended in the day before the watches were made, and is posted as well: it counts for Teams' rules alone. */
function isDue({ body }: Arrival): boolean {
  return body.includes(TITLE);
}

function toResult(
  due: readonly Due[],
  history: readonly SentAt[],
  arrivals: readonly Arrival[],
): Omit<DrainResult, 'seconds'> {
  const tenantOf = new Map(due.map(({ conversation, tenant }) => [conversation, tenant]));
  const came = Map.groupBy(arrivals.filter(isDue), ({ conversation }) => conversation);
  const meant = Map.groupBy(due, ({ conversation }) => conversation);
  let lost = 0;
  let twice = 0;
  for (const [conversation, some] of meant) {
    const more = (came.get(conversation)?.length ?? 0) - some.length;
    lost += Math.max(0, -more);
    twice += Math.max(0, more);
  }
  const sent = arrivals.map(({ conversation, at }) => ({
    ...{ conversation, at },
    tenant: tenantOf.get(conversation) ?? '',
  }));
  const broken = brokenRules([...history, ...sent]).map(
    ({ rule, conversation, after }) =>
      `${rule.sends} in ${rule.ms / 1000} s of a ${rule.of}: one after ${after.toFixed(0)} ms, in ${conversation}`,
  );
  return { summaries: due.length, tenants: TENANTS, conversations: meant.size, broken, lost, twice };
}
