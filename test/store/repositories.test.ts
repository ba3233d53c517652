import { LOOKS_AFTER } from '../../src/store/sessions';
import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

const MINUTE = 60_000;

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  let tenant: string;
  beforeEach(() => {
    opened.clock.now = START;
    tenant = opened.tenant();
  });

  it('a conversation has its newest address, and is active again when Rollcall is back', async () => {
    const place = { tenant, id: 'c', serviceUrl: 'https://one', type: 'personal', botId: 'b', personId: 'p' } as const;
    await run(tx => tx.conversations.save(place));
    await run(tx => tx.conversations.markGone(tenant, 'c'));
    expect(await run(tx => tx.conversations.find(tenant, 'c'))).toEqual({ ...place, state: 'gone' });
    await run(tx => tx.conversations.save({ ...place, serviceUrl: 'https://two' }));
    expect(await run(tx => tx.conversations.find(tenant, 'c'))).toEqual({
      ...place,
      serviceUrl: 'https://two',
      state: 'active',
    });
  });

  it('a watch is kept once, matches its event, its series or everything, and can be taken back', async () => {
    const watch = { tenant, personId: 'p', conversationId: 'c', what: 'event', targetId: 'e1' } as const;
    const first = await run(tx => tx.watches.add(watch));
    expect(first.isNew).toBe(true);
    expect(await run(tx => tx.watches.add(watch))).toEqual({ ...first, isNew: false });
    await run(tx => tx.watches.add({ ...watch, what: 'series', targetId: 's1' }));
    await run(tx => tx.watches.add({ ...watch, what: 'all', targetId: '', personId: 'q' }));
    const what = async (target: { eventId: string; seriesId?: string }) =>
      (await run(tx => tx.watches.matching(tenant, target))).map(one => one.what).sort();
    expect(await what({ eventId: 'e1' })).toEqual(['all', 'event']);
    expect(await what({ eventId: 'e1', seriesId: 's1' })).toEqual(['all', 'event', 'series']);
    expect(await what({ eventId: 's1' })).toEqual(['all']);
    expect(await run(tx => tx.watches.ofPerson(tenant, 'q'))).toHaveLength(1);
    expect(await run(tx => tx.watches.inConversation(tenant, 'c'))).toHaveLength(3);
    expect(await run(tx => tx.watches.remove(tenant, first.id))).toBe(true);
    expect(await run(tx => tx.watches.remove(tenant, first.id))).toBe(false);
    expect(await what({ eventId: 'e1' })).toEqual(['all']);
  });

  it('a subscription is renewed in place, found by what it is about, and known before it ends', async () => {
    const made = { tenant, id: 'sub', resource: 'r', clientState: 'secret', expiresAt: START + MINUTE };
    await run(tx => tx.subscriptions.save(made));
    const ending = () => run(tx => tx.upkeep.subscriptionsEndingBefore(START + 2 * MINUTE, 10_000));
    expect((await ending()).filter(one => one.tenant === tenant)).toMatchObject([made]);
    await run(tx => tx.subscriptions.save({ ...made, expiresAt: START + 9 * MINUTE }));
    expect((await ending()).filter(one => one.tenant === tenant)).toEqual([]);
    expect(await run(tx => tx.subscriptions.forResource(tenant, 'r'))).toMatchObject([{ id: 'sub', state: 'active' }]);
    await run(tx => tx.subscriptions.markGone(tenant, 'sub'));
    expect(await run(tx => tx.subscriptions.forResource(tenant, 'r'))).toEqual([]);
    expect(await run(tx => tx.subscriptions.active(tenant))).toEqual([]);
    expect(await run(tx => tx.subscriptions.find(tenant, 'sub'))).toMatchObject({ state: 'gone' });
  });

  it('a notification is taken in once, whatever comes with it, and settled once', async () => {
    const other = opened.tenant();
    const hint = (of: string, resourceId: string, etag = '1') => ({
      ...{ tenant: of, subscriptionId: 'sub', changeType: 'updated', resourceId, etag },
      ...{ resource: 'r', clientState: 'secret' },
    });
    const batch = [hint(tenant, 'a'), hint(tenant, 'a'), hint(tenant, 'b'), hint(other, 'a'), hint(tenant, 'a', '2')];
    const [one, two] = await Promise.all([run(tx => tx.inbox.add(batch)), run(tx => tx.inbox.add(batch))]);
    expect(one.length + two.length).toBe(4);
    const added = [...one, ...two].find(row => row.tenant === other)!;
    expect(await run(tx => tx.upkeep.unreadBefore(START + 1, 10_000))).toEqual(
      expect.arrayContaining([...one, ...two].map(({ tenant: of, id }) => ({ tenant: of, id }))),
    );
    expect(await run(tx => tx.inbox.settle(other, added.id, 'quarantined'))).toBe(true);
    expect(await run(tx => tx.inbox.open(other, 'sub'))).toMatchObject([{ clientState: 'secret' }]);
    const settled = await Promise.all([1, 2, 3].map(() => run(tx => tx.inbox.settle(other, added.id, 'done'))));
    expect(settled.filter(Boolean)).toHaveLength(1);
    expect(await run(tx => tx.inbox.find(other, added.id))).toMatchObject({ state: 'done', clientState: '' });
    expect(await run(tx => tx.inbox.add([hint(other, 'a')]))).toEqual([]);
  });

  it('a batch of any size is taken in', async () => {
    const hints = Array.from({ length: 2_500 }, (_, n) => ({
      ...{ tenant, subscriptionId: 'sub', changeType: 'updated', resourceId: `${n}`, etag: '' },
      ...{ resource: 'r', clientState: 'secret' },
    }));
    expect(await run(tx => tx.inbox.add(hints))).toHaveLength(2_500);
    expect(await run(tx => tx.inbox.add([]))).toEqual([]);
  });

  it('a session is looked at after its end, five times, and what was missed is looked at once', async () => {
    const session = { tenant, sessionId: 's', reportHome: 'h', eventId: 'e', ownerId: 'o', endAt: START };
    await run(tx => tx.sessions.save(session));
    const due = async () =>
      (await run(tx => tx.upkeep.dueSessions(10_000))).filter(one => one.tenant === tenant).length;
    const seen: number[] = [];
    for (let minute = 0; minute <= 25 * 60; minute += 5) {
      opened.clock.now = START + minute * MINUTE;
      if ((await due()) === 0) continue;
      seen.push(minute * MINUTE);
      await run(tx => tx.sessions.looked(tenant, 's', 'h'));
    }
    expect(seen).toEqual([...LOOKS_AFTER]);
    expect(await run(tx => tx.sessions.find(tenant, 's', 'h'))).toEqual({ ...session, looks: 5 });
    // Saved again as it is, nothing changes; its end has moved, and it begins anew.
    await run(tx => tx.sessions.save({ ...session, ownerId: 'p' }));
    expect(await run(tx => tx.sessions.find(tenant, 's', 'h'))).toEqual({ ...session, ownerId: 'p', looks: 5 });
    await run(tx => tx.sessions.save({ ...session, endAt: START + 20 * 60 * MINUTE }));
    expect(await due()).toBe(1);
    expect(await run(tx => tx.sessions.looked(tenant, 's', 'h'))).toMatchObject({
      looks: 1,
      nextLookAt: START + 44 * 60 * MINUTE,
    });
  });

  it('a lease has one holder until it ends or is given back', async () => {
    const take = (holder: string) => run(tx => tx.leases.take(tenant, 'subscribe', holder, MINUTE));
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(take));
    expect(all.filter(Boolean)).toHaveLength(1);
    const holder = 'abcd'[all.indexOf(true)]!;
    expect(await take(holder)).toBe(true);
    expect(await take('z')).toBe(false);
    await run(tx => tx.leases.release(tenant, 'subscribe', 'z'));
    expect(await take('z')).toBe(false);
    opened.clock.now += MINUTE;
    expect(await take('z')).toBe(true);
    await run(tx => tx.leases.release(tenant, 'subscribe', 'z'));
    expect(await take('y')).toBe(true);
  });

  it('a mark never goes back', async () => {
    expect(await run(tx => tx.marks.get(tenant, 'sweep'))).toBeUndefined();
    for (const value of [5, 9, 7]) await run(tx => tx.marks.advance(tenant, 'sweep', value));
    expect(await run(tx => tx.marks.get(tenant, 'sweep'))).toBe(9);
  });

  it('tells what is waiting', async () => {
    expect(Object.keys(await run(tx => tx.upkeep.outboxByState())).sort()).toEqual([
      'dead',
      'pending',
      'sending',
      'sent',
      'unknown',
    ]);
    expect(await opened.store.isReachable()).toBe(true);
  });
});
