import type { EventSourceFor } from '../../src/domain/sources';
import { watchedKey } from '../../src/domain/subscriptions';
import { createSubscriptionSource } from '../../src/graph/subscriptions';
import { LIFECYCLE_PATH } from '../../src/notifications/addresses';
import { INBOX_JOB } from '../../src/notifications/jobs';
import { SUBSCRIPTION_LIFE } from '../../src/notifications/renew';
import { createRuns } from '../../src/notifications/runs';
import { createSubscribing } from '../../src/notifications/subscribing';
import { clientFor, closeAll } from '../graph/support/clients';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { startGraphDoor } from './graph-door';
import { HOUR, MINUTE, SECRET, startTown, until, withJobs, type Town } from './town';

// What Graph tells late, out of order, of its subscriptions or not at all, from its request to the message. Jobs are worked once a store: one town, one
// story.
onEachStore(opened => {
  describe('one town', () => {
    let town: Town;
    let door: Awaited<ReturnType<typeof startGraphDoor>>;
    let results: { id: string };
    let openHouse: { id: string };
    let places: { results: string; openHouse: string };
    beforeAll(async () => {
      door = await startGraphDoor(() => opened.clock.now);
      town = await startTown(opened, { publicUrl: door.url, everyMs: 3_000_000, sweepMs: 3_000_000 });
      door.leadTo(town.finding);
      results = await eventNamed(town.sandbox, 'Quarterly Results Live');
      openHouse = await eventNamed(town.sandbox, 'Support Desk Open House');
      places = {
        results: (await town.watch('event', results.id)).conversationId,
        openHouse: (await town.watch('event', openHouse.id)).conversationId,
      };
      await town.finding.start();
      await until(() => town.finding.state().subscribedAt !== undefined);
    }, 30_000);
    afterAll(async () => {
      await closeAll();
      await town.close();
      await door.close();
    });

    const source = () => createSubscriptionSource(clientFor(town.sandbox.root).client);
    const active = () => town.run(tx => tx.subscriptions.active(town.tenant));
    const ofResultsNow = async () => (await active()).find(one => one.resource.includes(results.id));
    const ofResults = async () => (await ofResultsNow())!;
    const madeAnew = (gone: { id: string }) =>
      until(async () => ![undefined, gone.id].includes((await ofResultsNow())?.id));
    const pass = async (ms: number) => {
      town.clock.now += ms;
      await town.sandbox.catchUp();
    };
    const drained = () =>
      until(async () => {
        const counts = await Promise.all(
          [INBOX_JOB, 'look-at-event', 'look-at-session'].map(name => opened.store.jobs.count(name)),
        );
        // On PostgreSQL looks for later wait by its own clock.
        return counts.every(({ running }) => running === 0) && counts[0]!.waiting === 0 && counts[1]!.waiting === 0;
      });
    const revisions = async (place: string) =>
      (await town.intended()).filter(one => one.conversationId === place).map(one => one.revision);
    /** Jobs that failed wait by the town's clock. */
    const untilTried = (isSo: () => Promise<boolean> | boolean) =>
      until(() => {
        town.clock.now += 100;
        return isSo();
      });
    const reauthorized = () => town.sandbox.requests.filter(({ path }) => path.endsWith('/reauthorize')).length;

    async function lifecycle(lifecycleEvent: string, { id, clientState }: { id: string; clientState: string }) {
      const item = { subscriptionId: id, clientState, lifecycleEvent, tenantId: town.tenant, at: town.clock.now };
      const response = await fetch(`${door.url}${LIFECYCLE_PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          value: [{ ...item, subscriptionExpirationDateTime: new Date(town.clock.now + HOUR).toISOString() }],
        }),
      });
      expect(response.status).toBe(202);
    }

    it('four hours late and out of order, every place hears once of each change', async () => {
      town.sandbox.deliveryFaults.add(
        { path: results.id.split('@')[0]!, times: 1, fault: { delayMs: 4 * HOUR } },
        { path: openHouse.id.split('@')[0]!, times: 1, fault: 'reordered' },
      );
      town.sandbox.endEvent(results.id);
      town.sandbox.endEvent(openHouse.id);
      await pass(MINUTE);
      await drained();
      expect(await town.intended()).toEqual([]);
      // A second report is told of first, and only behind it what ended a while ago.
      town.sandbox.growReport(results.id, { by: 'second' });
      await pass(MINUTE);
      await until(async () => (await revisions(places.results)).length === 1);
      await until(async () => (await revisions(places.openHouse)).length === 1);
      expect(town.sandbox.deliveries.filter(one => one.status === 202)).toHaveLength(2);
      // Nobody tells that a report grew.
      town.sandbox.growReport(results.id, { by: 'larger', people: 8 });
      await pass(4 * HOUR);
      await until(() => town.sandbox.deliveries.filter(one => one.url.endsWith('/notifications')).length === 3);
      await until(async () => (await revisions(places.results)).length === 2);
      await drained();
      expect(await revisions(places.results)).toEqual([1, 2]);
      expect(await revisions(places.openHouse)).toEqual([1]);
      const [first, second] = (await town.intended()).filter(one => one.conversationId === places.results);
      expect(second!.summary.attendance.reportedTotal! - first!.summary.attendance.reportedTotal!).toBe(8);
      town.sandbox.deliveryFaults.clear();
    }, 60_000);

    describe('reauthorizationRequired', () => {
      it('lets Graph go on telling', async () => {
        // What was let lapse in the hours before begins anew.
        for (const one of await active()) await lifecycle('reauthorizationRequired', one);
        await until(() => reauthorized() >= 2);
        await drained();
        const before = reauthorized();
        await pass(55 * MINUTE);
        await until(() => reauthorized() >= before + 2);
        await drained();
        // Beyond the first hour.
        town.clock.now += 30 * MINUTE;
        const told = (await revisions(places.results)).length;
        town.sandbox.growReport(results.id, { by: 'second' });
        await pass(MINUTE);
        await until(async () => (await revisions(places.results)).length === told + 1);
      }, 60_000);

      it('waits for a Graph that is down, however long', async () => {
        town.sandbox.faults.add({ path: '/reauthorize', fault: { status: 503 } });
        await lifecycle('reauthorizationRequired', await ofResults());
        await untilTried(async () => (await opened.store.jobs.count(INBOX_JOB)).dead > 0);
        expect(reauthorized()).toBeGreaterThan(0);
        town.sandbox.faults.clear();
        const before = town.sandbox.requests.filter(
          one => one.path.endsWith('/reauthorize') && one.status === 204,
        ).length;
        town.clock.now += 2 * MINUTE;
        await town.finding.sweepNow();
        await until(
          () =>
            town.sandbox.requests.filter(one => one.path.endsWith('/reauthorize') && one.status === 204).length >
            before,
        );
        await drained();
      }, 60_000);

      it('makes what is gone anew', async () => {
        const gone = await ofResults();
        await source().remove(gone.id);
        await lifecycle('reauthorizationRequired', gone);
        await madeAnew(gone);
        expect((await source().list()).map(one => one.id)).toContain((await ofResults()).id);
      }, 60_000);
    });

    it('subscriptionRemoved: another one stands, and tells', async () => {
      const gone = await ofResults();
      await source().remove(gone.id);
      await lifecycle('subscriptionRemoved', gone);
      await madeAnew(gone);
      await drained();
      const told = (await revisions(places.results)).length;
      town.sandbox.growReport(results.id, { by: 'second' });
      await pass(MINUTE);
      await until(async () => (await revisions(places.results)).length === told + 1);
    }, 60_000);

    it('missed: what was not told is looked for', async () => {
      town.sandbox.deliveryFaults.add({ fault: 'lost' });
      town.sandbox.growReport(openHouse.id, { by: 'second' });
      await pass(12 * MINUTE);
      await drained();
      const late = await town.watch('event', openHouse.id);
      await lifecycle('missed', await ofResults());
      await until(async () => (await revisions(late.conversationId)).length === 1);
      await drained();
      town.sandbox.deliveryFaults.clear();
    }, 60_000);

    it('what a lifecycle notification forges, or says of another’s, does nothing', async () => {
      const before = await active();
      const asked = town.sandbox.requests.length;
      await lifecycle('subscriptionRemoved', { ...(await ofResults()), clientState: 'guessed' });
      await lifecycle('subscriptionRemoved', { id: 'another', clientState: 'x' });
      await drained();
      expect(await active()).toEqual(before);
      expect(town.sandbox.requests.length).toBe(asked);
    }, 60_000);

    it('renews at half of the life, through trouble and a restart, and begins anew after the end', async () => {
      await town.run(async tx => {
        for (const { id } of await tx.watches.inTenant(town.tenant)) await tx.watches.remove(town.tenant, id);
      });
      // Wants to hear of new events, and of no report.
      await town.watch('series', 'no such series');
      const process = () =>
        createSubscribing({
          ...{ store: opened.store, source: source(), tenantId: town.tenant, secret: SECRET, holder: 'test' },
          runs: createRuns({ sourceFor: town.sourceFor, now: () => town.clock.now }),
          publicUrl: () => door.url,
          now: () => town.clock.now,
          random: () => 0.5,
        });
      const expiries = async () => (await active()).map(one => one.expiresAt);
      const standing = async () => (await source().list()).map(one => [watchedKey(one.watched), one.expires]);
      let one = process();
      expect(await one.round()).toMatchObject({ created: 1, failures: [] });
      const made = town.clock.now;
      expect(await expiries()).toEqual([made + SUBSCRIPTION_LIFE]);

      town.clock.now = made + SUBSCRIPTION_LIFE / 2 - MINUTE;
      expect(await one.round()).toMatchObject({ created: 0, adopted: 0, renewed: 0, removed: 0 });
      town.clock.now += 2 * MINUTE;
      town.sandbox.faults.add({ path: '/subscriptions/', method: 'PATCH', fault: { status: 503 } });
      expect(await one.round()).toMatchObject({
        renewed: 0,
        failures: [{ doing: 'renew', code: 'graph-unavailable' }],
      });
      expect(await expiries()).toEqual([made + SUBSCRIPTION_LIFE]);
      town.sandbox.faults.clear();
      // Another process, which knows nothing but the store.
      one = process();
      town.clock.now += 15 * MINUTE;
      const renewed = town.clock.now;
      expect(await one.round()).toMatchObject({ created: 0, adopted: 0, renewed: 1, failures: [] });
      expect(await expiries()).toEqual([renewed + SUBSCRIPTION_LIFE]);
      expect(await standing()).toEqual([['events', renewed + SUBSCRIPTION_LIFE]]);
      expect(await one.round()).toMatchObject({ created: 0, renewed: 0 });

      const [old] = await active();
      town.clock.now = renewed + SUBSCRIPTION_LIFE + HOUR;
      expect(await one.round()).toMatchObject({ created: 1, renewed: 0 });
      const [fresh, ...more] = await active();
      expect(more).toEqual([]);
      expect(fresh!.id).not.toBe(old!.id);
      expect(fresh!.expiresAt).toBe(town.clock.now + SUBSCRIPTION_LIFE);
    }, 60_000);
  });

  it('ends no subscription because a list has gaps', async () => {
    const door = await startGraphDoor(() => opened.clock.now);
    const town = await startTown(opened, { publicUrl: door.url });
    const results = await eventNamed(town.sandbox, 'Quarterly Results Live');
    const { id } = await town.watch('event', results.id);
    const subscribing = (sourceFor: EventSourceFor) => {
      const now = () => town.clock.now;
      return createSubscribing({
        ...{ store: opened.store, source: createSubscriptionSource(clientFor(town.sandbox.root).client), now },
        ...{ tenantId: town.tenant, secret: SECRET, holder: 'test', random: () => 0.5, publicUrl: () => door.url },
        runs: createRuns({ sourceFor, now }),
      }).round();
    };
    const withGap: EventSourceFor = (asker, options) => ({
      ...town.sourceFor(asker, options),
      events: async () => ({
        events: [],
        unread: [{ kind: 'townhall', role: 'organizer', code: 'graph-unavailable' }],
      }),
    });
    try {
      expect(await subscribing(town.sourceFor)).toMatchObject({ created: 1 });
      await expect(subscribing(withGap)).rejects.toMatchObject({ code: 'graph-unavailable' });
      expect(await subscribing(town.sourceFor)).toMatchObject({ created: 0, removed: 0 });
    } finally {
      await town.run(tx => tx.watches.remove(town.tenant, id));
      await closeAll();
      await town.close();
      await door.close();
    }
  }, 60_000);
}, withJobs);
