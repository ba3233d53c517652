import { badRequest } from '../routes/errors';
import { segmentsOf } from '../routes/query';

/** What may be watched here: events that are created in the tenant, or attendance reports of one event. */
export type Watched = { what: 'events' } | { what: 'reports'; collection: 'webinars' | 'townhalls'; eventId: string };

/** Reads a resource path without host and version, in any case of letters. Throws Refusal. */
export function toWatched(resource: string): Watched {
  if (/^https?:/i.test(resource)) throw badRequest('The resource is a path without host and version.');
  const segments = segmentsOf(`/${resource.replace(/^\/|\/$/g, '')}`);
  const [solutions, virtualEvents, collection, eventId, kind, ...rest] = segments;
  const home = `${solutions}/${virtualEvents}`.toLowerCase();
  if (home !== 'solutions/virtualevents' || rest.length > 0) throw unsupported(resource);
  const word = collection?.toLowerCase();
  if (word === 'events' && eventId === undefined) return { what: 'events' };
  if (word !== 'webinars' && word !== 'townhalls') throw unsupported(resource);
  if (!eventId || kind?.toLowerCase() !== 'getattendancereports') throw unsupported(resource);
  return { what: 'reports', collection: word, eventId };
}

export function isSameWatched(one: Watched, other: Watched): boolean {
  if (one.what === 'events' || other.what === 'events') return one.what === other.what;
  return one.eventId === other.eventId;
}

function unsupported(resource: string): Error {
  return badRequest(`The resource '${resource}' is not supported for subscriptions.`);
}
