import { RollcallAdapter } from '../../src/bot/adapter';
import { onlyLoopback } from '../../src/bot/door/clouds';
import { createPost } from '../../src/bot/posting/post';
import { createPosting } from '../../src/bot/posting/posting';
import { SEND_JOB } from '../../src/store/intend';
import { openStore, type StoreConfig } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';

/** Where a process that posts what waits in a database ends, as if its power went: `crashing-poster.ts <StoreConfig as JSON> <point>`. */
export const crashPoints = [
  'before the lease',
  'in the lease',
  'after the lease',
  'as it leaves',
  'after it was accepted',
  'in the settlement',
  'after the settlement',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

const crash = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way.
  for (;;);
};

async function run(config: StoreConfig, point: CrashPoint): Promise<void> {
  const store = await openStore(config, {
    jobs: { names: [SEND_JOB], pollMs: 25 },
    now: Date.now,
    random: () => 0.5,
    onError: () => undefined,
  });
  let isPosted = false;
  let isSending = false;
  const watched: Store = {
    ...store,
    transaction: work =>
      store.transaction(async tx => {
        const result = await work(tx);
        if (point === 'in the settlement' && isPosted) crash();
        if (point === 'in the lease' && isSending && isLeased(result)) crash();
        return result;
      }),
    jobs: {
      ...store.jobs,
      work: (name, handler, options) =>
        store.jobs.work(
          name,
          (data, job) => {
            if (point === 'before the lease') crash();
            isSending = true;
            return handler(data, job);
          },
          options,
        ),
    },
  };
  const adapter = new RollcallAdapter({ credentials: undefined, cloud: 'global', serviceUrl: onlyLoopback });
  const post = createPost({ adapter, serviceUrl: onlyLoopback, now: Date.now });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, mask: () => undefined };
  const posting = createPosting({
    store: watched,
    async post(place, card, options) {
      if (point === 'after the lease') crash();
      const posted = await post(place, card, point === 'as it leaves' ? { ...options, onLeave: crash } : options);
      if (point === 'after it was accepted') crash();
      isPosted = true;
      return posted;
    },
    rightOf: () => Promise.resolve(Date.now()),
    figuresOnly: false,
    now: Date.now,
    random: () => 0.5,
    log,
    told: () => {
      if (point === 'after the settlement') crash();
    },
  });
  await posting.start();
}

function isLeased(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'row' in result && 'leaseUntil' in (result.row as object);
}

const [, , config, point] = process.argv;
if (require.main === module) void run(JSON.parse(config!) as StoreConfig, point as CrashPoint);
