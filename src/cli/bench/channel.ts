import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { closed, listening } from '../../sandbox/loopback';

/** One message that Rollcall put somewhere. */
export interface Arrival {
  conversation: string;
  /** When it came, and when it was answered, in milliseconds since 1970. */
  at: number;
  answeredAt: number;
  body: string;
}

/** A Teams that takes every message, in the process that measures: its times are not Rollcall's own. */
export interface Channel {
  serviceUrl: string;
  /** Oldest first. */
  arrivals: Arrival[];
  /** Resolves when so many messages were answered, or that one; rejects after so many milliseconds. */
  until(isSo: (arrivals: readonly Arrival[]) => boolean, withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Finer than Date.now(), and never set back. */
export const clockMs = (): number => performance.timeOrigin + performance.now();

export async function startChannel(answerMs: number): Promise<Channel> {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const at = clockMs();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void delay(answerMs).then(() => {
        const conversation = decodeURIComponent(request.url?.split('/')[3] ?? '');
        const body = Buffer.concat(chunks).toString();
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: `message-${arrivals.length + 1}` }));
        // Typing shows nothing.
        if (!body.includes('"type":"message"')) return;
        arrivals.push({ conversation, at, answeredAt: clockMs(), body });
        for (const look of waiting) look();
      });
    });
  });
  return {
    serviceUrl: await listening(server),
    arrivals,
    until: (isSo, withinMs) =>
      new Promise((resolve, reject) => {
        const end = (then: () => void): void => {
          clearTimeout(timer);
          waiting.delete(look);
          then();
        };
        const look = (): void => {
          if (isSo(arrivals)) end(resolve);
        };
        const timer = setTimeout(() => {
          end(() => {
            reject(new Error(`${arrivals.length} messages had come after ${withinMs / 1000} s, and no more`));
          });
        }, withinMs);
        waiting.add(look);
        look();
      }),
    close: () => closed(server),
  };
}
