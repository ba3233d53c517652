import { randomUUID } from 'node:crypto';
import { isAppError } from '../../src/domain/errors';
import type { Summary } from '../../src/domain/summary';
import { createBudget } from '../../src/graph/budget';
import { createGraphClient } from '../../src/graph/client';
import { createEventSourceFor } from '../../src/graph/event-source';
import type { EventSourceFor } from '../../src/domain/sources';
import { createSubscriptionSource } from '../../src/graph/subscriptions';
import { createFinding, type Finding, type FindingOptions } from '../../src/notifications/finding';
import { FINDING_JOBS } from '../../src/notifications/jobs';
import type { Looked, LookRef } from '../../src/notifications/look';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';
import { SEND_JOB } from '../../src/store/intend';
import type { StoreOptions } from '../../src/store/open-store';
import { sendStates } from '../../src/store/outbox-row';
import type { KnownSession, LookedAt } from '../../src/store/sessions';
import type { Tx } from '../../src/store/store';
import { START, type Opened } from '../store/stores';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const SECRET = 'of the test';

/** For `onEachStore`: the jobs that finding and sending have. */
export const withJobs: Partial<StoreOptions> = {
  jobs: { names: [...FINDING_JOBS, SEND_JOB], pollMs: 50, retryMs: 100, longestRetryMs: 100, tries: 3 },
};

/** A pretend tenant, a store, and a Rollcall that finds out by itself, all by one clock of the test's own. */
export interface Town {
  sandbox: Sandbox;
  tenant: string;
  finding: Finding;
  sourceFor: EventSourceFor;
  clock: { now: number };
  told: { by: string; intended: number }[];
  log: { event: string; facts: any }[];
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A place of its own that this person watches from. */
  watch(
    what: 'event' | 'series' | 'all',
    targetId?: string,
    by?: { personId?: string; conversationId?: string },
  ): Promise<{ id: string; conversationId: string }>;
  /** Makes a session known that ends then, or has ended. */
  expect(session: KnownSession): Promise<void>;
  /** Looks at everything that is due: what each look came to, or the code of what failed. */
  lookAtDue(): Promise<(Looked | string)[]>;
  due(): Promise<LookedAt[]>;
  /** Everything that was ever to be sent, by place, session and revision. */
  intended(): Promise<{ conversationId: string; sessionId: string; revision: number; summary: Summary }[]>;
  /** Another process on the same store. */
  another(): Finding;
  close(): Promise<void>;
}

export async function startTown(
  opened: Opened,
  options: Partial<FindingOptions> & {
    publicUrl?: string;
    everyMs?: number;
    answerMs?: number;
    calls?: SandboxOptions['calls'];
  } = {},
): Promise<Town> {
  // Where call records may not be read, as in most tenants, a summary changes with its report alone.
  const { publicUrl, everyMs, answerMs, calls = { permitted: false }, ...more } = options;
  const { clock } = opened;
  // A database has a clock of its own for jobs that are for later: those stay for later.
  clock.now = publicUrl === undefined ? START : START + 400 * 24 * HOUR;
  const now = () => clock.now;
  const sandbox = await startSandbox({ attendees: 60, now, answerWithinMs: 1_000, calls });
  // Waits are not waited: the client's own clock jumps over them.
  let skipped = clock.now - Date.now();
  const waiting = {
    now: () => Date.now() + skipped,
    sleep: async (ms: number) => {
      skipped += ms;
    },
  };
  const client = createGraphClient({
    root: sandbox.root,
    token: async () => 'app',
    ...waiting,
    budget: createBudget({ ...waiting, reads: 100_000 }),
    ...(answerMs !== undefined && { limits: { answerMs } }),
  });
  // What no other test knows, unless Graph is to tell: it names its own.
  const tenant = publicUrl === undefined ? opened.tenant() : sandbox.tenantId;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  const told: Town['told'] = [];
  const log: Town['log'] = [];
  const note = (event: string, facts: any) => void log.push({ event, facts });
  const sourceFor = createEventSourceFor(client);
  const create = (): Finding =>
    createFinding({
      store: opened.store,
      sourceFor,
      now,
      random: () => 0.5,
      log: { debug: note, info: note, warn: note },
      told: one => void told.push(one),
      ...(publicUrl !== undefined && {
        subscribing: {
          ...{ tenantId: tenant, source: createSubscriptionSource(client), publicUrl: () => publicUrl, secret: SECRET },
          ...(everyMs !== undefined && { everyMs }),
        },
      }),
      ...more,
    });
  const finding = create();
  const due = async () => (await run(tx => tx.upkeep.dueSessions(1_000))).filter(one => one.tenant === tenant);
  return {
    ...{ sandbox, tenant, sourceFor, finding, clock, told, log, run, due },
    async watch(what, targetId = '', { personId = sandbox.demoOrganizerId, conversationId = randomUUID() } = {}) {
      const conversation = { serviceUrl: 'https://x', type: 'channel', botId: 'b' } as const;
      return run(async tx => {
        await tx.conversations.save({ tenant, id: conversationId, ...conversation });
        return tx.watches.add({ tenant, personId, conversationId, what, targetId });
      });
    },
    expect: session =>
      run(async tx => {
        await tx.sessions.save(session);
      }),
    async lookAtDue() {
      const done: (Looked | string)[] = [];
      for (const { sessionId, reportHome } of await due()) {
        const ref: LookRef = { tenant, sessionId, reportHome };
        done.push(await finding.lookNow(ref).catch((error: unknown) => (isAppError(error) ? error.code : 'internal')));
      }
      return done;
    },
    async intended() {
      const rows = await run(async tx => {
        const all = [];
        for (const state of sendStates) all.push(...(await tx.outbox.inState(tenant, state, 1_000)));
        return all;
      });
      return rows
        .map(({ conversationId, sessionId, revision, content }) => ({
          ...{ conversationId, sessionId, revision },
          summary: JSON.parse(content) as Summary,
        }))
        .sort((a, b) => a.conversationId.localeCompare(b.conversationId) || a.revision - b.revision);
    },
    another: create,
    async close() {
      await finding.stop();
      // One database for all tests of a file: rounds are for everybody in it.
      await run(async tx => {
        for (const { id } of await tx.watches.inTenant(tenant)) await tx.watches.remove(tenant, id);
      });
      await client.close();
      await sandbox.close();
    },
  };
}

/** Waits, in real time, until it is so. */
export async function until(isSo: () => Promise<boolean> | boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
