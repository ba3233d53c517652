import { randomUUID } from 'node:crypto';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { createServer as createRestify, type Request, type Response, type Server } from 'restify';
import type { TurnResult } from './bot/bot';
import type { Log } from './log';
import type { IntakeReply } from './notifications/intake';
import type { Incoming } from './notifications/receive';

/** What stands behind the door. */
export interface Behind {
  /** One activity of a channel. Throws only when something is broken. */
  turn(authorization: string, activity: unknown): Promise<TurnResult>;
  /** Whether Graph can be reached. */
  isReady(): Promise<boolean>;
  /** A request of Graph's, answered once it is kept. Absent: there is no address for notifications. */
  receive?(incoming: Incoming): Promise<IntakeReply>;
}

const HEADERS_TIME_OUT = 10_000;
const REQUEST_TIME_OUT = 20_000;
const KEEP_ALIVE = 65_000;

/** HTTP in, HTTP out: every refusal is a status and a fixed sentence with an id that is in the log too. */
export function createServer(behind: Behind, log: Log): Server {
  letResponsesChain();
  const server = createRestify({ name: '', handleUncaughtExceptions: false });
  server.server.headersTimeout = HEADERS_TIME_OUT;
  server.server.requestTimeout = REQUEST_TIME_OUT;
  server.server.keepAliveTimeout = KEEP_ALIVE;

  const healthz = async (_request: Request, response: Response): Promise<void> => {
    answer(response, 200, { status: 'ok' });
  };
  const readyz = async (_request: Request, response: Response): Promise<void> => {
    const ready = await behind.isReady().catch(() => false);
    if (ready) answer(response, 200, { status: 'ready' });
    else answer(response, 503, { status: 'not ready', why: 'Microsoft Graph cannot be reached.' });
  };
  // Some probes ask with HEAD; Node leaves the body out by itself.
  for (const method of ['get', 'head'] as const) {
    server[method]('/healthz', healthz);
    server[method]('/readyz', readyz);
  }
  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const body = await readJson(request);
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
      const reply = await behind.receive?.({ method, headers, query, body: bytes ?? 'too-large' });
      if (!reply) refuse(response, 404, 'There is nothing at this address.');
      else if ('why' in reply) refuse(response, reply.status, reply.why);
      else if ('text' in reply) answerText(response, reply.text);
      else answer(response, reply.status);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      refuse(response, 500, 'Something went wrong here.', error);
    }
  };
  if (behind.receive)
    for (const path of ['/api/notifications', '/api/notifications/lifecycle']) server.post(path, notifications);

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

  function refuse(response: Response, status: number, why: string, error?: unknown): void {
    const id = randomUUID();
    if (status >= 500) log.error('a request failed', { status, id, error });
    else log.info('a request was refused', { status, id, why });
    answer(response, status, { error: { message: why, id } });
  }
}

const chaining = new WeakSet<object>();

/** restify replaces `writeHead` of every response in the process, the pretend tenant's included, by one that returns nothing: `writeHead(413).end()` would throw. */
function letResponsesChain(): void {
  const { prototype } = ServerResponse;
  const write = Reflect.get(prototype, 'writeHead') as (...head: unknown[]) => unknown;
  if (chaining.has(write)) return;
  const writeHead = function (this: ServerResponse, ...head: unknown[]): ServerResponse {
    write.apply(this, head);
    return this;
  };
  chaining.add(writeHead);
  Object.assign(prototype, { writeHead });
}

function answer(response: Response, status: number, body?: unknown): void {
  if (response.headersSent) return;
  response.statusCode = status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** Plain text and nothing more: a browser is told not to guess. */
function answerText(response: Response, text: string): void {
  response.statusCode = 200;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(text);
}

/** A thousand notifications; more is never read into memory. */
const MOST_NOTIFICATION_BYTES = 1024 * 1024;
/** Teams' activities stay far below; more is never read into memory. */
const MOST_BYTES = 256 * 1024;
const DEEPEST_JSON = 64;

type Body = { value: unknown } | { status: 400 | 413 | 415; why: string };

const tooLarge = { status: 413, why: `The body is larger than ${MOST_BYTES / 1024} KB.` } as const;
const notJson = { status: 400, why: 'The body is not valid JSON in UTF-8.' } as const;

/** Reads a JSON body under these limits, or says which status refuses it. Bytes are counted as they come, and compressed ones are refused. */
async function readJson(request: IncomingMessage): Promise<Body> {
  const { headers } = request;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity')
    return { status: 415, why: 'Compressed bodies are not accepted.' };
  if (!isJson(headers['content-type'])) return { status: 415, why: 'Send application/json in UTF-8.' };
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return tooLarge;

  const bytes = await readBytes(request);
  if (bytes === undefined) return tooLarge;
  const text = toText(bytes);
  if (text === undefined) return notJson;
  if (isDeeperThan(text, DEEPEST_JSON))
    return { status: 400, why: `The body is nested deeper than ${DEEPEST_JSON} levels.` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return notJson;
  }
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  return (
    type?.trim() === 'application/json' &&
    parameters.every(one => !one.trim().startsWith('charset=') || /^charset="?utf-?8"?$/.test(one.trim()))
  );
}

/** Undefined when there is too much of it; the rest is left to flow away unread, so that the sender still gets to read the answer. */
function readBytes(request: IncomingMessage, most = MOST_BYTES): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= most) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      request.resume();
      resolve(undefined);
    };
    request.on('data', take);
    request.once('end', () => {
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      reject(new Error('closed before its end'));
    });
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings, without recursion, before anything parses them. */
function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      if (++depth > limit) return true;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
