import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What may go wrong with one request: that status, with this body and after this long · delayMs: it was done, and the answer comes so much later ·
 * reset: the connection breaks, nothing was done · reset-after-accepting: it was done, and the connection breaks before the answer · hang: no answer
 * ever.
 */
export type ChannelFault =
  | { status: number; headers?: Record<string, string>; body?: object; afterMs?: number }
  | { delayMs: number }
  | 'hang'
  | 'reset'
  | 'reset-after-accepting';

export interface ChannelReply {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

/** How Bot Connector and Graph write a refusal. */
export function refused(status: number, code: string, message: string): ChannelReply {
  return { status, body: { error: { code, message } } };
}

/** Answers one request, or breaks it as the fault says. `run` does what was asked. */
export async function answerOr(
  fault: ChannelFault | undefined,
  { socket }: IncomingMessage,
  response: ServerResponse,
  run: () => ChannelReply,
): Promise<void> {
  if (fault === 'hang') return;
  if (fault === 'reset') {
    socket.destroy();
    return;
  }
  if (typeof fault === 'object' && 'status' in fault) {
    if (fault.afterMs !== undefined) await sleep(fault.afterMs, undefined, { ref: false });
    reply(response, { body: {}, ...fault });
    return;
  }
  const answer = run();
  if (typeof fault === 'object') await sleep(fault.delayMs, undefined, { ref: false });
  if (fault === 'reset-after-accepting') socket.destroy();
  else reply(response, answer);
}

function reply(response: ServerResponse, { status, headers, body }: ChannelReply): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
