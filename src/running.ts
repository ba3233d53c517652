import type { Bot } from './bot/bot';
import type { FileOffers } from './bot/file-offers';
import type { Posting } from './bot/posting/posting';
import type { Watching } from './bot/watch/watching';
import type { Config } from './config';
import type { Log } from './log';
import type { Auditing } from './operations/auditing';
import type { Finding } from './notifications/finding';
import type { createServer } from './server';
import type { Sources } from './sources';
import type { Store } from './store/store';
import { within } from './within';

/** What app.ts put together, in the order in which work on it starts. */
export interface Parts {
  server: ReturnType<typeof createServer>;
  bot: Bot;
  posting: Posting;
  finding: Finding;
  watching: Watching;
  files: FileOffers;
  auditing: Auditing;
  store: Store;
  sources: Sources;
  /** What the process does for itself beside all that. */
  startUpkeep: () => Promise<unknown>;
}

export interface Running {
  /** Listens; the port that was taken. */
  start(): Promise<{ port: number }>;
  /** Takes nothing more, lets running answers and jobs finish for up to `drainMs` in all, then closes everything. */
  stop(): Promise<void>;
  isStopping(): boolean;
}

export const LOOPBACK = '127.0.0.1';
const DRAIN = 9_000;
/** What is left for the rest to hang up when answers took all the time: ten seconds in all. */
const LEAST_DRAIN = 500;

/** Starts and stops all of it, in order. */
export function createRunning(
  { server, bot, posting, finding, watching, files, auditing, store, sources, startUpkeep }: Parts,
  config: Config,
  { log, drainMs = DRAIN }: { log: Log; drainMs?: number | undefined },
): Running {
  let isListening = false;
  let isStopping = false;
  let starting: Promise<void> | undefined;

  const startWork = async (): Promise<void> => {
    await posting.start();
    await finding.start();
    await startUpkeep();
  };

  return {
    isStopping: () => isStopping,
    async start() {
      const port = await new Promise<number>((resolve, reject) => {
        server.once('error', reject);
        const listening = (): void => {
          resolve(server.address().port);
        };
        // Without sign-in, nobody but this machine gets in.
        if (config.mode === 'sandbox') server.listen(config.port, LOOPBACK, listening);
        else server.listen(config.port, listening);
      });
      isListening = true;
      // What an earlier process left behind.
      files.sweep().catch((error: unknown) => {
        log.warn('could not sweep old files', { error });
      });
      starting = startWork();
      await starting;
      log.info('listening', { port, mode: config.mode, figuresOnly: config.figuresOnly, store: store.kind });
      return { port };
    },
    async stop() {
      const startedAt = performance.now();
      isStopping = true;
      // What has only half begun could not be ended.
      await starting?.catch(() => undefined);
      const closed = new Promise<void>(resolve => {
        if (!isListening) resolve();
        else
          server.close(() => {
            resolve();
          });
      });
      server.server.closeIdleConnections();
      const rounds = Promise.all([finding.stop(), posting.stop()]);
      const [, ended] = await Promise.all([bot.settle(drainMs), within(rounds, drainMs)]);
      await within(watching.settle(), LEAST_DRAIN);
      server.server.closeIdleConnections();
      await within(closed, LEAST_DRAIN);
      server.server.closeAllConnections();
      if (!ended) {
        // Whoever still waits for Graph hears that nothing comes, while there is a store to say so to.
        await sources.close();
        await within(rounds, LEAST_DRAIN);
      }
      await auditing.settle(LEAST_DRAIN);
      await store.close(Math.max(LEAST_DRAIN, drainMs - (performance.now() - startedAt)));
      await files.close();
      if (ended) await sources.close();
    },
  };
}
