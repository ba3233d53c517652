import { badRequest, Refusal } from '../routes/errors';
import { DAY, HOUR, MINUTE } from '../world/calendar';
import { toWatched, type Watched } from './resource';

/** A request for a subscription that keeps every rule; moments in milliseconds. */
export interface WantedSubscription {
  changeType: string;
  /** As the caller wrote it. */
  resource: string;
  watched: Watched;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string;
  expires: number;
}

/** Virtual events are watched for a day at most; a shorter life than this is made this long. */
const LONGEST_LIFE = DAY;
const SHORTEST_LIFE = 45 * MINUTE;
/** Beyond this, reauthorisation has to have somewhere to go. */
const LONGEST_WITHOUT_LIFECYCLE = HOUR;
const LONGEST_CLIENT_STATE = 128;

const knownChanges = ['created', 'updated', 'deleted'];

/** Reads the body of `POST /subscriptions`. Throws Refusal. */
export function toWanted(body: unknown, now: number): WantedSubscription {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('Unable to read JSON request payload.');
  const wire = body as Record<string, unknown>;
  const resource = required(wire, 'resource');
  const changeType = required(wire, 'changeType');
  const notificationUrl = toAddress(required(wire, 'notificationUrl'), 'notificationUrl');
  const watched = toWatched(resource);
  checkChanges(changeType);
  if (wire.includeResourceData === true)
    throw badRequest('Resource data can not be included in notifications of this resource.');
  const lifecycle = wire.lifecycleNotificationUrl;
  const expires = toExpiry(wire.expirationDateTime, now, lifecycle != null);
  const clientState = required(wire, 'clientState');
  if (clientState.length > LONGEST_CLIENT_STATE)
    throw invalid(`The clientState property can have at most ${LONGEST_CLIENT_STATE} characters.`);
  return {
    changeType,
    resource,
    watched,
    notificationUrl,
    lifecycleNotificationUrl: lifecycle == null ? null : toAddress(lifecycle, 'lifecycleNotificationUrl'),
    clientState,
    expires,
  };
}

/** The moment of expiry that results, in milliseconds. Throws Refusal. */
export function toExpiry(value: unknown, now: number, hasLifecycle: boolean): number {
  const expires = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(expires)) throw invalid('expirationDateTime is a required property, as a date and time in UTC.');
  if (expires <= now) throw invalid('Subscription expiration can only be in the future.');
  if (expires > now + LONGEST_LIFE)
    throw invalid(`Subscription expiration can only be ${LONGEST_LIFE / MINUTE} minutes in the future.`);
  if (!hasLifecycle && expires > now + LONGEST_WITHOUT_LIFECYCLE)
    throw invalid(
      'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.',
    );
  return Math.max(expires, now + SHORTEST_LIFE);
}

/** For all that this tenant watches there is one kind of change. */
function checkChanges(changeType: string): void {
  const changes = changeType.split(',').map(one => one.trim().toLowerCase());
  if (changes.some(one => !knownChanges.includes(one))) throw invalid(`Invalid value for changeType: '${changeType}'.`);
  if (changes.some(one => one !== 'created'))
    throw invalid(`The changeType '${changeType}' is not supported for this resource: use 'created'.`);
}

/** https, or plain http where nobody else can listen: on this machine. */
function toAddress(value: unknown, name: string): string {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  const isLoopback = url !== null && /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(url.hostname);
  if (!url || url.hash || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)))
    throw invalid(`The ${name} property has to be an https address.`);
  return String(value);
}

function required(wire: Record<string, unknown>, name: string): string {
  const value = wire[name];
  if (typeof value !== 'string' || value === '')
    throw invalid(`${name} is a required property for subscription creation.`);
  return value;
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidRequest', message);
}
