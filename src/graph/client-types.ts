import type { AskerToken } from '../domain/sources';
import type { Budget } from './budget';
import type { Decision, Method, Outcome, RetryLimits } from './retry';
import type { TransportLimits } from './transport';

/* What the parts of the client owe each other. */

export interface PageLimits {
  pages: number;
  rows: number;
  /** Empty pages in a row. */
  emptyPages: number;
  /** Milliseconds of empty pages in a row. */
  emptyMs: number;
}

export type GraphLimits = TransportLimits & RetryLimits & PageLimits;

export interface ReadOptions {
  /** Gives way to people's questions. */
  background?: boolean | undefined;
  signal?: AbortSignal | undefined;
  /** Sent as the header `Prefer`, with every page; batches do not carry it. */
  prefer?: string | undefined;
  /** Which of Graph's limits it counts against: that of virtual events unless said. */
  counts?: 'callRecords' | undefined;
}

/** How something is made. */
export interface WriteOptions extends ReadOptions {
  /** What it takes from the budget of reads; as much as making something in an event unless said. */
  reads?: number | undefined;
}

/** A change to something that is there. */
export interface Change {
  method: Exclude<Method, 'GET'>;
  body?: object;
}

/** The token to send, the app's own or an asker's. */
export type Token = AskerToken;

/** In whose name Graph is asked: the app's, or that of the person whose token is sent. */
export type Whose = 'app' | 'person';

export interface GraphClient {
  root: string;
  whose: Whose;
  /** The same client in a person's name, for every request, page and batch. Closing it does nothing. */
  as(token: Token): GraphClient;
  limits: GraphLimits;
  now: () => number;
  /** The JSON at a path below `/v1.0`, or at an absolute address below the root. Throws AppError. */
  get(path: string | URL, options?: ReadOptions): Promise<unknown>;
  /** Many paths at once, in batches of 20; one result each, in order. Throws only when aborted. */
  getMany(paths: string[], options?: ReadOptions): Promise<PromiseSettledResult<unknown>[]>;
  /** Sends a body once, and again only where Graph surely did nothing: refused connections, 401, 429. Throws AppError; whether anything was made is then not always known. */
  post(path: string, body: object, options?: WriteOptions): Promise<unknown>;
  /** Changes something in a way that does no harm when it happens twice: tried again like a read. The answer's JSON, undefined where it is empty. Throws AppError. */
  change(path: string, change: Change, options?: WriteOptions): Promise<unknown>;
  /** The address that `get` makes of a path. */
  address(path: string | URL): URL;
  close(): Promise<void>;
}

/** The tries of one question, over all its requests. */
export interface Tries {
  budget: Budget;
  made: number;
  startedAt: number;
  /** Milliseconds in line for the budget: they don't count as Graph's. */
  queuedMs: number;
  freshToken: boolean;
}

/** One question to Graph: waits for the budget, tries, judges, waits, tries again. Throws AppError. */
export type Send = (
  request: { url: URL; method: Method; body?: string; reads: number; makes?: true; mayBeEmpty?: true },
  options: WriteOptions,
  tries: Tries,
) => Promise<unknown>;

/** What retries need to know, for requests inside a batch as well. */
export interface Judge {
  startTries(counts?: ReadOptions['counts']): Tries;
  decide(outcome: Outcome, tries: Tries, method?: 'GET' | 'POST'): Decision;
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}
