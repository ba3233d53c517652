import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { ServerResponse } from 'node:http';
import { createServer as createRestify, type Next, type Request, type Response, type Server } from 'restify';
import type { TurnResult } from './bot/door/turn-result';
import type { Page } from './bot/link-page';
import type { Log } from './log';
import { LIFECYCLE_PATH, NOTIFICATIONS_PATH } from './notifications/addresses';
import type { IntakeReply } from './notifications/intake';
import type { Incoming } from './notifications/receive';
import { readBytes, readJson } from './request-body';
import { setHeaders } from './server-headers';

/** What stands behind the door. */
export interface Behind {
  /** One activity of a channel. Throws only when something is broken. */
  turn(authorization: string, activity: unknown): Promise<TurnResult>;
  /** What keeps Rollcall from working, in sentences; empty when it is ready. */
  troubles(): Promise<string[]>;
  /** What a scraper reads; with a token, only who shows it. Absent: there is no such address. */
  metrics?: { page(): Promise<{ type: string; text: string }>; token?: string };
  /** A request of Graph's, answered once it is kept. Absent: there is no address for notifications. */
  receive?(incoming: Incoming): Promise<IntakeReply>;
  /** What a browser is shown at each of Rollcall's own links; absent: nothing is there. */
  linkPage?: Page;
  /** Where a browser begins and ends its way to Entra's page, which `start` knows by a key; absent where nobody signs in. */
  signIn?: { start: (key: string) => string | undefined; gone: Page; end: Page };
  /** From then on nothing new is taken. Absent: never. */
  isStopping?(): boolean;
}

/** A thousand notifications; more is never read into memory. */
const MOST_NOTIFICATION_BYTES = 1024 * 1024;

const HEADERS_TIME_OUT = 10_000;
const REQUEST_TIME_OUT = 20_000;
const KEEP_ALIVE = 65_000;
/** Seconds: another instance, or the next start of this one, is there by then. */
const RETRY_AFTER = 5;

