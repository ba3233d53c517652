import type { EventKind } from '../../domain/event';
import type { TransportFault } from '../faults';

/** One request to Graph: from the network, or from inside a `$batch`. */
export interface GraphRequest {
  method: string;
  /** Path and query as they came. */
  url: string;
  /** `/v1.0/solutions/…`, still encoded, without the query. */
  path: string;
  version: string;
  /** The path behind the version, split and then decoded: an id may hold a slash. */
  segments: string[];
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: unknown;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; absent for an answer without a body. */
  body?: object;
  /** A batch is as late, and breaks as badly, as the worst request in it. */
  delayMs?: number;
  transport?: TransportFault;
}

/** A reply, when to send it, and what is to happen to it on the way. */
export interface Outcome extends Reply {
  headers: Record<string, string>;
  delayMs: number;
}

/** An app has the tenant's rights as far as access policies go; a person has their own. */
export type Caller = { as: 'app' } | { as: 'user'; personId: string };

/** Which collection of events a path goes through; `events` is both. */
export type EventCollection = 'webinars' | 'townhalls' | 'events';

export const kindOf: Record<EventCollection, EventKind | undefined> = {
  webinars: 'webinar',
  townhalls: 'townhall',
  events: undefined,
};
