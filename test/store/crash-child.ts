// A small Rollcall that posts summaries and kills itself at one point: node --require test/support/typescript.cjs test/store/crash-child.ts
import { appendFileSync } from 'node:fs';
import { intendSummary, SEND_JOB } from '../../src/store/intend';
import { openStore, type StoreConfig } from '../../src/store/open-store';

export const crashPoints = [
  'none',
  'opened',
  'in-intend',
  'after-intend',
  'in-lease',
  'before-post',
  'after-post',
  'in-settle',
  'after-settle',
] as const;

interface Orders {
  config: StoreConfig;
  /** Where this process dies, at the how-manieth time that it comes there. */
  point: (typeof crashPoints)[number];
  time: number;
  sessions: number;
  /** The pretend Teams: a line for each message that was posted. */
  teams: string;
}

const tenant = 'tenant';
const LEASE = 1_500;

if (process.env.CRASH_ORDERS) void main(JSON.parse(process.env.CRASH_ORDERS) as Orders);

async function main({ config, point, time, sessions, teams }: Orders): Promise<void> {
  let times = 0;
  const reach = (here: Orders['point']): void => {
    if (here === point && ++times === time) process.kill(process.pid, 'SIGKILL');
  };
  const store = await openStore(config, {
    jobs: { names: [SEND_JOB], pollMs: 100, retryMs: 100 },
    now: Date.now,
    random: Math.random,
    onError: error => process.stderr.write(`${String(error)}\n`),
  });
  reach('opened');
  await store.transaction(tx =>
    tx.conversations.save({ tenant, id: 'c', serviceUrl: 'https://x', type: 'groupChat', botId: 'b' }),
  );
  await store.jobs.work(
    SEND_JOB,
    async ({ id }) => {
      const leased = await store.transaction(async tx => {
        const row = await tx.outbox.lease(tenant, String(id), LEASE);
        if (row) reach('in-lease');
        return row;
      });
      if (!leased) return;
      reach('before-post');
      appendFileSync(teams, `${leased.sessionId}\n`);
      reach('after-post');
      await store.transaction(async tx => {
        await tx.outbox.settle(tenant, leased.id, leased.attempt, { is: 'sent', activityId: leased.sessionId });
        reach('in-settle');
      });
      reach('after-settle');
    },
    { concurrency: 2 },
  );
  for (let n = 0; n < sessions; n++) {
    await store.transaction(async tx => {
      const place = { tenant, sessionId: `s${n}`, reportHome: 'h', conversationId: 'c', kind: 'summary' };
      await intendSummary(tx, { ...place, eventId: 'e', fingerprint: 'f', figures: '{}', content: '{}', endAt: 1 });
      reach('in-intend');
    });
    reach('after-intend');
  }
  // The rounds of a process: leases that ended, messages whose job was lost.
  for (;;) {
    const left = await store.transaction(async tx => {
      await tx.upkeep.expireLeases();
      for (const row of await tx.upkeep.dueSends(100))
        await tx.jobs.add(SEND_JOB, { ...row }, { key: `${row.tenant}/${row.id}` });
      const { pending, sending } = await tx.upkeep.outboxByState();
      return pending + sending;
    });
    if (left === 0) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const states = await store.transaction(tx => tx.upkeep.outboxByState());
  await store.close();
  process.stdout.write(JSON.stringify(states));
}
