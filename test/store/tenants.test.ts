import { NO_MESSAGE_ID } from '../../src/store/outbox-row';
import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

const MINUTE = 60_000;

const looked = (tenantId: string) =>
  ({ tenantId, personId: 'p', deed: 'looked', command: 'event', place: 'personal' }) as const;

/** What one tenant has: one of everything. */
async function furnish(tx: Tx, tenant: string) {
  await tx.conversations.save({
    tenant,
    id: 'c',
    serviceUrl: 'https://x',
    type: 'personal',
    botId: 'b',
    personId: 'p',
  });
  const watch = await tx.watches.add({ tenant, personId: 'p', conversationId: 'c', what: 'event', targetId: 'e' });
  await tx.subscriptions.save({ tenant, id: 'sub', resource: 'r', clientState: 'x', expiresAt: START + MINUTE });
  const hint = {
    tenant,
    subscriptionId: 'sub',
    changeType: 'u',
    resourceId: 'x',
    etag: '',
    resource: 'r',
    clientState: 'x',
  };
  const [inbox] = await tx.inbox.add([hint]);
  const [held] = await tx.inbox.add([{ ...hint, resourceId: 'y' }]);
  await tx.inbox.settle(tenant, held!.id, 'quarantined');
  const home = { tenant, sessionId: 's', reportHome: 'h' };
  await tx.sessions.save({ ...home, eventId: 'e', ownerId: 'p', endAt: START });
  const place = { ...home, conversationId: 'c', kind: 'summary' };
  await tx.finished.record({ ...place, eventId: 'e', fingerprint: 'f', figures: '{}', endAt: START });
  const send = async (sessionId: string) => {
    const row = await tx.outbox.enqueue({ ...place, sessionId, eventId: 'e', revision: 1, content: '{}' });
    if (row === 'gone') throw new Error('gone');
    return row.id;
  };
  const pending = await send('s');
  const sending = await send('s2');
  await tx.outbox.lease(tenant, sending, MINUTE);
  const unknown = await send('s3');
  const leased = await tx.outbox.lease(tenant, unknown, MINUTE);
  await tx.outbox.settle(tenant, unknown, leased!.attempt, { is: 'uncertain', retryAt: 0 });
  const unchanged = await send('s4');
  const again = await tx.outbox.lease(tenant, unchanged, MINUTE);
  await tx.outbox.settle(tenant, unchanged, again!.attempt, { is: 'refused', reason: NO_MESSAGE_ID });
  await tx.leases.take(tenant, 'lease', 'a', MINUTE);
  await tx.marks.advance(tenant, 'mark', 5);
  await tx.audit.add([{ ...looked(tenant), id: 'e', at: START }]);
  for (let n = 0; n < 7; n++) await tx.rate.take(tenant, 'c');
  return { watch: watch.id, inbox: inbox!.id, held: held!.id, place, pending, sending, unknown, unchanged };
}
type Furniture = Awaited<ReturnType<typeof furnish>>;

