import { createServer } from 'node:http';
import { keepRows } from '../../notifications/inbox';
import { receive } from '../../notifications/receive';
import { closed, listening } from '../../sandbox/loopback';
import { notificationOf } from './notification';
import { measure, run } from './processes';
import { LOAD, loadReport } from './receiver-load';
import { NOBODY, seedStore, withDataDir } from './seed';

export interface ReceiverResult {
  requests: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  slowest: number;
  /** Not answered with 202. */
  refused: number;
  /** Answered with 202, and not in the database after `kill -9`. */
  lost: number;
}

export const RATE = 200;
const SECONDS = 15;

/**
 * `/api/notifications` of the compiled bot on SQLite while Graph takes connections and answers nothing. Every notification is genuine and of another session, so that behind the
 * receiver work piles up. The bot is then killed, and the database must hold all that was acknowledged.
 */
export async function benchReceiver(): Promise<ReceiverResult> {
  const graph = createServer(() => undefined);
  const GRAPH_ROOT = await listening(graph);
  try {
    return await withDataDir(async dataDir => {
      const { tenantId: tenant, subscriptionId: id, clientState, eventId: targetId } = LOAD;
      await seedStore({ kind: 'sqlite', dataDir }, within =>
        within(async tx => {
          const place = { tenant, id: '19:bench@thread.v2', serviceUrl: GRAPH_ROOT, botId: '28:bench' };
          await tx.conversations.save({ ...place, type: 'groupChat' });
          const watch = { tenant, personId: NOBODY, conversationId: place.id, what: 'event', targetId } as const;
          await tx.watches.add(watch);
          await tx.subscriptions.save({
            tenant,
            id,
            resource: 'bench',
            clientState,
            expiresAt: Date.now() + 3_600_000,
          });
        }),
      );
      const env = { ROLLCALL_MODE: 'sandbox', PORT: '0', GRAPH_ROOT, DATA_DIR: dataDir };
      const bot = run('../../index', [], env);
      try {
        const { port } = await bot.line('port');
        const url = `http://127.0.0.1:${String(port)}/api/notifications`;
        const said = await measure('notify-load', [url, String(RATE), String(SECONDS)], 'times');
        bot.process.kill('SIGKILL');
        await bot.stop();
        return await toResult(said, dataDir);
      } finally {
        await bot.stop();
      }
    });
  } finally {
    await closed(graph);
  }
}

async function toResult(said: Record<string, unknown>, dataDir: string): Promise<ReceiverResult> {
  const times = said.times as number[];
  const accepted = (said.statuses as Record<string, number>)['202'] ?? 0;
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? NaN;
  const missing = await countMissing(times.length, dataDir);
  return {
    requests: times.length,
    ...{ p50: at(0.5), p99: at(0.99), slowest: at(1) },
    refused: times.length - accepted,
    lost: Math.max(0, missing - (times.length - accepted)),
  };
}

/** Keeps everything once more: what is new then was not there. */
async function countMissing(requests: number, dataDir: string): Promise<number> {
  const rows = Array.from({ length: requests }, (_, index) => {
    const body = Buffer.from(notificationOf(loadReport(index)));
    const headers = { 'content-type': 'application/json' };
    const received = receive({ method: 'POST', headers, query: '', body }, Date.now());
    return received.kind === 'accepted' ? received.rows : [];
  }).flat();
  if (rows.length !== requests) throw new Error('the load is no list of notifications');
  let missing = 0;
  await seedStore({ kind: 'sqlite', dataDir }, within =>
    keepRows(rows, {
      tenantId: LOAD.tenantId,
      store: {
        transaction: work =>
          within(tx => {
            const add: typeof tx.inbox.add = async some => {
              const added = await tx.inbox.add(some);
              missing += added.length;
              return added;
            };
            return work({ ...tx, inbox: { ...tx.inbox, add } });
          }),
      },
    }),
  );
  return missing;
}
