import { isSameWatched, type Watched } from '../subscriptions/resource';
import { shakeHands } from '../subscriptions/handshake';
import { type TenantSubscription, toWireSubscription } from '../subscriptions/subscription';
import { toExpiry, toWanted, type WantedSubscription } from '../subscriptions/wanted';
import { guidOf } from '../world/random';
import { requireReportAccess } from './access';
import { appOnly, badRequest, notFound, Refusal, unknownSegment, wrongMethod } from './errors';
import { page } from './pages';
import { allowOnly } from './query';
import type { Exchange } from './exchange';
import { kindOf, type Reply } from './request';

const SUBSCRIPTIONS_A_PAGE = 20;
/** Of one app in one tenant, for one event. */
const MOST_OF_A_KIND = 1;

/** `/subscriptions[/{id}[/reauthorize]]`. Throws Refusal. */
export function subscriptionRoute(exchange: Exchange, below: string[]): Reply | Promise<Reply> {
  const [id, action, ...rest] = below;
  const { method } = exchange.request;
  allowOnly(exchange.request);
  if (id === undefined || id === '') {
    if (method === 'POST') return create(exchange);
    if (method !== 'GET') throw wrongMethod();
    const all = standingFor(exchange);
    return { status: 200, body: page(exchange, all.length, index => wireAt(all, index), SUBSCRIPTIONS_A_PAGE) };
  }
  const subscription = standingFor(exchange).find(one => one.id === id.toLowerCase());
  if (!subscription) throw new Refusal(404, 'ResourceNotFound', 'The object was not found.');
  if (action !== undefined) {
    if (action.toLowerCase() !== 'reauthorize' || rest.length > 0) throw unknownSegment(action);
    if (method !== 'POST') throw wrongMethod();
    exchange.subscriptions.announcer.authorized(exchange.now, subscription);
    return { status: 204 };
  }
  if (method === 'GET') return { status: 200, body: toWireSubscription(subscription) };
  if (method === 'PATCH') return renew(exchange, subscription);
  if (method !== 'DELETE') throw wrongMethod();
  exchange.subscriptions.list.remove(subscription.id);
  return { status: 204 };
}

/** The rules first, then the handshake with each address, and only then it stands. */
async function create(exchange: Exchange): Promise<Reply> {
  const { list, announcer, nextId, now, answerWithinMs } = exchange.subscriptions;
  const wanted = toWanted(exchange.request.body, exchange.now);
  requireAccess(exchange, wanted.watched);
  requireRoom(exchange, wanted);
  const id = nextId();
  const addresses = [wanted.notificationUrl, wanted.lifecycleNotificationUrl].filter(one => one !== null);
  for (const address of addresses) await shakeHands(address, guidOf(0, id, 'handshake'), answerWithinMs);
  // Another request may have been quicker.
  requireRoom(exchange, wanted);
  const { caller, world } = exchange;
  const creatorId = caller.as === 'user' ? caller.personId : guidOf(0, world.people.tenantId, 'service principal');
  const subscription: TenantSubscription = { ...wanted, id, creatorId, authorizedUntil: 0 };
  list.add(subscription);
  await announcer.subscribed(now(), subscription);
  const context = `https://graph.microsoft.com/${exchange.request.version}/$metadata#subscriptions/$entity`;
  return { status: 201, body: { '@odata.context': context, ...toWireSubscription(subscription, wanted.clientState) } };
}

/** A new end of life is also a new authorisation. */
function renew(exchange: Exchange, subscription: TenantSubscription): Reply {
  const body = (exchange.request.body ?? {}) as Record<string, unknown>;
  const others = Object.keys(body).filter(name => name !== 'expirationDateTime');
  if (others.length > 0) throw badRequest(`The property '${others[0] ?? ''}' can not be updated.`);
  const hasLifecycle = subscription.lifecycleNotificationUrl !== null;
  subscription.expires = toExpiry(body.expirationDateTime, exchange.now, hasLifecycle);
  exchange.subscriptions.announcer.authorized(exchange.now, subscription);
  return { status: 200, body: toWireSubscription(subscription) };
}

/** Apps see all of theirs, people those that they made. */
function standingFor({ caller, subscriptions, now }: Exchange): TenantSubscription[] {
  const all = subscriptions.list.standing(now);
  return caller.as === 'app' ? all : all.filter(one => one.creatorId === caller.personId);
}

function wireAt(all: TenantSubscription[], index: number): object {
  const one = all[index];
  if (!one) throw new RangeError(`No subscription ${index}.`);
  return toWireSubscription(one);
}

/** The whole tenant may be watched by apps alone, an event by whoever may read its reports. */
function requireAccess(exchange: Exchange, watched: Watched): void {
  if (watched.what === 'events') {
    if (exchange.caller.as !== 'app') throw appOnly();
    return;
  }
  const event = exchange.world.events.find(one => one.id === watched.eventId);
  if (!event || event.kind !== kindOf[watched.collection]) throw notFound();
  requireReportAccess(exchange, event);
}

function requireRoom({ subscriptions, now }: Exchange, { watched, resource }: WantedSubscription): void {
  const ofThisKind = subscriptions.list.standing(now).filter(one => isSameWatched(one.watched, watched));
  if (ofThisKind.length < MOST_OF_A_KIND) return;
  throw new Refusal(
    403,
    'Forbidden',
    `Subscription limit reached: an application can have at most ${MOST_OF_A_KIND} subscription for the resource '${resource}'.`,
  );
}
