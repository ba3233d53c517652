import { createSession } from './create-session';
import { unknownSegment, wrongMethod } from './errors';
import { callRoute } from './routes-calls';
import { directoryRoute } from './routes-directory';
import { eventRoute } from './routes-events';
import { meetingRoute } from './routes-meetings';
import { membersRoute } from './routes-members';
import { subscriptionRoute } from './routes-subscriptions';
import type { Exchange } from './exchange';
import type { EventCollection, Reply } from './request';

/** Finds the route by the path's first words, as Graph's root does. Throws Refusal. */
export async function route(exchange: Exchange): Promise<Reply> {
  const [first = '', second = '', third = '', ...rest] = exchange.request.segments;
  const { segments } = exchange.request;
  if (first.toLowerCase() === 'subscriptions') return subscriptionRoute(exchange, segments.slice(1));
  const reply = find(exchange, first.toLowerCase(), second, third, rest);
  if (!reply) throw unknownSegment(first);
  return reply;
}

function find(exchange: Exchange, first: string, second: string, third: string, rest: string[]): Reply | undefined {
  if (first === 'me') return reading(exchange, () => meetingRoute(exchange, undefined, [second, third, ...rest]));
  if (first === 'users' && third.toLowerCase() === 'checkmembergroups' && rest.length === 0)
    return membersRoute(exchange, second);
  if (first === 'users' && third === '') return reading(exchange, () => directoryRoute(exchange, second));
  if (first === 'users') return reading(exchange, () => meetingRoute(exchange, second, [third, ...rest]));
  if (first === 'communications' && second.toLowerCase() === 'callrecords')
    return reading(exchange, () => callRoute(exchange, third === '' ? [] : [third, ...rest]));
  if (first !== 'solutions' || second.toLowerCase() !== 'virtualevents') return undefined;
  const collection = third.toLowerCase();
  if (!isCollection(collection)) throw unknownSegment(third);
  const [eventId = '', part, ...more] = rest;
  // Documented under /events alone, and for any kind of event.
  const creates = collection === 'events' && part?.toLowerCase() === 'sessions' && more.length === 0;
  if (creates && exchange.request.method === 'POST') return createSession(exchange, eventId);
  return reading(exchange, () => eventRoute(exchange, collection, rest));
}

/** The rest of the tenant is for reading. */
function reading(exchange: Exchange, answer: () => Reply): Reply {
  if (exchange.request.method !== 'GET') throw wrongMethod();
  return answer();
}

function isCollection(word: string): word is EventCollection {
  return word === 'webinars' || word === 'townhalls' || word === 'events';
}
