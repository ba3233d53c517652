import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, isAppError } from '../domain/errors';
import { createBatch } from './batch';
import { CALL_RECORDS_BUDGET, createBudget, type Budget } from './budget';
import { toGraphError } from './errors';
import type { GraphClient, GraphLimits, Judge, ReadOptions, Send, Token, Tries, Whose } from './client-types';
import { PAGE_LIMITS } from './pages';
import { routeOf } from './paths';
import { decideRetry, RETRY_LIMITS, type Decision, type Method } from './retry';
import { createTransport, TRANSPORT_LIMITS, type Reply } from './transport';

export interface GraphClientOptions {
  /** `https://graph.microsoft.com`, or another cloud's; plain http for a loopback address only. */
  root: string;
  token: Token;
  /** Shared by every client of one app. */
  budget?: Budget;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  random?: () => number;
  /** Told of every try. Carries no id of a person, no name and no token. */
  log?: (line: GraphLogLine) => void;
  limits?: Partial<GraphLimits>;
}

export interface GraphLogLine {
  method: Method;
  /** The path without ids. */
  route: string;
  /** HTTP status, or how the try failed. */
  outcome: number | string;
  /** From 1. */
  attempt: number;
  ms: number;
  requestId?: string | undefined;
  clientRequestId: string;
  /** Set when the same is asked again. */
  waitMs?: number;
  cause?: unknown;
}

/** Graph takes 15 writes of virtual events in the time of 750 reads. */
const READS_A_WRITE = 50;

/** A thin client of Graph v1.0. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { now = Date.now, random = Math.random, log } = options;
  const { sleep = (ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {}) } = options;
  const limits: GraphLimits = { ...TRANSPORT_LIMITS, ...RETRY_LIMITS, ...PAGE_LIMITS, ...options.limits };
  const root = toRoot(options.root);
  const base = `${root.href.replace(/\/$/, '')}/v1.0`;
  const budget = options.budget ?? createBudget({ now, sleep });
  const callRecordsBudget = createBudget({ now, sleep, ...CALL_RECORDS_BUDGET });
  const transport = createTransport(limits);

  const judge: Judge = {
    startTries: counts => ({
      ...{ made: 0, startedAt: now(), queuedMs: 0, freshToken: false },
      budget: counts === 'callRecords' ? callRecordsBudget : budget,
    }),
    decide(outcome, tries, method = 'GET') {
      const decision = decideRetry({
        outcome,
        method,
        tries: tries.made,
        elapsedMs: elapsed(tries),
        now: now(),
        random: random(),
        limits,
      });
      if (outcome.kind === 'status' && outcome.status === 429)
        tries.budget.pause(decision.retryAfterMs ?? (decision.retry ? decision.waitMs : 0));
      return decision;
    },
    async wait(ms, signal) {
      signal?.throwIfAborted();
      try {
        await sleep(ms, signal);
      } finally {
        signal?.throwIfAborted();
      }
    },
  };

  const elapsed = (tries: Tries) => now() - tries.startedAt - tries.queuedMs;

  const senderWith =
    (token: Token): Send =>
    async ({ url, method, body, reads, makes, mayBeEmpty }, { background, signal, prefer }, tries) => {
      const clientRequestId = randomUUID();
      for (;;) {
        const inLineSince = now();
        await tries.budget.take(reads, { background, signal, patienceMs: limits.totalMs - elapsed(tries) });
        tries.queuedMs += now() - inLineSince;
        const bearer = await freshest(token, tries.freshToken);
        const sentAt = now();
        const reply = await transport.ask({
          url,
          method,
          ...(body === undefined ? {} : { body }),
          headers: {
            authorization: `Bearer ${bearer}`,
            accept: 'application/json',
            'accept-encoding': 'gzip',
            'client-request-id': clientRequestId,
            'user-agent': 'rollcall',
            ...(prefer === undefined ? {} : { prefer }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(mayBeEmpty && { mayBeEmpty }),
          withinMs: Math.max(1, limits.totalMs - elapsed(tries)),
          signal,
        });
        tries.made += 1;
        const line: GraphLogLine = {
          method,
          route: routeOf(url.pathname),
          outcome: reply.outcome.kind === 'status' ? reply.outcome.status : reply.outcome.kind,
          attempt: tries.made,
          ms: Math.round(now() - sentAt),
          requestId: reply.headers['request-id'],
          clientRequestId,
          ...(reply.cause === undefined ? {} : { cause: reply.cause }),
        };
        if (reply.outcome.kind === 'status') {
          if (reply.outcome.status >= 200 && reply.outcome.status < 300) {
            log?.(line);
            return reply.body;
          }
          if (reply.outcome.status === 401 && !tries.freshToken) {
            tries.freshToken = true;
            log?.({ ...line, waitMs: 0 });
            continue;
          }
        }
        const decision = judge.decide(reply.outcome, tries, makes ? 'POST' : 'GET');
        log?.(decision.retry ? { ...line, waitMs: decision.waitMs } : line);
        if (!decision.retry) throw toError(reply, decision);
        await judge.wait(decision.waitMs, signal);
      }
    };

  async function freshest(of: Token, fresh: boolean): Promise<string> {
    try {
      return (await of({ fresh })).trim();
    } catch (cause) {
      throw isAppError(cause) ? cause : new AppError('sign-in-expired', {}, { cause });
    }
  }

  function address(path: string | URL): URL {
    const url = typeof path === 'string' ? new URL(base + path) : path;
    if (url.origin !== root.origin || url.username || url.password || !url.pathname.startsWith(root.pathname))
      throw new AppError('paging-broken');
    return url;
  }

  function clientWith(token: Token, whose: Whose, close: () => Promise<void>): GraphClient {
    const send = senderWith(token);
    const get = async (path: string | URL, read: ReadOptions = {}) =>
      send({ url: address(path), method: 'GET', reads: 1 }, read, judge.startTries(read.counts));
    return {
      ...{ root: root.href, whose, limits, now, get, address, close },
      as: own => clientWith(own, 'person', () => Promise.resolve()),
      post: async (path, body, { reads = READS_A_WRITE, ...write } = {}) =>
        send(
          { url: address(path), method: 'POST', body: JSON.stringify(body), reads, makes: true },
          write,
          judge.startTries(),
        ),
      change: async (path, { method, body }, { reads = 1, ...write } = {}) =>
        send(
          { url: address(path), method, ...(body && { body: JSON.stringify(body) }), reads, mayBeEmpty: true },
          write,
          judge.startTries(),
        ),
      getMany: createBatch({ send, get, judge, url: address('/$batch') }),
    };
  }

  return clientWith(options.token, 'app', () => transport.close());
}

function toError(reply: Reply, { retryAfterMs }: Decision): AppError {
  const { outcome, headers, body, cause } = reply;
  if (outcome.kind === 'status') return toGraphError({ status: outcome.status, body, headers, retryAfterMs });
  const requestId = headers['request-id'];
  const code = outcome.kind === 'unreadable' || outcome.kind === 'too-large' ? 'graph-garbled' : 'graph-unavailable';
  return new AppError(code, requestId ? { requestId } : {}, { cause });
}

/** https anywhere; http only where nobody can listen in. Throws at start, not at the first question. */
function toRoot(root: string): URL {
  const url = new URL(root);
  const isLoopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(url.hostname);
  if ((url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) || url.username || url.password)
    throw new Error(
      'The root of Graph has to be an https address, or http on a loopback address, without user information.',
    );
  url.search = '';
  url.hash = '';
  return url;
}
