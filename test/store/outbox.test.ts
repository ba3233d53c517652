import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

const LEASE = 60_000;

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  let tenant: string;
  const summary = (revision = 1, conversationId = 'chat') => ({
    ...{ tenant, sessionId: 's', reportHome: 'h', conversationId, kind: 'summary', revision },
    ...{ eventId: 'e', content: `{"revision":${revision}}` },
  });
  const enqueue = async (revision = 1, conversationId = 'chat'): Promise<string> => {
    const row = await run(tx => tx.outbox.enqueue(summary(revision, conversationId)));
    if (row === 'gone') throw new Error('gone');
    return row.id;
  };
  const lease = (id: string) => run(tx => tx.outbox.lease(tenant, id, LEASE));
  const find = (id: string) => run(tx => tx.outbox.find(tenant, id));
  const send = async (id: string, activityId: string): Promise<void> => {
    const leased = await lease(id);
    expect(await run(tx => tx.outbox.settle(tenant, id, leased!.attempt, { is: 'sent', activityId }))).toBe(true);
  };

  beforeEach(async () => {
    opened.clock.now = START;
    tenant = opened.tenant();
    await run(async tx => {
      for (const id of ['chat', 'other'])
        await tx.conversations.save({ tenant, id, serviceUrl: 'https://x', type: 'groupChat', botId: 'b' });
    });
  });

  it('keeps one row a key, however often it is asked for', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => run(tx => tx.outbox.enqueue(summary()))));
    expect(new Set(ids.map(one => (one as { id: string }).id)).size).toBe(1);
    expect(ids.filter(one => (one as { isNew: boolean }).isNew)).toHaveLength(1);
  });

  it('is leased by one of many, and is `sending` then', async () => {
    const id = await enqueue();
    const leased = await Promise.all([1, 2, 3, 4, 5, 6].map(() => lease(id)));
    expect(leased.filter(Boolean)).toMatchObject([{ id, attempt: 1, leaseUntil: START + LEASE }]);
    expect(await find(id)).toMatchObject({ state: 'sending' });
  });

  it('is sent once the answer came, and never leased again', async () => {
    const id = await enqueue();
    await send(id, 'a1');
    expect(await find(id)).toMatchObject({ state: 'sent', activityId: 'a1' });
    opened.clock.now += 10 * LEASE;
    expect(await lease(id)).toBeUndefined();
    expect(await run(tx => tx.outbox.settle(tenant, id, 1, { is: 'later', at: 0 }))).toBe(false);
  });

  it('of two revisions of one message never sends both at once: the later one updates what the earlier one made', async () => {
    const first = await enqueue(1);
    const [leased] = await Promise.all([lease(first)]);
    const second = await enqueue(2);
    expect(await lease(second)).toBeUndefined();
    await run(tx => tx.outbox.settle(tenant, first, leased!.attempt, { is: 'sent', activityId: 'a1' }));
    expect(await lease(second)).toMatchObject({ revision: 2, replaces: 'a1' });
  });

  it('what waits for word of an earlier revision is not due: neither asked for again and again, nor a backlog', async () => {
    const ours = async () => (await run(tx => tx.upkeep.dueSends(10_000))).filter(row => row.tenant === tenant);
    const first = await enqueue(1);
    const leased = await lease(first);
    const [second, elsewhere] = [await enqueue(2), await enqueue(2, 'other')];
    await run(tx => tx.outbox.settle(tenant, first, leased!.attempt, { is: 'uncertain', retryAt: START }));
    expect(await find(first)).toMatchObject({ state: 'unknown' });
    expect(await ours()).toEqual([{ tenant, id: elsewhere }]);
    await run(tx => tx.outbox.arrived(tenant, first, 'a1'));
    expect(new Set((await ours()).map(row => row.id))).toEqual(new Set([second, elsewhere]));
  });

  it('of two revisions that are leased at the same moment sends one', async () => {
    for (let round = 0; round < 10; round++) {
      tenant = opened.tenant();
      await run(tx =>
        tx.conversations.save({ tenant, id: 'chat', serviceUrl: 'https://x', type: 'groupChat', botId: 'b' }),
      );
      const [first, second] = await Promise.all([enqueue(1), enqueue(2)]);
      const leased = await Promise.all([lease(first), lease(second), lease(first), lease(second)]);
      expect(leased.filter(Boolean).length).toBeLessThanOrEqual(1);
    }
  });

  it('of what still waits sends only the latest revision', async () => {
    const first = await enqueue(1);
    const second = await enqueue(2);
    expect(await find(first)).toMatchObject({ state: 'dead', reason: 'superseded' });
    expect(await lease(second)).toMatchObject({ revision: 2 });
    expect((await find(second))!.replaces).toBeUndefined();
  });

  it('waits after 429, and is superseded where it would come too late', async () => {
    const first = await enqueue(1);
    const leased = await lease(first);
    const second = await enqueue(2);
    await run(tx => tx.outbox.settle(tenant, first, leased!.attempt, { is: 'later', at: START + 5_000 }));
    expect(await find(first)).toMatchObject({ state: 'pending', dueAt: START + 5_000 });
    opened.clock.now = START + 4_999;
    expect(await lease(first)).toBeUndefined();
    opened.clock.now = START + 5_000;
    expect(await lease(first)).toBeUndefined();
    expect(await find(first)).toMatchObject({ state: 'dead', reason: 'superseded' });
    expect(await lease(second)).toMatchObject({ id: second });
  });

  it('is unknown after an uncertain answer, and is sent again on the owner’s word alone', async () => {
    const id = await enqueue();
    const leased = await lease(id);
    await run(tx => tx.outbox.settle(tenant, id, leased!.attempt, { is: 'uncertain', retryAt: START }));
    opened.clock.now += 100 * LEASE;
    await run(tx => tx.upkeep.expireLeases());
    expect(await lease(id)).toBeUndefined();
    expect(await run(tx => tx.outbox.inState(tenant, 'unknown', 10))).toMatchObject([{ id }]);
    expect(await run(tx => tx.outbox.resend(tenant, id))).toBe(true);
    expect(await lease(id)).toMatchObject({ attempt: 2 });
    expect(await run(tx => tx.outbox.resend(tenant, id))).toBe(false);
  });

  it('is unknown when its worker is gone; late word of that attempt still counts, of an earlier one it does not', async () => {
    const id = await enqueue();
    await lease(id);
    opened.clock.now = START + LEASE - 1;
    await run(tx => tx.upkeep.expireLeases());
    expect(await find(id)).toMatchObject({ state: 'sending' });
    opened.clock.now = START + LEASE;
    await run(tx => tx.upkeep.expireLeases());
    expect(await find(id)).toMatchObject({ state: 'unknown', reason: 'lease-expired' });
    await run(tx => tx.outbox.resend(tenant, id));
    await lease(id);
    expect(await run(tx => tx.outbox.settle(tenant, id, 1, { is: 'sent', activityId: 'late' }))).toBe(false);
    opened.clock.now += LEASE;
    await run(tx => tx.upkeep.expireLeases());
    expect(await run(tx => tx.outbox.settle(tenant, id, 2, { is: 'sent', activityId: 'a2' }))).toBe(true);
    expect(await find(id)).toMatchObject({ state: 'sent', activityId: 'a2' });
  });

  it('holds the next revision back while it is unknown, until it shows up or is given up', async () => {
    const first = await enqueue(1);
    const leased = await lease(first);
    const second = await enqueue(2);
    await run(tx => tx.outbox.settle(tenant, first, leased!.attempt, { is: 'uncertain', retryAt: START }));
    expect(await lease(second)).toBeUndefined();
    expect(await run(tx => tx.outbox.arrived(tenant, first, 'a1'))).toBe(true);
    expect(await lease(second)).toMatchObject({ replaces: 'a1' });
    expect(await run(tx => tx.outbox.giveUp(tenant, first))).toBe(false);
  });

  it('that is given up lets the next revision be a new message', async () => {
    const first = await enqueue(1);
    const leased = await lease(first);
    const second = await enqueue(2);
    await run(tx => tx.outbox.settle(tenant, first, leased!.attempt, { is: 'uncertain', retryAt: START }));
    expect(await run(tx => tx.outbox.giveUp(tenant, first))).toBe(true);
    expect((await lease(second))!.replaces).toBeUndefined();
  });

  it('repeats an uncertain update by itself, a bounded number of times', async () => {
    await send(await enqueue(1), 'a1');
    const id = await enqueue(2);
    for (let attempt = 1; attempt <= 10; attempt++) {
      const leased = await lease(id);
      expect(leased).toMatchObject({ attempt, replaces: 'a1' });
      await run(tx => tx.outbox.settle(tenant, id, attempt, { is: 'uncertain', retryAt: opened.clock.now + 1_000 }));
      opened.clock.now += 1_000;
    }
    expect(await find(id)).toMatchObject({ state: 'dead' });
  });

  it('sends an update again whose worker is gone', async () => {
    await send(await enqueue(1), 'a1');
    const id = await enqueue(2);
    await lease(id);
    opened.clock.now += LEASE;
    await run(tx => tx.upkeep.expireLeases());
    expect(await find(id)).toMatchObject({ state: 'pending' });
    expect(await lease(id)).toMatchObject({ attempt: 2, replaces: 'a1' });
  });

  it('is dead when it was refused', async () => {
    const id = await enqueue();
    const leased = await lease(id);
    await run(tx => tx.outbox.settle(tenant, id, leased!.attempt, { is: 'refused', reason: 'MessageSizeTooBig' }));
    expect(await find(id)).toMatchObject({ state: 'dead', reason: 'MessageSizeTooBig' });
  });

  it('ends with its conversation, and so does everything that waits there and nowhere else', async () => {
    const id = await enqueue();
    const leased = await lease(id);
    const next = await enqueue(2);
    const elsewhere = await enqueue(1, 'other');
    await run(tx => tx.outbox.settle(tenant, id, leased!.attempt, { is: 'gone' }));
    expect(await find(id)).toMatchObject({ state: 'dead', reason: 'gone' });
    expect(await find(next)).toMatchObject({ state: 'dead', reason: 'gone' });
    expect(await find(elsewhere)).toMatchObject({ state: 'pending' });
    expect(await run(tx => tx.conversations.find(tenant, 'chat'))).toMatchObject({ state: 'gone' });
    expect(await run(tx => tx.outbox.enqueue(summary(3)))).toBe('gone');
    expect(await run(tx => tx.outbox.resend(tenant, id))).toBe(false);
  });

  it('is not enqueued where Rollcall has never been', async () => {
    expect(await run(tx => tx.outbox.enqueue(summary(1, 'nowhere')))).toBe('gone');
  });

  it('is found by the round where its job was lost, once it is due', async () => {
    const id = await enqueue();
    const row = await run(tx => tx.outbox.enqueue({ ...summary(1, 'other'), dueAt: START + 1 }));
    const due = await run(tx => tx.upkeep.dueSends(10_000));
    expect(due).toContainEqual({ tenant, id });
    expect(due).not.toContainEqual({ tenant, id: (row as { id: string }).id });
  });
});
