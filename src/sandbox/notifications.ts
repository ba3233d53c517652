import { createAgenda } from './agenda';
import { createFaultPlan, type FaultPlan } from './faults';
import { createHappenings, type Happenings } from './happenings';
import type { SubscriptionDesk } from './subscriptions/desk';
import { createAnnouncer } from './subscriptions/announce';
import { createDeliveries, type LoggedDelivery } from './subscriptions/delivery';
import type { DeliveryFault } from './subscriptions/delivery-faults';
import { createSubscriptionList } from './subscriptions/subscription';
import { guidOf } from './world/random';
import type { World } from './world/world';

/** What tests and people see and do of it. */
export interface Moving extends Happenings {
  deliveryFaults: FaultPlan<DeliveryFault>;
  /** The last 5,000 POSTs to the app, oldest first. */
  deliveries: LoggedDelivery[];
  /** Asks for the reauthorisation of a subscription, as Graph does once an hour or oftener. False where it cannot be asked. */
  requireReauthorization(subscriptionId: string): boolean;
  /** Resolves when everything has happened, and was told, that is due by the tenant's clock: for clocks that jump. */
  catchUp(): Promise<void>;
}

/** The part of the tenant that moves by itself: its clock, who is told, and what happens. */
export interface Notifying {
  desk: SubscriptionDesk;
  moving: Moving;
  close(): void;
}

const LOGGED_DELIVERIES = 5_000;

export function createNotifying(options: {
  world: World;
  seed: number;
  now: () => number;
  reportAfterMs: number;
  answerWithinMs: number;
}): Notifying {
  const { world, seed, now, reportAfterMs, answerWithinMs } = options;
  const agenda = createAgenda(now);
  const list = createSubscriptionList();
  const deliveryFaults = createFaultPlan<DeliveryFault>();
  const deliveries: LoggedDelivery[] = [];
  let made = 0;
  const announcer = createAnnouncer({
    world,
    list,
    agenda,
    faults: deliveryFaults,
    deliveries: createDeliveries({
      agenda,
      answerWithinMs,
      log: line => {
        deliveries.push(line);
        if (deliveries.length > LOGGED_DELIVERIES) deliveries.shift();
      },
    }),
  });
  return {
    desk: { list, announcer, nextId: () => guidOf(seed, 'subscription', made++), now, answerWithinMs },
    moving: {
      ...createHappenings({ world, seed, now, agenda, announcer, reportAfterMs }),
      deliveryFaults,
      deliveries,
      requireReauthorization: id => announcer.requireReauthorization(now(), id),
      catchUp: () => agenda.catchUp(),
    },
    close: () => {
      agenda.close();
    },
  };
}