/** Every function of every repository, called by `tenant` with what belongs to another; and what it gives then. */
const attempts: Record<string, (tx: Tx, tenant: string, of: Furniture) => Promise<unknown>> = {
  'conversations.find': (tx, tenant) => tx.conversations.find(tenant, 'c'),
  'conversations.markGone': (tx, tenant) => tx.conversations.markGone(tenant, 'c'),
  'conversations.personalOf': (tx, tenant) => tx.conversations.personalOf(tenant, 'p'),
  'watches.find': (tx, tenant, of) => tx.watches.find(tenant, of.watch),
  'watches.remove': (tx, tenant, of) => tx.watches.remove(tenant, of.watch),
  'watches.inConversation': (tx, tenant) => tx.watches.inConversation(tenant, 'c'),
  'watches.ofPerson': (tx, tenant) => tx.watches.ofPerson(tenant, 'p'),
  'watches.inTenant': (tx, tenant) => tx.watches.inTenant(tenant),
  'watches.matching': (tx, tenant) => tx.watches.matching(tenant, { eventId: 'e', seriesId: 'e' }),
  'subscriptions.find': (tx, tenant) => tx.subscriptions.find(tenant, 'sub'),
  'subscriptions.forResource': (tx, tenant) => tx.subscriptions.forResource(tenant, 'r'),
  'subscriptions.active': (tx, tenant) => tx.subscriptions.active(tenant),
  'subscriptions.markGone': (tx, tenant) => tx.subscriptions.markGone(tenant, 'sub'),
  'inbox.find': (tx, tenant, of) => tx.inbox.find(tenant, of.inbox),
  'inbox.settle': (tx, tenant, of) => tx.inbox.settle(tenant, of.inbox, 'done'),
  'inbox.open': (tx, tenant) => tx.inbox.open(tenant, 'sub'),
  'sessions.find': (tx, tenant) => tx.sessions.find(tenant, 's', 'h'),
  'sessions.looked': (tx, tenant) => tx.sessions.looked(tenant, 's', 'h'),
  'outbox.find': (tx, tenant, of) => tx.outbox.find(tenant, of.pending),
  'outbox.lease': (tx, tenant, of) => tx.outbox.lease(tenant, of.pending, MINUTE),
  'outbox.settle': (tx, tenant, of) => tx.outbox.settle(tenant, of.sending, 1, { is: 'gone' }),
  'outbox.resend': (tx, tenant, of) => tx.outbox.resend(tenant, of.unknown),
  'outbox.arrived': (tx, tenant, of) => tx.outbox.arrived(tenant, of.unknown, 'a'),
  'outbox.giveUp': (tx, tenant, of) => tx.outbox.giveUp(tenant, of.unknown),
  'outbox.sendAnew': (tx, tenant, of) => tx.outbox.sendAnew(tenant, of.unchanged),
  'outbox.postpone': (tx, tenant, of) => tx.outbox.postpone(tenant, of.pending, START, 'x'),
  'outbox.withdraw': (tx, tenant, of) => tx.outbox.withdraw(tenant, of.pending),
  'outbox.inState': (tx, tenant) => tx.outbox.inState(tenant, 'unknown', 10),
  'finished.find': (tx, tenant, of) => tx.finished.find({ ...of.place, tenant }),
  'finished.withdraw': (tx, tenant, of) => tx.finished.withdraw({ ...of.place, tenant }),
  'finished.figuresOf': (tx, tenant, of) => tx.finished.figuresOf({ ...of.place, tenant }),
  'leases.release': (tx, tenant) => tx.leases.release(tenant, 'lease', 'a'),
  'marks.get': (tx, tenant) => tx.marks.get(tenant, 'mark'),
  'audit.of': (tx, tenant) => tx.audit.of(tenant, { personId: 'p', about: 'e', limit: 10 }),
};
/** These make rows of the caller's own: they find nothing of the other's in the way. */
const own: typeof attempts = {
  'conversations.save': (tx, tenant) =>
    tx.conversations.save({ tenant, id: 'c', serviceUrl: 'https://own', type: 'channel', botId: 'b' }),
  'watches.add': async (tx, tenant) =>
    (await tx.watches.add({ tenant, personId: 'p', conversationId: 'c', what: 'event', targetId: 'e' })).isNew ||
    'known',
  'subscriptions.save': (tx, tenant) =>
    tx.subscriptions.save({ tenant, id: 'sub', resource: 'own', clientState: 'own', expiresAt: 1 }),
  'inbox.add': async (tx, tenant) => {
    const hint = {
      subscriptionId: 'sub',
      changeType: 'u',
      resourceId: 'x',
      etag: '',
      resource: 'own',
      clientState: 'own',
    };
    return (await tx.inbox.add([{ tenant, ...hint }])).length === 1 || 'known';
  },
  'sessions.save': (tx, tenant) =>
    tx.sessions.save({ tenant, sessionId: 's', reportHome: 'h', eventId: 'own', ownerId: 'own', endAt: 1 }),
  'outbox.enqueue': async (tx, tenant, of) => {
    const row = await tx.outbox.enqueue({ ...of.place, tenant, eventId: 'own', revision: 1, content: 'own' });
    return (row !== 'gone' && row.isNew) || 'known';
  },
  'finished.record': async (tx, tenant, of) =>
    (await tx.finished.record({ ...of.place, tenant, eventId: 'own', fingerprint: 'f', figures: 'own', endAt: 1 })) ===
      1 || 'known',
  'rate.take': async (tx, tenant) => (await tx.rate.take(tenant, 'c')).granted || 'full',
  'leases.take': async (tx, tenant) => (await tx.leases.take(tenant, 'lease', 'b', MINUTE)) || 'held',
  'marks.advance': (tx, tenant) => tx.marks.advance(tenant, 'mark', 9),
  'audit.add': (tx, tenant) => tx.audit.add([{ ...looked(tenant), id: 'own', at: 1 }]),
};

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  /** Everything of a tenant, as it can be read. */
  const belongings = (tenant: string, of: Furniture) =>
    run(async tx => ({
      conversation: await tx.conversations.find(tenant, 'c'),
      watches: await tx.watches.inConversation(tenant, 'c'),
      subscription: await tx.subscriptions.find(tenant, 'sub'),
      inbox: [await tx.inbox.find(tenant, of.inbox), await tx.inbox.find(tenant, of.held)],
      session: await tx.sessions.find(tenant, 's', 'h'),
      outbox: await Promise.all(
        [of.pending, of.sending, of.unknown, of.unchanged].map(id => tx.outbox.find(tenant, id)),
      ),
      finished: await tx.finished.find({ ...of.place, tenant }),
      mark: await tx.marks.get(tenant, 'mark'),
      audit: await tx.audit.of(tenant, { limit: 10 }),
      rate: await tx.rate.take(tenant, 'c'),
      lease: await tx.leases.take(tenant, 'lease', 'somebody else', 1),
    }));
  let owner: string;
  let of: Furniture;
  let before: object;
  beforeAll(async () => {
    opened.clock.now = START;
    owner = opened.tenant();
    of = await run(tx => furnish(tx, owner));
    before = await belongings(owner, of);
  });

  it('every function is in one of the two tables', async () => {
    const { jobs: _jobs, upkeep: _upkeep, ...repositories } = await run(async tx => tx);
    const all = Object.entries(repositories).flatMap(([name, one]) => Object.keys(one).map(key => `${name}.${key}`));
    expect(Object.keys({ ...attempts, ...own }).sort()).toEqual(all.sort());
  });

  it.each(Object.entries(attempts))('%s gives nothing of another tenant, and changes nothing', async (_, attempt) => {
    const nothing = await run(tx => attempt(tx, opened.tenant(), of));
    expect([undefined, false]).toContainEqual(Array.isArray(nothing) && nothing.length === 0 ? undefined : nothing);
    expect(await belongings(owner, of)).toEqual(before);
  });

  it.each(Object.entries(own))('%s has nothing of another tenant in its way, and changes nothing', async (_, make) => {
    const tenant = opened.tenant();
    const made = await run(async tx => {
      await tx.conversations.save({ tenant, id: 'c', serviceUrl: 'https://own', type: 'channel', botId: 'b' });
      return make(tx, tenant, of);
    });
    expect([undefined, true]).toContain(made);
    expect(await belongings(owner, of)).toEqual(before);
  });

  it('forgetting a person of one tenant leaves the same id in another alone', async () => {
    await opened.store.forget(opened.tenant(), 'p');
    expect(await belongings(owner, of)).toEqual(before);
  });
});
