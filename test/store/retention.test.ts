import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intendSummary } from '../../src/store/intend';
import { toHomeKey } from '../../src/store/home-key';
import { defaultPeriods } from '../../src/store/retention';
import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  let tenant: string;
  beforeEach(() => {
    opened.clock.now = START;
    tenant = opened.tenant();
  });
  const hint = (resourceId: string) => ({
    ...{ tenant, subscriptionId: 'sub', changeType: 'u', resourceId, etag: '' },
    ...{ resource: `users/${resourceId}`, clientState: 'x' },
  });
  const place = (id: string, personId?: string) => ({
    ...{ tenant, id, serviceUrl: 'https://x', type: 'personal' as const, botId: 'b' },
    ...(personId !== undefined && { personId }),
  });

  it('a settled notification is known for the hours in which Graph may repeat it; one that is not settled stays', async () => {
    const short = await (opened.store.kind === 'postgres'
      ? opened.open({ periods: { ...defaultPeriods, inbox: 0 } })
      : opened.store);
    const [done, fresh] = await run(tx => tx.inbox.add([hint('a'), hint('b')]));
    await run(tx => tx.inbox.settle(tenant, done!.id, 'done'));
    const kept = short === opened.store ? defaultPeriods.inbox : 5 * HOUR;
    opened.clock.now = START + kept;
    await short.purge();
    expect(await run(tx => tx.inbox.find(tenant, done!.id))).toBeDefined();
    opened.clock.now++;
    await short.purge();
    expect(await run(tx => tx.inbox.find(tenant, done!.id))).toBeUndefined();
    expect(await run(tx => tx.inbox.find(tenant, fresh!.id))).toBeDefined();
    if (short !== opened.store) await short.close();
  }, 20_000);

  it('what was sent goes after its time, but never before what it would be updated by; what waits stays', async () => {
    await run(tx => tx.conversations.save(place('c')));
    const told = (sessionId: string, fingerprint: string) =>
      run(tx =>
        intendSummary(tx, {
          ...{ tenant, sessionId, reportHome: 'h', conversationId: 'c', kind: 'summary', eventId: 'e' },
          ...{ fingerprint, figures: '{}', content: '{}', endAt: START },
        }),
      );
    await told('old', '1');
    await told('grown', '1');
    for (const row of await run(tx => tx.outbox.inState(tenant, 'pending', 10))) {
      const leased = await run(tx => tx.outbox.lease(tenant, row.id, HOUR));
      await run(tx => tx.outbox.settle(tenant, row.id, leased!.attempt, { is: 'sent', activityId: row.sessionId }));
    }
    opened.clock.now = START + 80 * DAY;
    await told('grown', '2');
    opened.clock.now = START + 91 * DAY;
    await opened.store.purge();
    expect(await run(tx => tx.outbox.inState(tenant, 'sent', 10))).toMatchObject([{ sessionId: 'grown' }]);
    const [waiting] = await run(tx => tx.outbox.inState(tenant, 'pending', 10));
    expect(await run(tx => tx.outbox.lease(tenant, waiting!.id, HOUR))).toMatchObject({ replaces: 'grown' });
  });

  it('a place that is gone takes with it what was for it; one that came back does not', async () => {
    for (const id of ['gone', 'back']) {
      await run(tx => tx.conversations.save(place(id)));
      await run(tx => tx.watches.add({ tenant, personId: 'p', conversationId: id, what: 'all', targetId: '' }));
      await run(tx => tx.conversations.markGone(tenant, id));
      await run(tx => tx.marks.advance(tenant, `unwatched ${id} of somebody`, 1));
    }
    await run(tx => tx.conversations.save(place('back')));
    opened.clock.now = START + 31 * DAY;
    await opened.store.purge();
    expect(await run(tx => tx.conversations.find(tenant, 'gone'))).toBeUndefined();
    expect(await run(tx => tx.watches.ofPerson(tenant, 'p'))).toMatchObject([{ conversationId: 'back' }]);
    const marked = (id: string) => run(tx => tx.marks.get(tenant, `unwatched ${id} of somebody`));
    expect([await marked('gone'), await marked('back')]).toEqual([undefined, 1]);
  });

  it('who looked at what is known for half a year, and can be asked for by person, event and time', async () => {
    const looked = { tenantId: tenant, deed: 'looked', command: 'attendance', place: 'shared' } as const;
    const old = { ...looked, personId: 'p', kind: 'webinar', id: 'e', sessionId: 's', at: START };
    const young = { ...looked, personId: 'q', at: START + 1 };
    await run(tx => tx.audit.add([old, young]));
    const of = (query: object) => run(tx => tx.audit.of(tenant, { limit: 10, ...query }));
    expect(await of({})).toEqual([young, old]);
    expect(await of({ limit: 1 })).toEqual([young]);
    expect(await of({ since: START + 1 })).toEqual([young]);
    for (const query of [{ personId: 'p' }, { about: 'e' }, { about: 's' }]) expect(await of(query)).toEqual([old]);
    opened.clock.now = START + 180 * DAY + 1;
    await opened.store.purge();
    expect(await of({})).toEqual([young]);
  });

  it('a person who is forgotten stands nowhere any more, in no file either', async () => {
    const canary = 'c0ffee00-feed-4bee-8bad-0123456789ab';
    const chat = `a:${canary.slice(0, 8)}-chat-of-the-canary`;
    const meeting = toHomeKey({ of: 'meeting', userId: canary, meetingId: 'm' });
    const facts = { eventId: 'e', fingerprint: '1', figures: '{}', content: '{}', endAt: START, kind: 'summary' };
    const shared = { tenant, sessionId: 's', reportHome: 'h', conversationId: 'team' };
    await run(async tx => {
      await tx.conversations.save(place(chat, canary));
      await tx.conversations.save(place('team'));
      await tx.watches.add({ tenant, personId: canary, conversationId: 'team', what: 'all', targetId: '' });
      await tx.watches.add({ tenant, personId: 'other', conversationId: 'team', what: 'all', targetId: '' });
      await tx.inbox.add([hint(canary)]);
      const resource = `users/${canary}/onlineMeetings`;
      await tx.subscriptions.save({ tenant, id: 'x', resource, clientState: 'x', expiresAt: START });
      await tx.sessions.save({ ...shared, eventId: 'e', ownerId: canary, endAt: START });
      await tx.sessions.save({
        tenant,
        sessionId: 'm',
        reportHome: meeting,
        eventId: 'm',
        ownerId: canary,
        endAt: START,
      });
      await intendSummary(tx, { ...facts, ...shared });
      await intendSummary(tx, { ...facts, tenant, sessionId: 's', reportHome: 'h', conversationId: chat });
      await intendSummary(tx, { ...facts, tenant, sessionId: 'm', reportHome: meeting, conversationId: 'team' });
      await tx.rate.take(tenant, chat);
      await tx.marks.advance(tenant, `sweep/${canary}`, 1);
      await tx.marks.advance(tenant, `unwatched ${chat} ["meeting","other","m"]`, 1);
      await tx.jobs.add('tick', { tenant, sessionId: 'm', reportHome: meeting }, { key: meeting, runAt: START + DAY });
      await tx.jobs.add('tick', { tenant, sessionId: 's', reportHome: 'h' }, { key: 'h', runAt: START + DAY });
      await tx.leases.take(tenant, `sweep/${canary}`, 'a', 1);
      const entry = { tenantId: tenant, deed: 'looked', command: 'attendance', place: 'personal', at: START } as const;
      const meetings = [0, 1, 2].map(n =>
        Buffer.from(`${'1'.repeat(n)}${canary}*0**19:m@thread.v2`).toString('base64'),
      );
      await tx.audit.add([
        { ...entry, personId: canary },
        ...meetings.map(id => ({ ...entry, personId: 'other', id })),
      ]);
    });
    if (opened.config.kind === 'sqlite') expect(bytesOf(opened.config.dataDir)).toContain(canary);

    expect(await opened.store.forget(tenant, canary)).toBeGreaterThan(9);
    expect(await opened.store.forget(tenant, canary)).toBe(0);
    await opened.store.purge();
    if (opened.config.kind === 'sqlite') {
      const bytes = bytesOf(opened.config.dataDir);
      expect(bytes).not.toContain(canary);
      expect(bytes).not.toContain(chat);
    }
    expect(await opened.store.jobs.count('tick')).toMatchObject({ waiting: 1 });
    // What others asked for goes on, figures only, and is not told a second time.
    const left = await run(tx => tx.audit.of(tenant, { limit: 10 }));
    expect(left.map(({ personId, id }) => [personId, id])).toEqual(Array(3).fill(['other', undefined]));
    expect(await run(tx => tx.watches.inConversation(tenant, 'team'))).toMatchObject([{ personId: 'other' }]);
    expect(await run(tx => tx.sessions.find(tenant, 's', 'h'))).toMatchObject({ ownerId: '' });
    expect(await run(tx => intendSummary(tx, { ...facts, ...shared }))).toBe('told');
  });

  /** All files of the folder, as text. Closing them drops the locks of this process, which nobody else asks for here. */
  function bytesOf(folder: string): string {
    return readdirSync(folder)
      .map(name => readFileSync(join(folder, name), 'latin1'))
      .join('\n');
  }
});
