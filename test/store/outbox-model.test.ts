import fc from 'fast-check';
import type { Leased } from '../../src/store/outbox-row';
import type { Tx } from '../../src/store/store';
import { runs } from '../support/thorough';
import { onEachStore, START } from './stores';

const LEASE = 60_000;
const CHATS = ['c1', 'c2'];
const operations = [
  'enqueue',
  'enqueue',
  'lease',
  'lease',
  'sent',
  'sent',
  'crash-before',
  'crash-after',
  'late-word',
  'too-many',
  'error-before',
  'error-after',
  'refused',
  'gone',
  'expire',
  'resend',
  'give-up',
  'back',
] as const;
type Operation = (typeof operations)[number];

/** Teams as it would look: messages by id, with the revision they show. */
interface Message {
  chat: string;
  shows: number;
}
interface Row {
  id: string;
  chat: string;
  revision: number;
}

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);

  async function play(steps: readonly { choice: number; pick: number }[]): Promise<void> {
    const tenant = opened.tenant();
    opened.clock.now = START;
    const messages = new Map<string, Message>();
    /** The revision that Rollcall knows to be shown by each message. */
    const confirmed = new Map<string, number>();
    const inFlight: Leased[] = [];
    const crashed: { leased: Leased; activityId?: string }[] = [];
    const rows: Row[] = [];
    /** How many new messages each chat may show: one, and one for each time that the owner asked for more. */
    const allowed = new Map(CHATS.map(chat => [chat, 1]));
    const join = (chat: string) =>
      run(tx => tx.conversations.save({ tenant, id: chat, serviceUrl: 'https://x', type: 'groupChat', botId: 'b' }));
    const enqueue = async (chat: string): Promise<void> => {
      const revision = rows.filter(row => row.chat === chat).length + 1;
      const place = { tenant, sessionId: 's', reportHome: 'h', conversationId: chat, kind: 'summary' };
      const row = await run(tx => tx.outbox.enqueue({ ...place, revision, eventId: 'e', content: '{}' }));
      if (row !== 'gone') rows.push({ id: row.id, chat, revision });
    };
    /** What Teams does with a request. */
    const accept = (leased: Leased): string => {
      const activityId = leased.replaces ?? `${leased.id}#${leased.attempt}`;
      // What is known to stand there is never replaced by something older.
      expect(confirmed.get(activityId) ?? 0).toBeLessThanOrEqual(leased.revision);
      messages.set(activityId, { chat: leased.conversationId, shows: leased.revision });
      return activityId;
    };
    const settle = (leased: Leased, outcome: Parameters<Tx['outbox']['settle']>[3]) =>
      run(tx => tx.outbox.settle(tenant, leased.id, leased.attempt, outcome));
    const lease = async (id: string): Promise<void> => {
      const leased = await run(tx => tx.outbox.lease(tenant, id, LEASE));
      if (leased) inFlight.push(leased);
    };
    const expire = async (): Promise<void> => {
      opened.clock.now += LEASE;
      await run(tx => tx.upkeep.expireLeases());
      // Whoever still had one has hung up long before.
      crashed.push(...inFlight.splice(0).map(leased => ({ leased })));
    };
    const states = () =>
      run(async tx => {
        const all = [];
        for (const row of rows) all.push({ ...row, ...(await tx.outbox.find(tenant, row.id))! });
        return all;
      });
    const resend = async (id: string, chat: string): Promise<void> => {
      if (await run(tx => tx.outbox.resend(tenant, id))) allowed.set(chat, allowed.get(chat)! + 1);
    };

    const act: Record<Operation, (pick: number) => Promise<void>> = {
      enqueue: pick => enqueue(CHATS[pick === 7 ? 1 : 0]!),
      lease: pick => onRow(pick, ['pending'], row => lease(row.id)),
      sent: onFlight(async leased => {
        const activityId = accept(leased);
        expect(await settle(leased, { is: 'sent', activityId })).toBe(true);
        confirmed.set(activityId, leased.revision);
      }),
      'crash-before': onFlight(async leased => void crashed.push({ leased })),
      'crash-after': onFlight(async leased => void crashed.push({ leased, activityId: accept(leased) })),
      'late-word': async pick => {
        const words = crashed.filter(one => one.activityId !== undefined);
        const late = words[pick % words.length]!;
        crashed.splice(crashed.indexOf(late), 1);
        const isTaken = await settle(late.leased, { is: 'sent', activityId: late.activityId! });
        if (isTaken) confirmed.set(late.activityId!, late.leased.revision);
      },
      'too-many': onFlight(async leased => {
        expect(await settle(leased, { is: 'later', at: opened.clock.now + 1_000 })).toBe(true);
        opened.clock.now += 1_000;
      }),
      'error-before': onFlight(async leased => {
        await settle(leased, { is: 'uncertain', retryAt: opened.clock.now });
      }),
      'error-after': onFlight(async leased => {
        accept(leased);
        await settle(leased, { is: 'uncertain', retryAt: opened.clock.now });
      }),
      refused: onFlight(async leased => {
        await settle(leased, { is: 'refused', reason: 'BadSyntax' });
      }),
      gone: onFlight(async leased => {
        await settle(leased, { is: 'gone' });
      }),
      expire: () => expire(),
      resend: pick => onRow(pick, ['unknown', 'dead'], row => resend(row.id, row.chat)),
      'give-up': pick =>
        onRow(pick, ['unknown'], async row => {
          expect(await run(tx => tx.outbox.giveUp(tenant, row.id))).toBe(true);
          allowed.set(row.chat, allowed.get(row.chat)! + 1);
        }),
      back: pick => join(CHATS[pick === 7 ? 1 : 0]!),
    };
    async function onRow(pick: number, of: string[], then: (row: Row) => Promise<void>): Promise<void> {
      const some = (await states()).filter(row => of.includes(row.state));
      const row = some[pick % (some.length || 1)];
      if (row) await then(row);
    }
    /** What can happen now, so that no step is wasted. */
    const possible = async (): Promise<Operation[]> => {
      const now = new Set((await states()).map(row => row.state));
      const isPossible = (operation: Operation): boolean => {
        if (operation === 'enqueue' || operation === 'back') return true;
        if (operation === 'lease') return now.has('pending');
        if (operation === 'resend' || operation === 'give-up') return now.has('unknown');
        if (operation === 'late-word') return crashed.some(one => one.activityId !== undefined);
        if (operation === 'expire') return now.has('sending');
        return inFlight.length > 0;
      };
      return operations.filter(isPossible);
    };
    function onFlight(then: (leased: Leased) => Promise<unknown>): (pick: number) => Promise<void> {
      return async pick => {
        const [leased] = inFlight.splice(pick % (inFlight.length || 1), 1);
        if (leased) await then(leased);
      };
    }
    const check = async (): Promise<void> => {
      const all = await states();
      for (const chat of CHATS) {
        const shown = [...messages.values()].filter(message => message.chat === chat);
        expect(shown.length).toBeLessThanOrEqual(allowed.get(chat)!);
        const mine = all.filter(row => row.chat === chat);
        expect(mine.filter(row => row.state === 'sending').length).toBeLessThanOrEqual(1);
        for (const row of mine) if (row.state === 'sent') expect(messages.has(row.activityId!)).toBe(true);
      }
    };

    for (const chat of CHATS) await join(chat);
    for (const { choice, pick } of steps) {
      const ways = await possible();
      await act[ways[choice % ways.length]!](pick);
      await check();
    }

    // Teams works again, every crashed worker is back, and the owner presses "send again" wherever it is offered: then every place shows the latest.
    for (const chat of CHATS) {
      await join(chat);
      await enqueue(chat);
    }
    await expire();
    for (let round = 0; round < rows.length + 2; round++) {
      opened.clock.now += 2_000;
      for (const row of await states()) if (row.state === 'unknown') await resend(row.id, row.chat);
      for (const { id } of rows) {
        await lease(id);
        for (const leased of inFlight.splice(0)) await settle(leased, { is: 'sent', activityId: accept(leased) });
      }
    }
    await check();
    const end = await states();
    for (const chat of CHATS) {
      const latest = end.filter(row => row.chat === chat).at(-1)!;
      expect(latest.state).toBe('sent');
      expect(messages.get(latest.activityId!)).toEqual({ chat, shows: latest.revision });
      expect(end.filter(row => row.chat === chat && ['pending', 'sending', 'unknown'].includes(row.state))).toEqual([]);
    }
  }

  it('never sends twice what nobody asked for twice, and loses nothing, whatever happens in whatever order', async () => {
    const step = fc.record({ choice: fc.nat(999), pick: fc.nat(7) });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), play), {
      numRuns: runs(opened.store.kind === 'sqlite' ? 25 : 10),
      interruptAfterTimeLimit: 60_000,
    });
  }, 120_000);
});
