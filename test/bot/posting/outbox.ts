import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RollcallAdapter } from '../../../src/bot/adapter';
import { onlyLoopback, type ServiceUrlRule } from '../../../src/bot/door/clouds';
import { createPost } from '../../../src/bot/posting/post';
import { createPosting, type Posting, type PostingOptions } from '../../../src/bot/posting/posting';
import { intendSummary, SEND_JOB } from '../../../src/store/intend';
import { openStore, type StoreConfig } from '../../../src/store/open-store';
import type { OutboxRow } from '../../../src/store/outbox-row';
import type { Store } from '../../../src/store/store';
import { startConnector, type FakeConnector } from '../../support/connector';
import summaries from '../../../adaptiveCards/summary.sample.json';

export const TENANT = 'c7a1f2d4-0000-4000-8000-0000000000aa';
export const OWNER = '8f0b2a4e-0000-4000-8000-00000000ab01';
const [everything] = summaries as { value: any }[];
export const EVENT: string = everything!.value.attendance.subject.id;
export const TITLE: string = everything!.value.attendance.subject.title;

const MADE_UP = { eventId: EVENT, reportHome: '["meeting","u","m"]' };

/** A real database in a folder of its own, the pretend channel, and the outbox between them. */
export interface Outbox {
  connector: FakeConnector;
  store: Store;
  posting: Posting;
  log: { level: string; event: string; facts: any }[];
  told: { outcome: string; lagMs?: number }[];
  errors: unknown[];
  now: () => number;
  /** Moves the clock on, beside the time that passes. */
  moveClock(ms: number): void;
  /** A place that something is watched in. */
  place(id: string, type?: 'personal' | 'groupChat' | 'channel', personId?: string): Promise<void>;
  watch(conversationId: string, personId?: string, eventId?: string): Promise<void>;
  /** The message of one revision: another `attended` is another one. Where nobody watches yet, the owner does. */
  intend(
    conversationId: string,
    about?: { attended?: number; session?: string; of?: { eventId: string; reportHome: string } },
  ): Promise<string>;
  rows(): Promise<OutboxRow[]>;
  /** Resolves once this holds of the rows. */
  until(holds: (rows: OutboxRow[]) => boolean): Promise<OutboxRow[]>;
  /** Cards in a conversation, as they stand. */
  standing(id: string): any[];
  close(): Promise<void>;
}

export interface OutboxOptions {
  serviceUrl?: ServiceUrlRule;
  posting?: Partial<PostingOptions>;
  timeOutMs?: number;
  /** A database that outlives it. */
  config?: StoreConfig;
  /** A channel that outlives it. */
  connector?: FakeConnector;
}

const MOST_WAIT = 8_000;

export async function startOutbox({
  posting: more,
  serviceUrl = onlyLoopback,
  timeOutMs = 5_000,
  ...given
}: OutboxOptions = {}): Promise<Outbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-outbox-'));
  let moved = 0;
  const now = () => Date.now() + moved;
  const errors: unknown[] = [];
  const store = await openStore(given.config ?? { kind: 'sqlite', dataDir }, {
    jobs: { names: [SEND_JOB], pollMs: 25, retryMs: 50 },
    now,
    random: () => 0.5,
    onError: error => errors.push(error),
  });
  const connector = given.connector ?? (await startConnector());
  const adapter = new RollcallAdapter({ credentials: undefined, cloud: 'global', serviceUrl: onlyLoopback });
  const log: Outbox['log'] = [];
  const note = (level: string) => (event: string, facts?: object) => void log.push({ level, event, facts });
  const told: Outbox['told'] = [];
  const posting = createPosting({
    store,
    post: createPost({ adapter, serviceUrl, now, timeOutMs }),
    rightOf: () => Promise.resolve(now()),
    figuresOnly: false,
    now,
    random: () => 0,
    log: { info: note('info'), warn: note('warn'), error: note('error'), mask: id => id && 'masked' },
    told: sent => void told.push(sent),
    everyMs: 100,
    ...more,
  });
  const outbox: Outbox = {
    connector,
    store,
    posting,
    log,
    told,
    errors,
    now,
    moveClock: ms => void (moved += ms),
    place: (id, type = 'groupChat', personId) =>
      store.transaction(tx =>
        tx.conversations.save({
          ...{ tenant: TENANT, id, serviceUrl: connector.serviceUrl, type, botId: '28:rollcall' },
          ...(personId !== undefined && { personId }),
        }),
      ),
    watch: (conversationId, personId = OWNER, eventId = EVENT) =>
      store.transaction(async tx => {
        await tx.watches.add({ tenant: TENANT, personId, conversationId, what: 'event', targetId: eventId });
      }),
    async intend(conversationId, { attended = 264, session = 's1', of = MADE_UP } = {}) {
      const watches = await store.transaction(tx => tx.watches.inConversation(TENANT, conversationId));
      if (watches.length === 0) await outbox.watch(conversationId, OWNER, of.eventId);
      const attendance = { ...everything!.value.attendance, attended };
      const outcome = await store.transaction(tx =>
        intendSummary(tx, {
          ...{ tenant: TENANT, sessionId: session, conversationId, kind: 'summary' },
          ...{ ...of, fingerprint: `${attended}`, figures: '{}', endAt: now() - 60_000 },
          content: JSON.stringify({ ...everything!.value, attendance }),
        }),
      );
      return outcome;
    },
    rows: () =>
      store.transaction(async tx => {
        const rows: OutboxRow[] = [];
        for (const state of ['pending', 'sending', 'sent', 'unknown', 'dead'] as const)
          rows.push(...(await tx.outbox.inState(TENANT, state, 10_000)));
        return rows;
      }),
    async until(holds) {
      const until = Date.now() + MOST_WAIT;
      for (;;) {
        const rows = await outbox.rows();
        if (holds(rows)) return rows;
        if (Date.now() > until)
          throw new Error(
            `still ${JSON.stringify(rows.map(({ kind, state, reason }) => ({ kind, state, reason })))} ${JSON.stringify(log)} ${String(errors)}`,
          );
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    },
    standing: id =>
      connector
        .standing(id)
        .flatMap(one => one.attachments ?? [])
        .map(one => one.content),
    async close() {
      await posting.stop();
      await store.close();
      if (given.connector === undefined) await connector.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return outbox;
}
