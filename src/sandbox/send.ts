import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from './routes/request';

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const HTML = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Network sign-in</h1></body></html>';

/** Puts the outcome on the wire, whole or as badly as the plan says. */
export async function send(response: ServerResponse, outcome: Outcome): Promise<void> {
  if (outcome.delayMs > 0) await sleep(outcome.delayMs, undefined, { ref: false });
  const { transport, status, headers, body } = outcome;
  if (transport === 'hang') return;
  if (transport === 'reset') {
    response.socket?.destroy();
    return;
  }
  if (transport === 'html') {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(HTML);
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(body));
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const length = transport === 'truncate' ? half.length : bytes.length;
  response.writeHead(status, { ...headers, 'Content-Type': JSON_TYPE, 'Content-Length': length });
  if (transport === 'drop') response.write(half, () => response.socket?.destroy());
  else response.end(transport === 'truncate' ? half : bytes);
}
