import { isAppError, type ProblemCode } from '../domain/errors';
import {
  watchedKey,
  type Subscription,
  type SubscriptionSource,
  type WantedSubscription,
  type Watched,
} from '../domain/subscriptions';
import type { Instant } from '../domain/time';
import { planRenewal, type RenewalInput } from './renew';

/** The subscriptions that we know ourselves: what an item's id is looked up in. */
export interface SubscriptionBook {
  /** The state each was made with, by its id. */
  states(): Promise<ReadonlyMap<string, string>>;
  /** Keeps it, or its new end. */
  remember(subscription: Subscription & Pick<WantedSubscription, 'clientState'>): Promise<void>;
  forget(id: string): Promise<void>;
}

export interface KeepSubscribedOptions extends Pick<RenewalInput, 'wanted' | 'addresses' | 'random'> {
  source: SubscriptionSource;
  book: SubscriptionBook;
  now: () => Instant;
}

/** What was done, for the metrics and for doctor. A failure is no reason to stop: the next round plans anew. */
export interface KeptSubscribed {
  created: number;
  adopted: number;
  renewed: number;
  removed: number;
  /** Told to another address. */
  blocked: Watched[];
  failures: { doing: 'create' | 'renew' | 'remove'; code: ProblemCode; cause: unknown }[];
}

/** One round: looks at Graph's list, plans, and does it, one after the other. Throws where the list can't be read or the book fails. */
export async function keepSubscribed(options: KeepSubscribedOptions): Promise<KeptSubscribed> {
  const { source, book, wanted, addresses, now, random } = options;
  const [standing, known] = [await source.list(), await book.states()];
  const plan = planRenewal({ wanted, addresses, standing, known, now: now(), random });
  const done: KeptSubscribed = { created: 0, adopted: 0, renewed: 0, removed: 0, blocked: plan.blocked, failures: [] };
  const attempt = async (doing: KeptSubscribed['failures'][number]['doing'], work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (cause) {
      if (!isAppError(cause)) throw cause;
      done.failures.push({ doing, code: cause.code, cause });
      return false;
    }
  };
  /** What may still stand: one found in the place of a new one would be taken for it, with a state that it does not send. */
  const left = new Set<string>();

  for (const id of plan.forget) await book.forget(id);
  for (const { id } of plan.remove) {
    const isGone = await attempt('remove', async () => {
      await source.remove(id);
      await book.forget(id);
      done.removed++;
    });
    if (!isGone) for (const one of standing) if (one.id === id) left.add(watchedKey(one.watched));
  }
  for (const { subscription, clientState } of plan.adopt) {
    await book.remember({ ...subscription, clientState });
    done.adopted++;
  }
  for (const { subscription, clientState, expires } of plan.renew)
    await attempt('renew', async () => {
      await source.renew(subscription.id, expires);
      await book.remember({ ...subscription, clientState, expires });
      done.renewed++;
    });
  for (const want of plan.create) {
    if (left.has(watchedKey(want.watched))) continue;
    await attempt('create', async () => {
      const made = await source.create(want);
      await book.remember({ ...made, clientState: want.clientState });
      done.created++;
    });
  }
  return done;
}