/** HTTP in, HTTP out: every refusal is a status and a fixed sentence with an id that is in the log too. */
export function createServer(behind: Behind, log: Log): Server {
  const server = createRestify({ name: '', handleUncaughtExceptions: false });
  const isStopping = (): boolean => behind.isStopping?.() ?? false;
  // restify listens for these, and leaves each connection open for good; without a listener they are ordinary requests.
  server.server.removeAllListeners('upgrade');
  server.server.headersTimeout = HEADERS_TIME_OUT;
  server.server.requestTimeout = REQUEST_TIME_OUT;
  server.server.keepAliveTimeout = KEEP_ALIVE;

  server.pre((request: Request, response: Response, next: Next) => {
    setHeaders(response);
    const isRefused = request.method === 'POST' && refuseToStop(response);
    if (isRefused) request.resume();
    next(isRefused ? false : undefined);
  });

  const healthz = async (_request: Request, response: Response): Promise<void> => {
    answer(response, 200, { status: 'ok' });
  };
  const readyz = async (_request: Request, response: Response): Promise<void> => {
    const troubles = isStopping()
      ? ['Rollcall is stopping.']
      : await behind.troubles().catch(() => ['Rollcall could not look.']);
    if (troubles.length === 0) answer(response, 200, { status: 'ready' });
    else answer(response, 503, { status: 'not ready', why: troubles.join(' ') });
  };
  // Some probes ask with HEAD; Node leaves the body out by itself.
  for (const method of ['get', 'head'] as const) {
    server[method]('/healthz', healthz);
    server[method]('/readyz', readyz);
  }
  const { metrics } = behind;
  if (metrics)
    server.get('/metrics', async (request: Request, response: Response): Promise<void> => {
      try {
        if (!showsToken(request, metrics.token)) {
          response.setHeader('WWW-Authenticate', 'Bearer');
          refuse(response, 401, 'Send Authorization: Bearer with the value of METRICS_TOKEN.');
          return;
        }
        const { type, text } = await metrics.page();
        send(response, 200, text, type);
      } catch (error) {
        refuse(response, 500, 'Something went wrong here.', error);
      }
    });
  const { linkPage, signIn } = behind;
  if (linkPage)
    for (const method of ['get', 'head'] as const)
      server[method]('/e/*', async (_request: Request, response: Response): Promise<void> => {
        // The same bytes whatever was asked for: the address is not even looked at.
        show(response, 200, linkPage);
      });
  if (signIn) {
    server.get('/auth/start', async (request: Request, response: Response): Promise<void> => {
      const to = signIn.start(new URLSearchParams(request.getQuery()).get('key') ?? '');
      if (to === undefined) {
        show(response, 404, signIn.gone);
        return;
      }
      response.setHeader('Location', to);
      send(response, 302);
    });
    server.get('/auth/end', async (_request: Request, response: Response): Promise<void> => {
      show(response, 200, signIn.end);
    });
  }
  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const body = await readJson(request);
      if (refuseToStop(response)) return;
      if ('status' in body) {
        refuse(response, body.status, body.why);
        return;
      }
      const result = await behind.turn(request.headers.authorization ?? '', body.value);
      if ('refused' in result) refuse(response, result.status, result.refused);
      else answer(response, result.status, result.body);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      refuse(response, 500, 'Something went wrong here.', error);
    }
  });

  const notifications = async (request: Request, response: Response): Promise<void> => {
    try {
      const bytes = await readBytes(request, MOST_NOTIFICATION_BYTES);
      const { method = '', headers, url = '' } = request;
      const query = url.split('?').slice(1).join('?');
      if (refuseToStop(response)) return;
      const source = request.socket.remoteAddress ?? '';
      const reply = await behind.receive?.({ method, headers, query, source, body: bytes ?? 'too-large' });
      if (!reply) refuse(response, 404, 'There is nothing at this address.');
      else if ('why' in reply) {
        if (reply.retryAfter !== undefined) response.setHeader('Retry-After', reply.retryAfter);
        refuse(response, reply.status, reply.why);
      } else if ('text' in reply) send(response, 200, reply.text, 'text/plain; charset=utf-8');
      else answer(response, reply.status);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      refuse(response, 500, 'Something went wrong here.', error);
    }
  };
  if (behind.receive) for (const path of [NOTIFICATIONS_PATH, LIFECYCLE_PATH]) server.post(path, notifications);

  // restify's own answer follows when a listener calls back, so none of these does.
  server.on('NotFound', (_request, response: Response) => {
    refuse(response, 404, 'There is nothing at this address.');
  });
  server.on('MethodNotAllowed', (_request, response: Response) => {
    refuse(response, 405, 'This address does not take that method.');
  });
  server.on('restifyError', (_request, response: Response, error: { statusCode?: unknown }) => {
    if (error.statusCode === 400) refuse(response, 400, 'This address cannot be read.');
    else refuse(response, 500, 'Something went wrong here.', error);
  });
  return server;

  /** Nothing new is begun that would have to be waited for. */
  function refuseToStop(response: Response): boolean {
    if (!isStopping()) return false;
    response.setHeader('Retry-After', RETRY_AFTER);
    refuse(response, 503, 'Rollcall is stopping.');
    return true;
  }

  function refuse(response: Response, status: number, why: string, error?: unknown): void {
    const id = randomUUID();
    if (status >= 500 && !isStopping()) log.error('a request failed', { status, id, error });
    else log.info('a request was refused', { status, id, why });
    answer(response, status, { error: { message: why, id } });
  }

  function answer(response: Response, status: number, body?: unknown): void {
    if (body === undefined) send(response, status);
    else send(response, status, JSON.stringify(body), 'application/json; charset=utf-8');
  }

  function show(response: Response, status: number, { html, policy }: Page): void {
    response.setHeader('Content-Security-Policy', policy);
    send(response, status, html, 'text/html; charset=utf-8');
  }

  function send(response: Response, status: number, text?: string, type?: string): void {
    if (response.headersSent) return;
    response.statusCode = status;
    // Whoever goes on with this connection would find nobody.
    if (isStopping()) response.setHeader('Connection', 'close');
    if (type !== undefined) response.setHeader('Content-Type', type);
    response.end(text);
  }
}

/** restify replaces `writeHead` of every response in the process, the pretend tenant's included, by one that returns nothing: `writeHead(413).end()` would throw. Called as soon as restify is there. */
function letResponsesChain(): void {
  const { prototype } = ServerResponse;
  const write = Reflect.get(prototype, 'writeHead') as (...head: unknown[]) => unknown;
  const writeHead = function (this: ServerResponse, ...head: unknown[]): ServerResponse {
    write.apply(this, head);
    return this;
  };
  Object.assign(prototype, { writeHead });
}

letResponsesChain();

/** Takes the same time wherever the two differ. */
function showsToken(request: Request, token: string | undefined): boolean {
  if (token === undefined) return true;
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(given ?? '')) && given !== undefined;
}
