import { AppError, isAppError, isProblem } from '../domain/errors';
import { segmentsOf } from '../domain/resource-path';
import {
  isAsWanted,
  watchedKey,
  type Subscription,
  type SubscriptionSource,
  type WantedSubscription,
  type Watched,
} from '../domain/subscriptions';
import type { Instant } from '../domain/time';
import type { GraphClient } from './client-types';
import { cloudOf, requireApi, type CloudName } from './clouds';
import { readInstant } from './instant';
import { rowsOf } from './pages';
import { eventPath, segment } from './paths';
import { isWire, present, toText, type Wire } from './wire';

/** All of it is background work: people's questions go first. */
const background = { background: true } as const;
const kinds = new Map([
  ['webinars', 'webinar'],
  ['townhalls', 'townhall'],
] as const);

/** This app's subscriptions at Graph. `cloud` follows from the client's root unless given. */
export function createSubscriptionSource(client: GraphClient, options: { cloud?: CloudName } = {}): SubscriptionSource {
  const { cloud = cloudOf(client.root) } = options;

  const list = async (): Promise<Subscription[]> => {
    requireApi(cloud, 'virtualEvents');
    const rows = await rowsOf(client, '/subscriptions', background);
    return rows.map(toSubscription).filter(one => one !== undefined);
  };

  /** What stands for the same thing: ours, or one that is in the way. Throws subscription-taken. */
  const find = async (wanted: WantedSubscription): Promise<Subscription | undefined> => {
    const key = watchedKey(wanted.watched);
    const same = (await list()).filter(one => watchedKey(one.watched) === key);
    const ours = same.find(one => isAsWanted(one, wanted));
    if (!ours && same.length > 0) throw new AppError('subscription-taken');
    return ours;
  };

  return {
    list,
    async create(wanted) {
      const found = await find(wanted);
      if (found) return found;
      let answer: unknown;
      try {
        answer = await client.post('/subscriptions', toBody(wanted), { ...background, reads: 1 });
      } catch (error) {
        if (!mayStand(error)) throw error;
        return foundAfter(wanted, error);
      }
      const made = toSubscription(answer);
      return made ?? foundAfter(wanted, new AppError('graph-garbled'));
    },
    async renew(id, expires) {
      requireApi(cloud, 'virtualEvents');
      await client.change(
        subscriptionPath(id),
        { method: 'PATCH', body: { expirationDateTime: toTime(expires) } },
        background,
      );
    },
    async reauthorize(id) {
      requireApi(cloud, 'virtualEvents');
      await client.change(`${subscriptionPath(id)}/reauthorize`, { method: 'POST' }, background);
    },
    async remove(id) {
      requireApi(cloud, 'virtualEvents');
      try {
        await client.change(subscriptionPath(id), { method: 'DELETE' }, background);
      } catch (error) {
        if (!isProblem(error, 'not-found')) throw error;
      }
    },
  };

  /** The list says what became of it. Throws the cause where there is still nothing. */
  async function foundAfter(wanted: WantedSubscription, cause: unknown): Promise<Subscription> {
    const found = await find(wanted).catch((error: unknown) => {
      if (isProblem(error, 'subscription-taken')) throw error;
      return undefined;
    });
    if (found) return found;
    throw cause;
  }
}

/** No answer, an unreadable one, one of 5xx; or a refusal because there is one already. */
function mayStand(error: unknown): boolean {
  if (!isAppError(error)) return false;
  const { status } = error.details;
  if (status === undefined) return error.code === 'graph-unavailable' || error.code === 'graph-garbled';
  return status >= 500 || status === 409 || error.code === 'subscription-limit';
}

function subscriptionPath(id: string): string {
  return `/subscriptions/${segment(id)}`;
}

/** The path without host, version and leading slash, as Graph writes it. */
function toResource(watched: Watched): string {
  if (watched.of === 'events') return 'solutions/virtualEvents/events';
  return `${eventPath(watched.event).slice(1)}/getAttendanceReports`;
}

function toBody({ watched, notificationUrl, lifecycleUrl, clientState, expires }: WantedSubscription): object {
  return {
    changeType: 'created',
    notificationUrl,
    lifecycleNotificationUrl: lifecycleUrl,
    resource: toResource(watched),
    expirationDateTime: toTime(expires),
    clientState,
  };
}

function toTime(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Undefined for what is none of Rollcall's: the app may have others. */
function toSubscription(row: unknown): Subscription | undefined {
  if (!isWire(row)) return undefined;
  const id = toText(row.id);
  const watched = toWatched(row);
  const expires = readInstant(row.expirationDateTime);
  if (id === undefined || watched === undefined || expires === undefined) return undefined;
  return present<Subscription>({
    id,
    watched,
    expires,
    notificationUrl: toText(row.notificationUrl),
    lifecycleUrl: toText(row.lifecycleNotificationUrl),
    clientState: toText(row.clientState),
  });
}

function toWatched({ resource, changeType }: Wire): Watched | undefined {
  if (toText(changeType)?.toLowerCase() !== 'created') return undefined;
  const [solutions, virtualEvents, collection = '', id, part, ...rest] = segmentsOf(toText(resource) ?? '');
  if (`${solutions}/${virtualEvents}`.toLowerCase() !== 'solutions/virtualevents' || rest.length > 0) return undefined;
  const word = collection.toLowerCase();
  if (word === 'events') return id === undefined ? { of: 'events' } : undefined;
  const kind = kinds.get(word as 'webinars');
  if (!kind || id === undefined || part?.toLowerCase() !== 'getattendancereports') return undefined;
  return { of: 'reports', event: { kind, id } };
}
