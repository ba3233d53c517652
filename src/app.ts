import { createAnswerer } from './bot/answerer';
import { createBot } from './bot/bot';
import { createFileOffers } from './bot/file-offers';
import { linkPage } from './bot/link-page';
import { onlyOneDrive, onlyPretendDrive } from './bot/door/upload-address';
import { botClouds, onlyHosts, onlyLoopback } from './bot/door/clouds';
import type { Answerer } from './bot/command';
import type { Pace } from './bot/door/progress';
import type { Config } from './config';
import { createLog, type Log } from './log';
import { createServer } from './server';
import { openSources } from './sources';

export interface App {
  /** Listens; the port that was taken. */
  start(): Promise<{ port: number }>;
  /** Takes nothing more, lets running answers finish for up to 10 seconds, then closes everything. */
  stop(): Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface Overrides {
  now?: () => number;
  log?: Log;
  answerer?: Answerer;
  pace?: Partial<Pace>;
  /** The SDK's settings: a key server of one's own. */
  botSettings?: Readonly<Record<string, string>>;
  drainMs?: number;
}

const DRAIN = 10_000;
const LOOPBACK = '127.0.0.1';
/** The pretend tenant's people live in one tenant, whatever the channel calls it. */
const SANDBOX_TENANT = 'sandbox';

/** Puts the parts together; nothing listens to the outside before `start`. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const { now = Date.now, log = createLog(config.logLevel), drainMs = DRAIN } = overrides;
  const sources = await openSources(config, { now, log });
  const isSandbox = config.mode === 'sandbox';
  const files = createFileOffers({ now });
  const bot = createBot({
    answerer: overrides.answerer ?? createAnswerer({ sourceFor: sources.sourceFor, files, now, log }),
    files,
    mayUploadTo: isSandbox ? onlyPretendDrive : onlyOneDrive,
    askers: {
      personOf: sources.personOf,
      tenantId: sources.tenantId,
      tenantUnlessNamed: isSandbox ? SANDBOX_TENANT : undefined,
      figuresOnly: config.figuresOnly,
      untypedIsPersonal: isSandbox,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    },
    cloud: isSandbox ? 'global' : config.cloud,
    credentials: isSandbox ? undefined : config.bot,
    serviceUrl: isSandbox ? onlyLoopback : onlyHosts(botClouds[config.cloud].hosts),
    channel: isSandbox ? undefined : 'msteams',
    log,
    now,
    ...(overrides.pace && { pace: overrides.pace }),
    ...(overrides.botSettings && { settings: overrides.botSettings }),
  });
  const server = createServer(
    {
      turn: (authorization, activity) => bot.turn(authorization, activity),
      isReady: () => sources.isReachable(),
      linkPage: linkPage(isSandbox ? undefined : config.bot.id),
    },
    log,
  );

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        // What an earlier process left behind.
        files.sweep().catch((error: unknown) => {
          log.warn('could not sweep old files', { error });
        });
        const listening = (): void => {
          const { port } = server.address();
          log.info('listening', { port, mode: config.mode, figuresOnly: config.figuresOnly });
          resolve({ port });
        };
        // Without sign-in, nobody but this machine gets in.
        if (isSandbox) server.listen(config.port, LOOPBACK, listening);
        else server.listen(config.port, listening);
      }),
    async stop() {
      const closed = new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
      });
      server.server.closeIdleConnections();
      await bot.settle(drainMs);
      await Promise.race([closed, new Promise(resolve => setTimeout(resolve, 500).unref())]);
      server.server.closeAllConnections();
      await files.close();
      await sources.close();
    },
  };
}
