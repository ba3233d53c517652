import { drawsOf } from '../../src/sandbox/world/random';
import type { ChangedPlace, NotificationRow } from '../../src/notifications/row';
import { readEvent, keepRows, readInboxRow } from '../../src/notifications/inbox';
import { createRuns } from '../../src/notifications/runs';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { MINUTE, startTown, withJobs, type Town } from './town';

onEachStore(opened => {
  let town: Town;
  afterEach(() => town.close());

  /** What is to be sent in the end, of two events that ended, when Graph tells of them like this. */
  async function toldBy(tell: (rows: NotificationRow[], seed: number) => NotificationRow[], seed: number) {
    town = await startTown(opened);
    const { tenant, sandbox, clock } = town;
    const ended: { place: ChangedPlace; sessionId: string }[] = [];
    for (const [kind, name] of [
      ['townhall', 'Quarterly Results Live'],
      ['webinar', 'Support Desk Open House'],
    ] as const) {
      const event = await eventNamed(sandbox, name);
      await town.watch('event', event.id, { conversationId: `place of ${name}` });
      const { sessionId, reportId } = sandbox.endEvent(event.id, { people: 30 })!;
      ended.push({ sessionId, place: { what: 'report', kind, eventId: event.id, sessionId, reportId } });
    }
    await town.run(tx =>
      tx.subscriptions.save({ tenant, id: 'ours', resource: 'r', clientState: 'right', expiresAt: 9e15 }),
    );
    const rows = ended.flatMap(({ place }, index) =>
      ['right', 'wrong'].map((clientState): NotificationRow => ({
        ...{ of: 'change', changeType: 'created', subscriptionId: 'ours', clientState, place },
        key: `${index} ${clientState}`,
      })),
    );
    const { store } = opened;
    const options = {
      ...{ store, now: () => clock.now, onError: () => undefined },
      runs: createRuns({ sourceFor: town.sourceFor, now: () => clock.now }),
    };
    clock.now += MINUTE;
    for (const row of tell(rows, seed)) {
      await keepRows([row], { store, tenantId: tenant });
      for (const { id, tenant: of } of await town.run(tx => tx.upkeep.unreadBefore(9e15, 100)))
        await readInboxRow(of, id, { store, tenantId: tenant, onLifecycle: () => Promise.resolve() });
      const { kind, eventId, sessionId } = (row as { place: Required<ChangedPlace> }).place;
      if (row.clientState === 'right') await readEvent(tenant, { kind, id: eventId, sessionId }, options);
      await town.lookAtDue();
    }
    for (let look = 0; look < 3; look++) {
      await town.finding.sweepNow();
      clock.now += 20 * MINUTE;
      await town.lookAtDue();
    }
    return (await town.intended()).map(({ conversationId, revision, summary }) => ({
      ...{ conversationId, revision },
      total: summary.attendance.reportedTotal,
    }));
  }

  const shuffled = (rows: NotificationRow[], seed: number): NotificationRow[] => {
    const draws = drawsOf(seed, 'order');
    const many = rows.flatMap(row => Array.from({ length: draws.int(0, 3) }, () => row));
    return many
      .map(row => ({ row, at: draws.int(0, 1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  };

  it.each([1, 2, 3, 4, 5, 6])(
    'tells the same in the end, whatever is lost, repeated or out of order (%i)',
    async seed => {
      expect(await toldBy(shuffled, seed)).toEqual([
        { conversationId: 'place of Quarterly Results Live', revision: 1, total: 30 },
        { conversationId: 'place of Support Desk Open House', revision: 1, total: 30 },
      ]);
    },
    20_000,
  );

  it('tells the same when everything is lost', async () => {
    expect(await toldBy(() => [], 0)).toEqual([
      { conversationId: 'place of Quarterly Results Live', revision: 1, total: 30 },
      { conversationId: 'place of Support Desk Open House', revision: 1, total: 30 },
    ]);
  }, 20_000);
}, withJobs);
