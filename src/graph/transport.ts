import { isAscii, isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import Agent from 'undici/lib/dispatcher/agent.js';
import { createBuffers, exchange, tooLarge } from './exchange';
import type { Method, Outcome } from './retry';

export interface TransportLimits {
  connectMs: number;
  /** From sending to the last byte of the answer. */
  answerMs: number;
  /** Longest body, unpacked. */
  bodyBytes: number;
  /** Sockets open at once. */
  connections: number;
}

export const TRANSPORT_LIMITS: TransportLimits = {
  connectMs: 10_000,
  answerMs: 30_000,
  bodyBytes: 20_000_000,
  connections: 32,
};

export interface Ask {
  url: URL;
  method: Method;
  headers: Record<string, string>;
  body?: string;
  /** A good answer without any body is one. */
  mayBeEmpty?: true;
  /** At most this long, if less than `answerMs`. */
  withinMs: number;
  signal?: AbortSignal | undefined;
}

/** An answer with its JSON, or how it failed to be one. `body` is undefined when it is no JSON. */
export interface Reply {
  outcome: Outcome;
  /** By lower-case name; empty when no answer came. */
  headers: Record<string, string | undefined>;
  body: unknown;
  cause?: unknown;
}

export interface Transport {
  /** Never throws, except the signal's reason when the caller gave up. */
  ask(ask: Ask): Promise<Reply>;
  close(): Promise<void>;
}

const unzip = promisify(gunzip);

/** HTTP and nothing more: one try, no redirect, no proxy from the environment, bounded in time and size. */
export function createTransport(limits: TransportLimits): Transport {
  const agent = new Agent({
    connect: { timeout: limits.connectMs },
    connections: limits.connections,
    headersTimeout: limits.answerMs,
    bodyTimeout: limits.answerMs,
    allowH2: false,
  });

  const buffers = createBuffers();

  async function ask({ url, method, headers, body, mayBeEmpty, withinMs, signal }: Ask): Promise<Reply> {
    signal?.throwIfAborted();
    const stop = new AbortController();
    const timer = setTimeout(
      () => {
        stop.abort(late);
      },
      Math.min(withinMs, limits.answerMs),
    );
    const onAbort = () => {
      stop.abort(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const path = url.pathname + url.search;
      const request = { origin: url.origin, path, method, headers, body: body ?? null };
      const answer = await exchange(agent, request, { buffers, mostBytes: limits.bodyBytes, signal: stop.signal });
      const flat = flattened(answer.headers);
      const isFine = answer.status >= 200 && answer.status < 300;
      const isEmpty = mayBeEmpty === true && answer.bytes.length === 0;
      const { json, isJson } = await toJson(answer.bytes, flat, limits.bodyBytes).finally(answer.release);
      const outcome: Outcome =
        isFine && !isJson && !isEmpty
          ? { kind: 'unreadable' }
          : { kind: 'status', status: answer.status, retryAfter: flat['retry-after'], date: flat.date };
      return { outcome, headers: flat, body: json };
    } catch (cause) {
      signal?.throwIfAborted();
      return { outcome: { kind: failureKind(cause) }, headers: {}, body: undefined, cause };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return { ask, close: () => agent.destroy() };
}

const late = { code: 'ROLLCALL_LATE' };
/** JSON by its content type, in UTF-8, whole. */
async function toJson(
  bytes: Buffer,
  headers: Reply['headers'],
  most: number,
): Promise<{ isJson: boolean; json?: unknown }> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!isJsonType(headers['content-type'] ?? '') || !/^(identity|gzip)$/i.test(encoding)) return { isJson: false };
  try {
    const plain = /gzip/i.test(encoding) ? await unzip(bytes, { maxOutputLength: most }) : bytes;
    // Most answers are plain ASCII, which becomes a string in a third of the time.
    if (isAscii(plain)) return { isJson: true, json: JSON.parse(plain.toString('latin1')) };
    if (!isUtf8(plain)) return { isJson: false };
    const hasMark = plain[0] === 0xef && plain[1] === 0xbb && plain[2] === 0xbf;
    return { isJson: true, json: JSON.parse(plain.toString('utf8', hasMark ? 3 : 0)) };
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw Object.assign(new Error(), tooLarge, { cause });
    return { isJson: false };
  }
}

function isJsonType(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map(one => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(one)?.[1]).find(one => one !== undefined);
  return /^\s*application\/(\S+\+)?json\s*$/.test(type) && /^(utf-?8|us-ascii)?$/.test(charset ?? '');
}

function failureKind(cause: unknown): 'refused' | 'reset' | 'timeout' | 'too-large' {
  const code = String((cause as { code?: unknown } | null)?.code);
  if (code === tooLarge.code) return 'too-large';
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code))
    return 'refused';
  return code === late.code || /TIMEOUT|ETIMEDOUT/.test(code) ? 'timeout' : 'reset';
}

function flattened(headers: Record<string, string | string[] | undefined>): Reply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
