import type { Agenda } from '../agenda';
import type { FaultPlan } from '../faults';
import { HOUR, MINUTE } from '../world/calendar';
import type { TenantEvent, TenantReport, TenantSession } from '../world/model';
import type { World } from '../world/world';
import type { Deliveries } from './delivery';
import type { DeliveryFault } from './delivery-faults';
import { eventItem, reauthorizationItem, reportItem } from './items';
import type { SubscriptionList, TenantSubscription } from './subscription';

/** Says what happened to whoever subscribed to it; moments by the tenant's clock. */
export interface Announcer {
  reportCreated(at: number, what: ReportPlace): void;
  eventCreated(at: number, event: TenantEvent): void;
  /** A subscription was made. Resolves when what is to arrive before the answer has arrived. */
  subscribed(at: number, subscription: TenantSubscription): Promise<void>;
  /** Graph may deliver for another hour; before that ends it asks. */
  authorized(at: number, subscription: TenantSubscription): void;
  /** Asks now. False where nothing can be sent. */
  requireReauthorization(at: number, subscriptionId: string): boolean;
}

export interface ReportPlace {
  event: TenantEvent;
  session: TenantSession;
  report: TenantReport;
}

/** How long Graph trusts the token that a subscription was made with, and how long before the end it asks. */
const AUTHORIZED_FOR = HOUR;
const ASKED_BEFORE = 10 * MINUTE;
const BETWEEN_COPIES = 1_000;

export function createAnnouncer(options: {
  world: World;
  list: SubscriptionList;
  deliveries: Deliveries;
  faults: FaultPlan<DeliveryFault>;
  agenda: Agenda;
}): Announcer {
  const { world, list, deliveries, faults, agenda } = options;
  const { tenantId } = world.people;

  /** One item on its way, as well or as badly as the plan says. */
  const deliver = (at: number, { resource, notificationUrl: url }: TenantSubscription, item: object): void => {
    const fault = faults.next('POST', `${resource} ${url}`, one => one !== 'early');
    if (fault === 'lost') return;
    if (fault === 'reordered') deliveries.addBehind(url, item, at);
    else if (typeof fault === 'object' && 'delayMs' in fault) deliveries.add(url, item, at + fault.delayMs);
    else {
      const copies = typeof fault === 'object' ? fault.copies : 1;
      for (let copy = 0; copy < copies; copy++) deliveries.add(url, item, at + copy * BETWEEN_COPIES);
    }
  };

  const listening = (at: number): TenantSubscription[] => list.standing(at).filter(one => one.authorizedUntil > at);

  const requireReauthorization = (at: number, id: string): boolean => {
    const subscription = list.find(id, at);
    if (!subscription?.lifecycleNotificationUrl) return false;
    deliveries.add(subscription.lifecycleNotificationUrl, reauthorizationItem(subscription, tenantId), at);
    return true;
  };

  const authorized = (at: number, subscription: TenantSubscription): void => {
    const until = at + AUTHORIZED_FOR;
    subscription.authorizedUntil = until;
    agenda.at(until - ASKED_BEFORE, time => {
      if (subscription.authorizedUntil === until) requireReauthorization(time, subscription.id);
    });
  };

  return {
    authorized,
    requireReauthorization,
    reportCreated: (at, place) => {
      for (const one of listening(at))
        if (one.watched.what === 'reports' && one.watched.eventId === place.event.id)
          deliver(at, one, reportItem(one, tenantId, place));
    },
    eventCreated: (at, event) => {
      for (const one of listening(at))
        if (one.watched.what === 'events') deliver(at, one, eventItem(one, tenantId, event));
    },
    subscribed: async (at, subscription) => {
      authorized(at, subscription);
      const path = `${subscription.resource} ${subscription.notificationUrl}`;
      if (faults.next('POST', path, one => one === 'early') === undefined) return;
      const item = earlyItem(at, subscription);
      if (item) await deliveries.now(subscription.notificationUrl, item, at);
    },
  };

  /** Something to tell before anybody knows the subscription's id: the newest report, or the newest event. */
  function earlyItem(at: number, subscription: TenantSubscription): object | undefined {
    const { watched } = subscription;
    if (watched.what === 'events') {
      const event = world.events.at(-1);
      return event && eventItem(subscription, tenantId, event);
    }
    const event = world.events.find(one => one.id === watched.eventId);
    const places = event?.sessions.flatMap(session => session.reports.map(report => ({ event, session, report })));
    const place = places?.filter(one => one.report.readyAt <= at).sort((a, b) => b.report.end - a.report.end)[0];
    return place && reportItem(subscription, tenantId, place);
  }
}
