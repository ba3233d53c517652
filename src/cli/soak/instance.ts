import { createApp } from '../../app';
import { readConfig } from '../../config';
import { createGraphClient } from '../../graph/client';
import { createSubscriptionSource } from '../../graph/subscriptions';
import type { InstanceSettings } from './instances';

/** Rollcall as it runs anywhere, with shorter times and the pretend tenant of another process; says its port on stdout. */
async function main(): Promise<void> {
  const { graphRoot, tenantId, publicUrl, times } = JSON.parse(process.env.SOAK ?? '{}') as InstanceSettings;
  const client = createGraphClient({ root: graphRoot, token: () => Promise.resolve('soak') });
  const app = await createApp(readConfig(process.env), {
    parts: {
      store: { looksAfter: times.looks },
      finding: {
        sweepMs: times.sweep,
        subscribing: {
          ...{ tenantId, source: createSubscriptionSource(client), publicUrl: () => publicUrl },
          ...{ secret: 'the same for all of them', everyMs: times.sweep },
        },
      },
      posting: { everyMs: times.posting, leaseMs: times.lease },
    },
  });
  process.once('SIGTERM', () => void app.stop().then(() => client.close()));
  const { port } = await app.start();
  console.log(JSON.stringify({ port }));
}

void main();
