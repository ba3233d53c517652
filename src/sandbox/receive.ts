import type { IncomingMessage } from 'node:http';
import { segmentsOf } from './routes/query';
import type { GraphRequest } from './routes/request';

export class BodyTooLong extends Error {}

/** Enough for a batch of 20. */
const LONGEST_BODY = 1_000_000;

/** The body as JSON, as text where it is none, or undefined. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > LONGEST_BODY) throw new BodyTooLong();
    chunks.push(bytes);
  }
  if (length === 0) return undefined;
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** One request from the network. */
export function toGraphRequest(request: IncomingMessage, body: unknown): GraphRequest {
  const asked = request.url ?? '/';
  const url = URL.parse(`http://127.0.0.1${asked}`) ?? new URL('http://127.0.0.1/');
  const [version = '', ...segments] = segmentsOf(url.pathname);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    url: asked,
    path: url.pathname,
    version,
    segments,
    query: url.searchParams,
    headers: Object.fromEntries(headers) as GraphRequest['headers'],
    body,
  };
}
