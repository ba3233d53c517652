import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Seen {
  method: string;
  /** Path and query as they came over the wire. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  at: number;
}

export type Handler = (seen: Seen, response: ServerResponse, count: number) => unknown;

export interface GraphServer {
  root: string;
  seen: Seen[];
  close(): Promise<void>;
}

/** A server on the loopback that answers as the test says; `count` is the number of requests so far, from 1. */
export async function startServer(handler: Handler): Promise<GraphServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const one = { method: request.method!, url: request.url!, headers: request.headers, body, at: Date.now() };
      seen.push(one);
      handler(one, response, seen.length);
    });
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  return response.end(JSON.stringify(body));
}

/** An error as Graph words it. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message = '',
  headers: Record<string, string> = {},
) {
  return sendJson(response, { error: { code, message, innerError: { 'request-id': 'req-1' } } }, status, headers);
}
