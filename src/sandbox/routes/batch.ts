import { Refusal, wrongMethod } from './errors';
import type { GraphRequest, Outcome, Reply } from './request';
import { segmentsOf } from './query';
import { drawsOf } from '../world/random';

/** Graph takes this many requests in one `$batch`. */
const MOST_IN_BATCH = 20;

interface Inner {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  dependsOn: string[];
  body: unknown;
}

/** `POST /$batch`: answers in any order, 200 outside whatever happened inside. Throws Refusal. */
export async function batchOf(
  request: GraphRequest,
  answer: (inner: GraphRequest) => Promise<Outcome>,
): Promise<Reply> {
  if (request.method !== 'POST') throw wrongMethod();
  const requests = toRequests(request.body);
  const statuses = new Map<string, number>();
  const outcomes: { id: string; outcome: Outcome }[] = [];
  for (const inner of requests) {
    const outcome = await oneOf(request, inner, statuses, answer);
    statuses.set(inner.id, outcome.status);
    outcomes.push({ id: inner.id, outcome });
  }
  const responses = outcomes.map(({ id, outcome }) => ({
    id,
    status: outcome.status,
    headers: { ...outcome.headers, 'Content-Type': 'application/json' },
    body: outcome.body,
  }));
  const transport = outcomes.find(one => one.outcome.transport)?.outcome.transport;
  return {
    status: 200,
    body: { responses: shuffled(responses) },
    delayMs: Math.max(0, ...outcomes.map(one => one.outcome.delayMs)),
    ...(transport && { transport }),
  };
}

async function oneOf(
  outer: GraphRequest,
  inner: Inner,
  statuses: ReadonlyMap<string, number>,
  answer: (inner: GraphRequest) => Promise<Outcome>,
): Promise<Outcome> {
  const failed = inner.dependsOn.some(id => (statuses.get(id) ?? 424) >= 400);
  if (failed) {
    const error = { code: 'FailedDependency', message: 'The request depends on one that failed.' };
    return { status: 424, headers: {}, delayMs: 0, body: { error } };
  }
  return answer(toInnerRequest(outer, inner));
}

/** A relative address, with or without a leading slash, without the version. */
function toInnerRequest(outer: GraphRequest, inner: Inner): GraphRequest {
  const url = new URL(`http://graph/${outer.version}/${inner.url.replace(/^\//, '')}`);
  return {
    method: inner.method.toUpperCase(),
    url: `${url.pathname}${url.search}`,
    path: url.pathname,
    version: outer.version,
    segments: segmentsOf(url.pathname).slice(1),
    query: url.searchParams,
    headers: { authorization: outer.headers.authorization, ...inner.headers },
    body: inner.body,
  };
}

function toRequests(body: unknown): Inner[] {
  const list = (body as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(list)) throw invalid("Invalid batch payload format: 'requests' is missing.");
  if (list.length > MOST_IN_BATCH)
    throw invalid(`Number of batch request steps exceeds the maximum value of ${MOST_IN_BATCH}.`);
  const requests = list.map(toInner);
  if (new Set(requests.map(one => one.id.toLowerCase())).size < requests.length)
    throw invalid('Each request needs an id of its own.');
  return requests;
}

function toInner(value: unknown): Inner {
  const { id, method, url, headers, dependsOn, body } = (value ?? {}) as Partial<Inner>;
  if (typeof id !== 'string' || id === '') throw invalid('A request of the batch has no id.');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw invalid('A request of the batch lacks method or url.');
  if (/^https?:/i.test(url)) throw invalid('Addresses in a batch are relative.');
  const named = Object.entries(headers ?? {}).map(([name, text]) => [name.toLowerCase(), text]);
  return { id, method, url, headers: Object.fromEntries(named) as Inner['headers'], dependsOn: dependsOn ?? [], body };
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

/** Responses come in any order: never in the one that was asked. */
function shuffled<T>(list: T[]): T[] {
  const draws = drawsOf(list.length, 'order');
  const order = list.map((one, index) => ({ one, at: draws.next(), index }));
  return order.sort((a, b) => a.at - b.at || a.index - b.index).map(({ one }) => one);
}
