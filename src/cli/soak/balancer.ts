import { createServer } from 'node:http';
import { closed, listening } from '../../sandbox/loopback';

/** One address for several instances, as a load balancer has it: it knows only which ports listen. */
export interface Balancer {
  origin: string;
  close(): Promise<void>;
}

const LONGEST = 5_000;

/** `random`: 0 to 1. */
export async function startBalancer(ports: () => number[], random: () => number): Promise<Balancer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const all = ports();
      const port = all[Math.floor(random() * all.length)];
      forward(port, request.url ?? '/', request.headers['content-type'] ?? '', Buffer.concat(chunks)).then(
        ({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text),
        // Nobody is there, or whoever was there is gone.
        () => response.writeHead(502).end(),
      );
    });
  });
  return {
    origin: await listening(server),
    close: () => closed(server),
  };
}

async function forward(port: number | undefined, path: string, type: string, body: Buffer) {
  if (port === undefined) throw new Error('nobody listens');
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body.toString(),
    signal: AbortSignal.timeout(LONGEST),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}
