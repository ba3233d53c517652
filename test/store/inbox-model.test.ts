import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { addInboxJob, keepRows, readInboxRow, releaseQuarantine } from '../../src/notifications/inbox';
import { EVENT_JOB, FINDING_JOBS, INBOX_JOB } from '../../src/notifications/jobs';
import type { NotificationRow } from '../../src/notifications/row';
import type { InboxState } from '../../src/store/inbox';
import { defaultPeriods } from '../../src/store/retention';
import type { Store, Tx } from '../../src/store/store';
import { runs } from '../support/thorough';
import { onEachStore, START } from './stores';

const HOUR = 3_600_000;
/** A row whose job is gone counts as lost after this. */
const LOST_AFTER = 60_000;
const STATE = 'the right state';

/** What Graph, or somebody else, may say. */
interface Item {
  subscriptionId: string;
  isLifecycle?: true;
  isForged?: true;
  /** Of another tenant, which has no subscription. */
  isForeign?: true;
}
const items: readonly Item[] = [
  { subscriptionId: 's1' },
  { subscriptionId: 's1', isForged: true },
  { subscriptionId: 's1', isLifecycle: true },
  { subscriptionId: 's2' },
  { subscriptionId: 's2', isLifecycle: true },
  { subscriptionId: 's2', isForged: true, isLifecycle: true },
  { subscriptionId: 's1', isForeign: true },
];

const operations = [
  'receive',
  'receive',
  'receive-many',
  'crash-in-receive',
  'lease',
  'lease',
  'lease',
  'finish',
  'finish',
  'finish',
  'crash-before',
  'crash-in-work',
  'crash-after-work',
  'fail',
  'lose',
  'revive',
  'subscribe',
  'unsubscribe',
  'wait',
  'purge',
] as const;
type Operation = (typeof operations)[number];

/** A row as the model has it, and what it led to. */
interface Row {
  item: number;
  state: InboxState;
  receivedAt: number;
  changedAt: number;
}

const crash = new Error('crashed');

