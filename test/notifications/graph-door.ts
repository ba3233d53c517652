import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Finding } from '../../src/notifications/finding';
import { createIntake } from '../../src/notifications/intake';

/** Rollcall's door for Graph alone: what arrives goes to whoever finds out at the moment. */
export async function startGraphDoor(now: () => number = Date.now) {
  let finding: Finding | undefined;
  const intake = createIntake({
    now,
    keep: rows => finding?.keep(rows) ?? Promise.reject(new Error('down')),
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [, query = ''] = (request.url ?? '').split('?');
      const { method = '', headers } = request;
      void intake({ method, headers, query, body: Buffer.concat(chunks) }).then(reply => {
        if (reply.status === 200) response.writeHead(200, { 'content-type': 'text/plain' }).end(reply.text);
        else response.writeHead(reply.status).end();
      });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (one: Finding) => void (finding = one),
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
