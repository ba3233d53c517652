import { NO_MESSAGE_ID } from '../../src/store/outbox-row';
import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

const MINUTE = 60_000;

// What becomes of a message without a request to Teams: it waits longer, is not sent after all, or is sent as another one.
onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  let tenant: string;
  const key = () => ({ tenant, sessionId: 's', reportHome: 'h', conversationId: 'chat', kind: 'summary' });
  const found = (fingerprint: string) =>
    run(tx => tx.finished.record({ ...key(), eventId: 'e', fingerprint, figures: '{}', endAt: START }));
  const enqueue = async (revision = 1): Promise<string> => {
    const row = await run(tx => tx.outbox.enqueue({ ...key(), eventId: 'e', revision, content: '{}' }));
    if (row === 'gone') throw new Error('gone');
    return row.id;
  };
  const find = (id: string) => run(tx => tx.outbox.find(tenant, id));
  const settled = async (
    id: string,
    outcome: { is: 'sent'; activityId: string } | { is: 'refused'; reason: string },
  ) => {
    const leased = await run(tx => tx.outbox.lease(tenant, id, MINUTE));
    await run(tx => tx.outbox.settle(tenant, id, leased!.attempt, outcome));
    return leased;
  };

  beforeEach(async () => {
    opened.clock.now = START;
    tenant = opened.tenant();
    await run(tx =>
      tx.conversations.save({ tenant, id: 'chat', serviceUrl: 'https://x', type: 'groupChat', botId: 'b' }),
    );
  });

  it('waits until it is due again, and no attempt is counted', async () => {
    const id = await enqueue();
    expect(await run(tx => tx.outbox.postpone(tenant, id, START + MINUTE, 'right-unknown'))).toBe(true);
    expect(await run(tx => tx.outbox.lease(tenant, id, MINUTE))).toBeUndefined();
    expect(await find(id)).toMatchObject({ state: 'pending', attempt: 0, reason: 'right-unknown', createdAt: START });
    opened.clock.now += MINUTE;
    expect(await run(tx => tx.outbox.lease(tenant, id, MINUTE))).toMatchObject({ attempt: 1 });
    expect(await run(tx => tx.outbox.postpone(tenant, id, START, 'x'))).toBe(false);
    expect(await run(tx => tx.outbox.withdraw(tenant, id))).toBe(false);
  });

  it('what was withdrawn is not sent, counts as told to nobody, and comes again as the next revision', async () => {
    expect(await found('f')).toBe(1);
    const id = await enqueue();
    expect(await run(tx => tx.outbox.withdraw(tenant, id))).toBe(true);
    await run(tx => tx.finished.withdraw(key()));
    expect(await find(id)).toMatchObject({ state: 'dead', reason: 'withdrawn' });
    expect(await run(tx => tx.finished.find(key()))).toBeUndefined();
    expect(await found('f')).toBe(2);
    expect(await found('f')).toBeUndefined();
    expect(await run(tx => tx.finished.find(key()))).toMatchObject({ revision: 2 });
    const again = await enqueue(2);
    expect(await run(tx => tx.outbox.lease(tenant, again, MINUTE))).not.toHaveProperty('replaces');
  });

  it('an update that was withdrawn leaves what stands there, and a later one updates it', async () => {
    await settled(await enqueue(1), { is: 'sent', activityId: 'a1' });
    await run(async tx => tx.outbox.withdraw(tenant, await enqueueIn(tx, 2)));
    const third = await enqueue(3);
    expect(await run(tx => tx.outbox.lease(tenant, third, MINUTE))).toMatchObject({ replaces: 'a1' });
  });
  async function enqueueIn(tx: Tx, revision: number): Promise<string> {
    const row = await tx.outbox.enqueue({ ...key(), eventId: 'e', revision, content: '{}' });
    if (row === 'gone') throw new Error('gone');
    return row.id;
  }

  it('what nobody knows the id of is followed by a new message where its owner says so, and only by the newest', async () => {
    await settled(await enqueue(1), { is: 'sent', activityId: '' });
    const refused = { is: 'refused', reason: NO_MESSAGE_ID } as const;
    const [second, third] = [await enqueue(2), await enqueue(3)];
    expect(await find(second)).toMatchObject({ state: 'dead', reason: 'superseded' });
    expect(await settled(third, refused)).toMatchObject({ replaces: '' });
    const fourth = await enqueue(4);
    await settled(fourth, refused);
    for (const id of [second, third]) expect(await run(tx => tx.outbox.sendAnew(tenant, id))).toBe(false);
    expect(await run(tx => tx.outbox.sendAnew(tenant, fourth))).toBe(true);
    expect(await run(tx => tx.outbox.sendAnew(tenant, fourth))).toBe(false);
    const anew = await settled(fourth, { is: 'sent', activityId: 'a4' });
    expect(anew).not.toHaveProperty('replaces');
    expect(await find(third)).toMatchObject({ reason: 'superseded' });
    const fifth = await enqueue(5);
    expect(await run(tx => tx.outbox.lease(tenant, fifth, MINUTE))).toMatchObject({ replaces: 'a4' });
  });

  it('is not sent anew into a conversation that is gone', async () => {
    await settled(await enqueue(1), { is: 'sent', activityId: '' });
    const second = await enqueue(2);
    await settled(second, { is: 'refused', reason: NO_MESSAGE_ID });
    await run(tx => tx.conversations.markGone(tenant, 'chat'));
    expect(await run(tx => tx.outbox.sendAnew(tenant, second))).toBe(false);
  });
});