onEachStore(
  opened => {
    /** A store with everything in it, and the jobs that were committed. */
    function startTown() {
      const tenant = opened.tenant();
      const foreign = opened.tenant();
      /** Waiting jobs, by the row that they are for: one a row. */
      const waiting = new Map<string, { tenant: string; id: string }>();
      const looks: string[] = [];
      const through = (atEnd: () => void = () => undefined, change: (tx: Tx) => Tx = tx => tx) => ({
        async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
          let added: { name: string; data: any }[] = [];
          const result = await opened.store.transaction(async tx => {
            added = [];
            const add: Tx['jobs']['add'] = (name, data, options) => {
              added.push({ name, data });
              return tx.jobs.add(name, data, options);
            };
            const done = await work(change({ ...tx, jobs: { add } }));
            atEnd();
            return done;
          });
          for (const { name, data } of added)
            if (name === INBOX_JOB) waiting.set(data.id, data);
            else if (name === EVENT_JOB) looks.push(data.id);
          return result;
        },
      });
      const rowOf = (index: number): NotificationRow => {
        const { subscriptionId, isForged, isForeign, isLifecycle } = items[index]!;
        const head = {
          key: `key ${index}`,
          subscriptionId,
          tenantId: isForeign ? foreign : tenant,
          clientState: isForged ? 'made up' : STATE,
        };
        return isLifecycle
          ? { of: 'lifecycle', ...head, lifecycleEvent: `asked by ${index}` }
          : {
              ...{ of: 'change', ...head, changeType: 'created' },
              place: { what: 'report', kind: 'webinar', eventId: `event ${index}`, sessionId: 's', reportId: 'r' },
            };
      };
      return {
        ...{ tenant, foreign, waiting, looks, through },
        keep: (indexes: readonly number[], store: Pick<Store, 'transaction'> = through()) =>
          keepRows(indexes.map(rowOf), { store, tenantId: tenant }),
        subscribe: (id: string) =>
          through().transaction(async tx => {
            await tx.subscriptions.save({ tenant, id, resource: id, clientState: STATE, expiresAt: 9e15 });
            await releaseQuarantine(tx, tenant, id);
          }),
        /** As every round does. */
        revive: () =>
          through().transaction(async tx => {
            for (const row of await tx.upkeep.unreadBefore(opened.clock.now - LOST_AFTER, 1_000))
              if ([tenant, foreign].includes(row.tenant)) await addInboxJob(tx, row);
          }),
      };
    }

    async function play(steps: readonly { choice: number; pick: number }[]): Promise<void> {
      opened.clock.now = START;
      const town = startTown();
      const { tenant, foreign, waiting, looks } = town;
      const rows = new Map<string, Row>();
      const seen = new Set<string>();
      const inHand: { tenant: string; id: string }[] = [];
      const known = new Set<string>();
      /** Subscriptions that are known and gone, since when. */
      const gone = new Map<string, number>();
      const expectedLooks: string[] = [];
      const asked: string[] = [];
      const expectedAsked: string[] = [];
      const isPresent = (item: number) => [...rows.values()].some(row => row.item === item);
      const isKnown = ({ subscriptionId, isForeign }: Item) => !isForeign && known.has(subscriptionId);

      /** Of one request; what is new gets its place in the model. */
      const receive = async (indexes: readonly number[]): Promise<void> => {
        const fresh = new Set(indexes.filter(item => !isPresent(item)));
        await town.keep(indexes);
        const added = [...waiting.values()].filter(job => !seen.has(job.id));
        for (const job of added) {
          const row = await town.through().transaction(tx => tx.inbox.find(job.tenant, job.id));
          const item = Number(row!.etag.slice('key '.length));
          expect(fresh.delete(item)).toBe(true);
          seen.add(job.id);
          rows.set(job.id, { item, state: 'new', receivedAt: opened.clock.now, changedAt: opened.clock.now });
        }
        expect([...fresh]).toEqual([]);
      };
      const work = async (
        job: { tenant: string; id: string },
        { store = town.through(), fails = false }: { store?: Pick<Store, 'transaction'>; fails?: boolean } = {},
      ): Promise<void> => {
        await readInboxRow(job.tenant, job.id, {
          store,
          tenantId: tenant,
          onLifecycle: async (_, event) => {
            asked.push(event);
            if (fails) throw crash;
          },
        });
      };
      const settle = (id: string, state: InboxState): void => {
        rows.set(id, { ...rows.get(id)!, state, changedAt: opened.clock.now });
      };
      /** What the work on a row comes to. */
      const worked = (id: string, fails = false): void => {
        const row = rows.get(id);
        if (!row || (row.state !== 'new' && row.state !== 'quarantined')) return;
        const item = items[row.item]!;
        if (!isKnown(item)) {
          if (row.state === 'new') settle(id, 'quarantined');
        } else if (item.isForged) settle(id, 'invalid');
        else {
          if (item.isLifecycle) expectedAsked.push(`asked by ${row.item}`);
          else expectedLooks.push(`event ${row.item}`);
          if (!fails || !item.isLifecycle) settle(id, 'done');
        }
      };
      const subscribe = async (id: string): Promise<void> => {
        await town.subscribe(id);
        known.add(id);
        gone.delete(id);
      };
      const back = (job: { tenant: string; id: string }) => waiting.set(job.id, job);
      const take = (pick: number) => inHand.splice(pick % inHand.length, 1)[0]!;
      const crashing = () =>
        town.through(() => {
          throw crash;
        });

      const act: Record<Operation, (pick: number) => Promise<void>> = {
        receive: pick => receive([pick % items.length]),
        // What Graph repeats within one request as well.
        'receive-many': pick => receive([pick, pick + 1, pick, pick + 3].map(one => one % items.length)),
        'crash-in-receive': pick => expect(town.keep([pick % items.length], crashing())).rejects.toBe(crash),
        async lease(pick) {
          const id = [...waiting.keys()][pick % waiting.size]!;
          inHand.push(waiting.get(id)!);
          waiting.delete(id);
        },
        async finish(pick) {
          const job = take(pick);
          await work(job);
          worked(job.id);
        },
        async 'crash-before'(pick) {
          back(take(pick));
        },
        async 'crash-in-work'(pick) {
          const job = take(pick);
          await expect(work(job, { store: crashing() })).rejects.toBe(crash);
          back(job);
        },
        async 'crash-after-work'(pick) {
          const job = take(pick);
          await work(job);
          worked(job.id);
          back(job);
        },
        async fail(pick) {
          const job = take(pick);
          await work(job, { fails: true }).catch((error: unknown) => {
            expect(error).toBe(crash);
            back(job);
          });
          worked(job.id, true);
        },
        async lose(pick) {
          take(pick);
        },
        async revive() {
          await town.revive();
          for (const [id, { item, state, receivedAt }] of rows)
            if (state === 'new' || (state === 'quarantined' && isKnown(items[item]!)))
              if (receivedAt < opened.clock.now - LOST_AFTER) expect(waiting.has(id)).toBe(true);
        },
        subscribe: pick => subscribe(pick % 2 ? 's1' : 's2'),
        async unsubscribe(pick) {
          const id = pick % 2 ? 's1' : 's2';
          await town.through().transaction(tx => tx.subscriptions.markGone(tenant, id));
          if (known.has(id)) gone.set(id, opened.clock.now);
        },
        async wait(pick) {
          opened.clock.now += [LOST_AFTER + 1, HOUR, 24 * HOUR, 100 * HOUR][pick % 4]!;
        },
        async purge() {
          await opened.store.purge();
          for (const [id, { state, changedAt }] of rows)
            if (state !== 'new' && changedAt < opened.clock.now - defaultPeriods.inbox) rows.delete(id);
          for (const [id, since] of gone)
            if (since < opened.clock.now - defaultPeriods.subscriptions) {
              known.delete(id);
              gone.delete(id);
            }
        },
      };
      const isPossible = (operation: Operation): boolean => {
        if (operation === 'lease') return waiting.size > 0;
        const takes = ['finish', 'crash-before', 'crash-in-work', 'crash-after-work', 'fail', 'lose'];
        return !takes.includes(operation) || inHand.length > 0;
      };
      const check = async (): Promise<void> => {
        const found = await town.through().transaction(async tx => {
          const all = [];
          for (const id of rows.keys())
            all.push((await tx.inbox.find(tenant, id)) ?? (await tx.inbox.find(foreign, id)));
          return all;
        });
        expect(found).toEqual(
          [...rows].map(([id, { item, state, receivedAt }]) => {
            const { isForged, isForeign } = items[item]!;
            // The proof is kept only until it was looked at.
            const isKept = state === 'new' || state === 'quarantined';
            return expect.objectContaining({
              ...{ id, state, receivedAt, etag: `key ${item}`, tenant: isForeign ? foreign : tenant },
              clientState: isKept ? (isForged ? 'made up' : STATE) : '',
            });
          }),
        );
        expect(looks).toEqual(expectedLooks);
        expect(asked).toEqual(expectedAsked);
      };

      for (const { choice, pick } of steps) {
        const ways = operations.filter(isPossible);
        await act[ways[choice % ways.length]!](pick);
        await check();
      }

      // Graph repeats everything, every subscription is known, and every round finds what lost its job: then all that is genuine has led to something.
      const told = new Set([...rows.values()].map(row => row.item));
      for (const id of ['s1', 's2']) await subscribe(id);
      inHand.length = 0;
      opened.clock.now += LOST_AFTER + 1;
      await town.revive();
      for (const job of [...waiting.values()]) {
        waiting.delete(job.id);
        await work(job);
        worked(job.id);
      }
      await check();
      for (const { item, state } of rows.values()) {
        const { isForged, isForeign } = items[item]!;
        expect(state).toBe(isForeign ? 'quarantined' : isForged ? 'invalid' : 'done');
      }
      for (const item of told) {
        const { isForged, isForeign, isLifecycle } = items[item]!;
        const effects = isLifecycle
          ? asked.filter(one => one === `asked by ${item}`)
          : looks.filter(one => one === `event ${item}`);
        if (isForged || isForeign) expect(effects).toEqual([]);
        else expect(effects.length).toBeGreaterThanOrEqual(1);
      }
    }

    it('leads what is genuine to a look, what is not to nothing, and loses nothing, whatever happens in whatever order', async () => {
      const step = fc.record({ choice: fc.nat(999), pick: fc.nat(7) });
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), play), {
        numRuns: runs(opened.store.kind === 'sqlite' ? 40 : 10),
        interruptAfterTimeLimit: 60_000,
      });
    }, 120_000);

    it('what waits in quarantine although its subscription is known is found by the next round', async () => {
      const { tenant, keep, subscribe, through, waiting, revive } = startTown();
      await keep([0]);
      const [job] = [...waiting.values()];
      const options = { store: through(), tenantId: tenant, onLifecycle: () => Promise.resolve() };
      await readInboxRow(tenant, job!.id, options);
      await subscribe('s1');
      // That job is lost.
      waiting.clear();
      opened.clock.now += LOST_AFTER + 1;
      await revive();
      expect([...waiting.keys()]).toEqual([job!.id]);
    });

    it('what comes while its subscription is being made known does not stay in quarantine', async () => {
      const { tenant, keep, subscribe, through, waiting } = startTown();
      await keep([0]);
      const [job] = [...waiting.values()];
      waiting.clear();
      let subscribing: Promise<void> | undefined;
      // The worker has looked the subscription up, and has not written down yet that there is none.
      const slow = through(undefined, tx => ({
        ...tx,
        subscriptions: {
          ...tx.subscriptions,
          async find(...ref) {
            const found = await tx.subscriptions.find(...ref);
            subscribing ??= subscribe('s1');
            // On SQLite that waits for this transaction.
            await Promise.race([subscribing, delay(200)]);
            return found;
          },
        },
      }));
      const options = { tenantId: tenant, onLifecycle: () => Promise.resolve() };
      await readInboxRow(tenant, job!.id, { ...options, store: slow });
      await subscribing;
      for (const one of waiting.values()) await readInboxRow(tenant, one.id, { ...options, store: through() });
      expect(await through().transaction(tx => tx.inbox.find(tenant, job!.id))).toMatchObject({ state: 'done' });
    }, 20_000);
  },
  { jobs: { names: [...FINDING_JOBS], pollMs: 60_000 } },
);
