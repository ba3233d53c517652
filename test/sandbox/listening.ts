import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../src/sandbox/server';
import type { Answered } from './asking';

export interface Listener {
  url: string;
  lifecycleUrl: string;
  /** Paths and tokens of the handshakes, in order. */
  handshakes: { path: string; token: string }[];
  /** The items of every POST, one list each. */
  batches: any[][];
  /** All items so far. */
  items(): any[];
  /** What it answers to the next notifications; 202 when there is none left. */
  statuses: (number | 'hang')[];
  /** What it answers to handshakes, in place of the right answer. */
  onHandshake: ((token: string, response: ServerResponse, path: string) => void) | undefined;
  close(): Promise<void>;
}

/** An app that wants notifications. */
export async function startListener(): Promise<Listener> {
  const server = createServer((request, response) => {
    void take(request, response);
  });
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url!, 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = url.searchParams.get('validationToken');
    if (token !== null) {
      listener.handshakes.push({ path: url.pathname, token });
      if (listener.onHandshake) listener.onHandshake(token, response, url.pathname);
      else response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(token);
      return;
    }
    const status = listener.statuses.shift() ?? 202;
    if (status === 'hang') return;
    listener.batches.push(JSON.parse(Buffer.concat(chunks).toString()).value);
    response.writeHead(status).end();
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listener: Listener = {
    url: `${root}/notifications?kind=1`,
    lifecycleUrl: `${root}/lifecycle`,
    handshakes: [],
    batches: [],
    items: () => listener.batches.flat(),
    statuses: [],
    onHandshake: undefined,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return listener;
}

/** One request with a body. */
export async function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  token = 'app',
): Promise<Answered> {
  const response = await fetch(`${sandbox.root}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

export const reportsOf = (event: { path: string }) => `${event.path.slice(1)}/getAttendanceReports`;

/** A body that keeps every rule. */
export function subscriptionTo(listener: Listener, resource: string, now: number, rest: object = {}): object {
  return {
    changeType: 'created',
    notificationUrl: listener.url,
    lifecycleNotificationUrl: listener.lifecycleUrl,
    resource,
    expirationDateTime: new Date(now + 23 * 3_600_000).toISOString(),
    clientState: 'secret client state',
    ...rest,
  };
}
