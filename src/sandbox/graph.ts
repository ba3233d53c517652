import { callerOf } from './routes/access';
import { batchOf } from './routes/batch';
import { badRequest, Refusal, refusalOf, toErrorReply } from './routes/errors';
import { type Fault, type FaultPlan, isPageFault, isTransportFault, type PageFault } from './faults';
import { linkTo, linkToSamePage } from './routes/pages';
import type { Exchange } from './routes/exchange';
import type { GraphRequest, Outcome, Reply } from './routes/request';
import type { SubscriptionDesk } from './subscriptions/desk';
import { route } from './routes/routes';
import { createThrottle, type ReadLimit } from './throttle';
import { guidOf } from './world/random';
import type { World } from './world/world';

/** One line of the log of requests; `inBatch` marks those that came inside a `$batch`. */
export interface LoggedRequest {
  method: string;
  /** With the query, decoded. */
  path: string;
  at: number;
  status: number;
  inBatch?: true;
}

export interface GraphOptions {
  world: World;
  subscriptions: SubscriptionDesk;
  faults: FaultPlan;
  now: () => number;
  root: () => string;
  pageSize: number;
  readLimit?: ReadLimit | undefined;
  /** Every answer takes this long. */
  latencyMs?: number | undefined;
  log: (line: LoggedRequest) => void;
}

/** The pretend Graph without a network: a request in, a reply out. */
export function createGraph(options: GraphOptions): (request: GraphRequest, inBatch?: boolean) => Promise<Outcome> {
  let count = 0;
  const throttle = createThrottle(options.readLimit);
  const answer = async (request: GraphRequest, inBatch = false): Promise<Outcome> => {
    const path = readable(request);
    const fault = options.faults.next(request.method, path);
    const ids = {
      requestId: guidOf(count++, 'request'),
      clientRequestId: request.headers['client-request-id'] ?? guidOf(count, 'client request'),
      now: options.now(),
    };
    const reply = await attempt(() => reach(request, fault, inBatch), ids);
    options.log({ method: request.method, path, at: ids.now, status: reply.status, ...(inBatch && { inBatch }) });
    return {
      ...reply,
      delayMs:
        (reply.delayMs ?? 0) +
        (inBatch ? 0 : (options.latencyMs ?? 0)) +
        (typeof fault === 'object' && 'delayMs' in fault ? fault.delayMs : 0),
      ...(fault !== undefined && isTransportFault(fault) && { transport: fault }),
      headers: { ...commonHeaders(ids, request.version), ...reply.headers },
    };
  };

  const reach = async (request: GraphRequest, fault: Fault | undefined, inBatch: boolean): Promise<Reply> => {
    const caller = callerOf(request.headers.authorization);
    if (request.version !== 'v1.0' && request.version !== 'beta') throw badRequest('Invalid version.');
    if (request.method === 'GET') throttle(options.now());
    if (typeof fault === 'object' && 'status' in fault) return asPlanned(fault);
    if (!inBatch && request.segments[0] === '$batch') return batchOf(request, inner => answer(inner, true));
    const { world, subscriptions, pageSize } = options;
    const exchange = { request, caller, world, subscriptions, now: options.now(), root: options.root(), pageSize };
    const reply = await route(exchange);
    return fault !== undefined && isPageFault(fault) ? withPageFault(exchange, reply, fault) : reply;
  };
  return answer;
}

async function attempt(make: () => Promise<Reply>, ids: Parameters<typeof toErrorReply>[1]): Promise<Reply> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Refusal) return toErrorReply(error, ids);
    throw error;
  }
}

function asPlanned(fault: Extract<Fault, { status: number }>): Reply {
  if (fault.body === undefined) throw refusalOf(fault.status, fault.retryAfter);
  const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  return { status: fault.status, headers, body: Object(fault.body) as object };
}

function withPageFault(exchange: Exchange, reply: Reply, fault: PageFault): Reply {
  const { root, request } = exchange;
  if (!reply.body || reply.status !== 200) return reply;
  const link: Record<PageFault, string> = {
    'self-link': `${root}${request.url}`,
    'foreign-link': linkTo({ ...exchange, root: 'https://graph.harvest.example' }, { from: 1, turn: 0 }),
    'metadata-link': `https://graph.microsoft.com/${request.version}/$metadata#${request.segments.join('/')}?$skiptoken=abc`,
    'duplicate-page': linkToSamePage(exchange),
    'endless-empty': linkToSamePage(exchange),
  };
  const value = fault === 'endless-empty' ? { value: [] } : {};
  // A collection inside its entity has its link beside it.
  const name = Object.keys(reply.body).find(one => one.endsWith('@odata.nextLink')) ?? '@odata.nextLink';
  return { ...reply, body: { ...reply.body, ...value, [name]: link[fault] } };
}

function commonHeaders(ids: { requestId: string; clientRequestId: string }, version: string): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    'OData-Version': '4.0',
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Sandbox', Slice: 'E', Ring: version } }),
  };
}

function readable(request: GraphRequest): string {
  const query = [...request.query].map(([name, value]) => `${name}=${value}`).join('&');
  return `/${request.version}/${request.segments.join('/')}${query && `?${query}`}`;
}
