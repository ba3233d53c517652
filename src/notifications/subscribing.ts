import { isProblem } from '../domain/errors';
import { watchedKey, type SubscriptionSource, type Watched } from '../domain/subscriptions';
import type { Instant } from '../domain/time';
import { atOnce } from '../reading/at-once';
import type { Store } from '../store/store';
import { addressesAt } from './addresses';
import { toClientState } from './client-state';
import { withLease } from './held-lease';
import { releaseQuarantine } from './inbox';
import { keepSubscribed, type KeptSubscribed, type SubscriptionBook } from './keep-subscribed';
import { AHEAD, isWithin, OVERLAP } from './round';
import { isRefusal, throwIfUnread, type Runs } from './runs';
import { asksFor } from './wishes';

export interface SubscribingOptions {
  store: Pick<Store, 'transaction'>;
  runs: Runs;
  source: SubscriptionSource;
  tenantId: string;
  /** An origin: https, or of this machine for the pretend tenant. A server learns its own port late. */
  publicUrl: () => string;
  /** What the states of all subscriptions follow from. */
  secret: string;
  /** Of this process. */
  holder: string;
  now: () => Instant;
  random: () => number;
}

export interface Subscribing {
  /** Brings Graph's subscriptions to what is watched now; undefined while another process does. Throws AppError where Graph can't be asked. */
  round(): Promise<KeptSubscribed | undefined>;
  /** What Graph says of a subscription itself. `missed`: something was not told, and has to be looked for. */
  lifecycle(id: string, event: string): Promise<'done' | 'missed'>;
}

const LEASE = 'subscriptions';
const PEOPLE_TOGETHER = 4;

export function createSubscribing(options: SubscribingOptions): Subscribing {
  const { store, source, tenantId, publicUrl, secret, holder, now, random } = options;
  const book = bookIn(store, tenantId);

  const round: Subscribing['round'] = async () => {
    const outcome = await withLease(store, { tenant: tenantId, name: LEASE, holder }, async () => {
      const wanted = await wantedNow(options);
      return keepSubscribed({
        source,
        book,
        wanted: wanted.map(watched => ({ watched, clientState: toClientState(secret, tenantId, watched) })),
        addresses: addressesAt(publicUrl()),
        now,
        random,
      });
    });
    return outcome === 'held' ? undefined : outcome.done;
  };

  return {
    round,
    async lifecycle(id, event) {
      if (event === 'missed') return 'missed';
      if (event === 'subscriptionRemoved') {
        await book.forget(id);
        await round();
      }
      if (event === 'reauthorizationRequired' && !(await reauthorized(id))) {
        await book.forget(id);
        await round();
      }
      return 'done';
    },
  };

  async function reauthorized(id: string): Promise<boolean> {
    try {
      await source.reauthorize(id);
      return true;
    } catch (error) {
      if (isProblem(error, 'not-found')) return false;
      throw error;
    }
  }
}

/** The reports of every watched event that is on, soon will be or was today, and new events where somebody watches whatever comes. */
async function wantedNow({ store, runs, tenantId, now }: SubscribingOptions): Promise<Watched[]> {
  const watches = await store.transaction(tx => tx.watches.inTenant(tenantId));
  const wanted = new Map<string, Watched>();
  const add = (watched: Watched): void => void wanted.set(watchedKey(watched), watched);
  if (watches.some(({ what }) => what !== 'event')) add({ of: 'events' });
  const people = [...Map.groupBy(watches, one => one.personId)];
  await atOnce(people, PEOPLE_TOGETHER, async ([personId, own]) => {
    try {
      const { events, unread } = await runs.recent({ tenantId, personId });
      throwIfUnread(unread);
      for (const run of events)
        if (own.some(watch => asksFor(watch, run.event)) && isWithin(run, now() - OVERLAP, now() + AHEAD))
          add({ of: 'reports', event: { kind: run.event.kind, id: run.event.id } });
    } catch (error) {
      // Of whoever may read nothing any more nothing is wanted; any other trouble ends the round, or it would end what is still wanted.
      if (!isRefusal(error)) throw error;
    }
  });
  return [...wanted.values()];
}

function bookIn(store: Pick<Store, 'transaction'>, tenant: string): SubscriptionBook {
  return {
    states: async () => {
      const active = await store.transaction(tx => tx.subscriptions.active(tenant));
      return new Map(active.map(({ id, clientState }) => [id, clientState]));
    },
    remember: ({ id, watched, clientState, expires }) =>
      store.transaction(async tx => {
        await tx.subscriptions.save({ tenant, id, resource: watchedKey(watched), clientState, expiresAt: expires });
        await releaseQuarantine(tx, tenant, id);
      }),
    forget: id => store.transaction(tx => tx.subscriptions.markGone(tenant, id)),
  };
}
