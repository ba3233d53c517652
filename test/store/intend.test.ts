import { toHomeKey, toReportHome } from '../../src/store/home-key';
import { intendSummary } from '../../src/store/intend';
import type { Tx } from '../../src/store/store';
import { onEachStore, START } from './stores';

onEachStore(opened => {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.store.transaction(work);
  let tenant: string;
  const summary = (fingerprint: string) => ({
    ...{ tenant, sessionId: 's', reportHome: 'h', conversationId: 'c', kind: 'summary', eventId: 'e' },
    ...{ fingerprint, figures: `{"f":"${fingerprint}"}`, content: '{}', endAt: START },
  });
  const intend = (fingerprint: string) => run(tx => intendSummary(tx, summary(fingerprint)));
  beforeEach(async () => {
    opened.clock.now = Date.now();
    tenant = opened.tenant();
    await run(tx => tx.conversations.save({ tenant, id: 'c', serviceUrl: 'https://x', type: 'channel', botId: 'b' }));
  });

  it('figures, message and job come together, once for the same figures however many find them out', async () => {
    const before = await opened.store.jobs.count('send-summary');
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => intend('one')));
    expect(all.sort()).toEqual(['intended', 'told', 'told', 'told', 'told']);
    expect(await run(tx => tx.outbox.inState(tenant, 'pending', 10))).toMatchObject([{ revision: 1 }]);
    expect((await opened.store.jobs.count('send-summary')).waiting).toBe(before.waiting + 1);
  });

  it('a report that has grown is the next revision, and one that shrank back another', async () => {
    for (const fingerprint of ['one', 'two', 'two', 'one']) await intend(fingerprint);
    expect(await run(tx => tx.finished.find(summary('')))).toMatchObject({ revision: 3, figures: '{"f":"one"}' });
    expect(await run(tx => tx.outbox.inState(tenant, 'pending', 10))).toMatchObject([{ revision: 3 }]);
  });

  it('nothing is kept where nothing can be sent, so that it is told when Rollcall is back', async () => {
    await run(tx => tx.conversations.markGone(tenant, 'c'));
    expect(await intend('one')).toBe('gone');
    expect(await run(tx => tx.finished.find(summary('')))).toBeUndefined();
  });

  it('nothing of it stays when the transaction fails', async () => {
    const before = await opened.store.jobs.count('send-summary');
    const failing = run(async tx => {
      await intendSummary(tx, summary('one'));
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await run(tx => tx.finished.find(summary('')))).toBeUndefined();
    expect(await opened.store.jobs.count('send-summary')).toEqual(before);
    expect(await intend('one')).toBe('intended');
  });
});

describe('where reports hang, as a key', () => {
  it.each([
    { of: 'session', event: { kind: 'webinar', id: 'e/1' }, sessionId: 's"2' },
    { of: 'meeting', userId: 'u', meetingId: 'm' },
  ] as const)('%j comes back', home => {
    expect(toReportHome(toHomeKey(home))).toEqual(home);
  });

  it('nothing else does', () => {
    expect(() => toReportHome('["session","webinar"]')).toThrow('not a report home');
  });
});
