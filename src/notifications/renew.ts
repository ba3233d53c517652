import {
  isAsWanted,
  watchedKey,
  type Subscription,
  type WantedSubscription,
  type Watched,
} from '../domain/subscriptions';
import type { Instant } from '../domain/time';

/** A day is the longest that Graph takes; its clock may be behind ours. */
export const SUBSCRIPTION_LIFE = 24 * 3_600_000 - 10 * 60_000;
/** Renewals fall anywhere within this part of the life around its middle, so that what was made together is not renewed together. */
const JITTER = 0.2;

export interface RenewalInput {
  /** What is to be watched; the same thing may be named several times. */
  wanted: Pick<WantedSubscription, 'watched' | 'clientState'>[];
  addresses: Pick<WantedSubscription, 'notificationUrl' | 'lifecycleUrl'>;
  /** What Graph lists. */
  standing: Subscription[];
  /** Those that we know ourselves: the state each was made with, by its id. Graph's list shows none. */
  known: ReadonlyMap<string, string>;
  now: Instant;
  /** 0 to 1. */
  random: () => number;
}

/** What to do, in this order: room is made before anything is created, since Graph takes one for each thing watched. */
export interface RenewalPlan {
  /** Known to us alone: gone at Graph. */
  forget: string[];
  /** `unwanted`: nobody watches it any more · `double`: another one does the same · `outdated`: ours, with another state or lifecycle address. */
  remove: { id: string; why: 'unwanted' | 'double' | 'outdated' }[];
  /** As wanted, and not known to us as such yet: an answer was lost. */
  adopt: { subscription: Subscription; clientState: string }[];
  renew: { subscription: Subscription; clientState: string; expires: Instant }[];
  create: WantedSubscription[];
  /** Another address is told: that is somebody else's to end, or ends by itself within a day. */
  blocked: Watched[];
}

/** Brings what stands at Graph to what is wanted. Done twice, the second time there is nothing to do. */
export function planRenewal({ wanted, addresses, standing, known, now, random }: RenewalInput): RenewalPlan {
  const plan: RenewalPlan = { forget: [], remove: [], adopt: [], renew: [], create: [], blocked: [] };
  const alive = standing.filter(one => one.expires > now);
  const aliveIds = new Set(alive.map(one => one.id));
  plan.forget = [...known.keys()].filter(id => !aliveIds.has(id));
  const byKey = Map.groupBy(alive, one => watchedKey(one.watched));
  const wantedByKey = new Map(wanted.map(one => [watchedKey(one.watched), one]));

  for (const [key, some] of byKey)
    if (!wantedByKey.has(key))
      for (const one of some) if (isOurs(one)) plan.remove.push({ id: one.id, why: 'unwanted' });

  for (const [key, { watched, clientState }] of wantedByKey) {
    const want = { watched, clientState, ...addresses, expires: now + SUBSCRIPTION_LIFE };
    const some = byKey.get(key) ?? [];
    const [kept, ...doubles] = some.filter(one => isAsWanted(withState(one), want)).sort(betterFirst);
    const outdated = some.filter(one => isOurs(one) && !isAsWanted(withState(one), want));
    plan.remove.push(...doubles.map(({ id }) => ({ id, why: 'double' as const })));
    plan.remove.push(...outdated.map(({ id }) => ({ id, why: 'outdated' as const })));
    if (kept) {
      if (known.get(kept.id) !== clientState) plan.adopt.push({ subscription: kept, clientState });
      if (now >= renewalTime(kept.expires, random()))
        plan.renew.push({ subscription: kept, clientState, expires: want.expires });
    } else if (some.some(one => !isOurs(one))) plan.blocked.push(watched);
    else plan.create.push(want);
  }
  return plan;

  function isOurs(one: Subscription): boolean {
    return one.notificationUrl === addresses.notificationUrl;
  }

  function withState(one: Subscription): Subscription {
    const clientState = one.clientState ?? known.get(one.id);
    return clientState === undefined ? one : { ...one, clientState };
  }

  /** One that we know, else the one that lives longest. */
  function betterFirst(one: Subscription, other: Subscription): number {
    const byKnown = Number(known.has(other.id)) - Number(known.has(one.id));
    return byKnown || other.expires - one.expires || (one.id < other.id ? -1 : 1);
  }
}

/** When one that ends then is renewed: at half its life, a little earlier or later. */
export function renewalTime(expires: Instant, random: number): Instant {
  return expires - SUBSCRIPTION_LIFE * (0.5 + JITTER * (0.5 - random));
}
