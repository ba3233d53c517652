import { createSubscriptionSource } from '../../src/graph/subscriptions';
import { toClientState } from '../../src/notifications/client-state';
import { INBOX_JOB } from '../../src/notifications/jobs';
import type { NotificationRow } from '../../src/notifications/row';
import { watchedKey, type Watched } from '../../src/domain/subscriptions';
import { clientFor, closeAll } from '../graph/support/clients';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { startGraphDoor } from './graph-door';
import { HOUR, MINUTE, SECRET, startTown, until, withJobs, type Town } from './town';

onEachStore(opened => {
  describe('with jobs', () => {
    let town: Town;
    let door: Awaited<ReturnType<typeof startGraphDoor>>;
    let results: { id: string; path: string };
    let openHouse: { id: string; path: string };
    // Jobs are worked once a store: one town for all.
    beforeAll(async () => {
      door = await startGraphDoor();
      town = await startTown(opened, { publicUrl: door.url, everyMs: 3_000_000, sweepMs: 3_000_000 });
      door.leadTo(town.finding);
      results = await eventNamed(town.sandbox, 'Quarterly Results Live');
      openHouse = await eventNamed(town.sandbox, 'Support Desk Open House');
    }, 30_000);
    afterAll(async () => {
      await closeAll();
      await town.close();
      await door.close();
    });

    const inbox = async () => opened.store.jobs.count(INBOX_JOB);
    const standing = () => createSubscriptionSource(clientFor(town.sandbox.root).client).list();
    const active = () => town.run(tx => tx.subscriptions.active(town.tenant));
    const row = (place: object, more: Partial<NotificationRow> = {}): NotificationRow =>
      ({
        ...{ of: 'change', key: JSON.stringify([place, more]), changeType: 'created' },
        ...{ subscriptionId: 'nobody', clientState: 'x', place },
        ...more,
      }) as NotificationRow;

    it('tells by itself, from the subscription to the message, and again when a later report is told of', async () => {
      await town.watch('event', results.id);
      await town.watch('event', openHouse.id);
      await town.finding.start();
      await until(() => town.finding.state().subscribedAt !== undefined);
      expect((await standing()).map(one => watchedKey(one.watched)).sort()).toEqual(
        [`reports townhall ${results.id}`, `reports webinar ${openHouse.id}`].sort(),
      );
      expect(town.finding.state()).toMatchObject({ subscribing: true, blocked: 0, unread: 0 });
      const { sessionId } = town.sandbox.endEvent(results.id)!;
      town.clock.now += MINUTE;
      const before = town.sandbox.requests.length;
      await town.sandbox.catchUp();
      await until(async () => (await town.intended()).length === 1);
      // From the notification to the message nothing is read twice.
      const paths = town.sandbox.requests.slice(before).map(one => `${one.method} ${one.path}`);
      expect(paths).toEqual([...new Set(paths)]);
      expect(paths.filter(one => one.endsWith(`${results.id}/sessions`))).toHaveLength(1);
      expect(await town.intended()).toMatchObject([{ sessionId, revision: 1 }]);
      expect(town.told).toEqual([{ by: 'notification', intended: 1 }]);
      town.clock.now += 5 * MINUTE;
      town.sandbox.growReport(results.id, { by: 'second' });
      town.clock.now += MINUTE;
      await town.sandbox.catchUp();
      await until(async () => (await town.intended()).length === 2);
      expect((await town.intended()).map(one => one.revision)).toEqual([1, 2]);
    }, 60_000);

    it('tells one thing once when everything is told five times over, and out of order', async () => {
      town.sandbox.deliveryFaults.add({ fault: { copies: 5 } });
      const { sessionId } = town.sandbox.endEvent(openHouse.id)!;
      town.clock.now += MINUTE;
      await town.sandbox.catchUp();
      town.clock.now += 10 * MINUTE;
      await town.sandbox.catchUp();
      await until(async () => (await town.intended()).some(one => one.sessionId === sessionId));
      await until(async () => (await inbox()).running === 0 && (await inbox()).waiting === 0);
      expect((await town.intended()).filter(one => one.sessionId === sessionId)).toHaveLength(1);
      town.sandbox.deliveryFaults.clear();
    }, 60_000);

    it('tells a place that began to watch later as soon as a round comes by', async () => {
      const before = await town.intended();
      const late = await town.watch('event', openHouse.id);
      await town.finding.sweepNow();
      await until(async () => (await town.intended()).length === before.length + 1);
      expect((await town.intended()).find(one => one.conversationId === late.conversationId)).toMatchObject({
        revision: 1,
      });
    }, 60_000);

    it('holds what it does not know, refuses what is forged, and asks Graph nothing for either', async () => {
      const [subscription] = await active();
      // Looks of the test before may still run.
      let seen = -1;
      await until(async () => {
        const before = seen;
        seen = town.sandbox.requests.length;
        await new Promise(resolve => setTimeout(resolve, 500));
        return before === seen;
      });
      const asked = town.sandbox.requests.length;
      const place = { what: 'event', kind: 'townhall', eventId: results.id } as const;
      const { id: subscriptionId, clientState } = subscription!;
      await town.finding.keep([
        row(place, { subscriptionId: 'unheard-of' }),
        row(place, { subscriptionId, clientState: 'guessed' }),
        row(place, { subscriptionId, tenantId: 'another', clientState }),
      ]);
      await until(async () => (await inbox()).waiting === 0 && (await inbox()).running === 0);
      const held = (tenant: string, id: string) => town.run(tx => tx.inbox.open(tenant, id));
      expect(await held(town.tenant, 'unheard-of')).toHaveLength(1);
      expect(await held('another', subscriptionId)).toHaveLength(1);
      expect(await held(town.tenant, subscriptionId)).toEqual([]);
      expect(town.sandbox.requests.length).toBe(asked);
      expect(await town.run(tx => tx.upkeep.unreadBefore(9e15, 10))).toEqual([]);
    }, 60_000);

    it('makes a subscription anew that Graph removed', async () => {
      const [one] = await active();
      const watched: Watched = { of: 'reports', event: { kind: 'townhall', id: results.id } };
      await createSubscriptionSource(clientFor(town.sandbox.root).client).remove(one!.id);
      const { id: subscriptionId, clientState } = one!;
      await town.finding.keep([
        row({}, { of: 'lifecycle', subscriptionId, clientState, lifecycleEvent: 'subscriptionRemoved' }),
      ]);
      await until(async () => {
        const now = await active();
        return now.length === 2 && now.every(({ id }) => id !== subscriptionId);
      });
      expect((await active()).map(({ clientState: state }) => state)).toContain(
        toClientState(SECRET, town.tenant, watched),
      );
      expect(await standing()).toHaveLength(2);
    }, 60_000);

    it('finds without being told what Graph lost, with one more process and no message more', async () => {
      town.sandbox.deliveryFaults.add({ fault: 'lost' });
      const total = (await town.intended()).length;
      town.sandbox.growReport(openHouse.id, { by: 'larger', people: 4 });
      const other = town.another();
      await Promise.all([town.finding.sweepNow(), other.sweepNow()]);
      town.clock.now += HOUR;
      await Promise.all([town.finding.sweepNow(), other.sweepNow()]);
      await until(async () => (await town.intended()).length > total);
      await other.stop();
      const keys = (await town.intended()).map(one =>
        JSON.stringify([one.conversationId, one.sessionId, one.revision]),
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(opened.errors).toEqual([]);
    }, 60_000);
  });
}, withJobs);
