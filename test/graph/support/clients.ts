import { createGraphClient, type GraphClientOptions } from '../../../src/graph/client';
import type { GraphClient } from '../../../src/graph/client-types';
import { startServer, type GraphServer, type Handler } from './graph-server';

const open: { close(): Promise<void> }[] = [];

/** A server and a client for it whose waits are noted and not waited. */
export async function startPair(handler: Handler, options: Partial<GraphClientOptions> = {}) {
  const server = await startServer(handler);
  const { client, slept } = clientFor(server.root, options);
  open.push(server);
  return { server, client, slept };
}

/** Time stands still except in `sleep`, which jumps. */
export function clientFor(root: string, options: Partial<GraphClientOptions> = {}) {
  const slept: number[] = [];
  let skipped = 0;
  const client: GraphClient = createGraphClient({
    root,
    token: async () => 'token-1',
    now: () => 1_800_000_000_000 + skipped,
    sleep: async ms => {
      slept.push(ms);
      skipped += ms;
    },
    random: () => 0.5,
    ...options,
  });
  open.push(client);
  return { client, slept };
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map(one => one.close()));
}

export type { GraphServer };
