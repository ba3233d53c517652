import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the bot made of the channel. */
export interface Sent {
  method: string;
  path: string;
  activity: { type: string; id?: string; replyToId?: string; attachments?: { content: Record<string, any> }[] };
  at: number;
}

export type Fault = { status: number; headers?: Record<string, string> } | 'reset' | 'hang' | 'reset-after-accepting';

/** A Bot Connector: keeps what is sent, and fails as told. */
export interface FakeConnector {
  serviceUrl: string;
  sent: Sent[];
  /** Faults for the requests to come, one each; then all is well again. */
  faults: Fault[];
  /** Resolves when `count` messages (no typing) stand or were updated; rejects after two seconds. */
  messages(count: number): Promise<Sent[]>;
  close(): Promise<void>;
}

export async function startConnector(): Promise<FakeConnector> {
  const sent: Sent[] = [];
  const faults: Fault[] = [];
  let number = 0;
  const server = createServer((request, response) => {
    void receive(request).then(activity => {
      answer(request, response, activity);
    });
  });

  function answer(request: IncomingMessage, response: ServerResponse, activity: Sent['activity']): void {
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object') {
      sent.push({ method: `${request.method!} ${fault.status}`, path: request.url!, activity, at: Date.now() });
      response.writeHead(fault.status, fault.headers).end('{}');
      return;
    }
    sent.push({ method: request.method!, path: request.url!, activity, at: Date.now() });
    if (fault === 'reset-after-accepting') {
      request.socket.destroy();
      return;
    }
    const id = request.method === 'PUT' ? request.url!.split('/').pop() : `message-${++number}`;
    response
      .writeHead(request.method === 'PUT' ? 200 : 201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id }));
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/_connector`,
    sent,
    faults,
    async messages(count) {
      const arrived = () => sent.filter(one => one.activity.type === 'message' && /^[A-Z]+$/.test(one.method));
      const until = Date.now() + 2000;
      while (arrived().length < count && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 5));
      if (arrived().length < count) throw new Error(`${arrived().length} messages instead of ${count}`);
      return arrived();
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage): Promise<Sent['activity']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
