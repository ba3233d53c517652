import { createAnswerer } from './bot/answerer';
import { createBot } from './bot/bot';
import { commands } from './bot/commands';
import { createDemo } from './bot/commands/demo';
import { createFileOffers } from './bot/file-offers';
import { linkPage } from './bot/link-page';
import { onlyOneDrive, onlyPretendDrive } from './bot/door/upload-address';
import { botClouds, onlyHosts, onlyLoopback } from './bot/door/clouds';
import { onlyGuid } from './bot/door/asked';
import { ASKS_PER_MINUTE, createPersonRate } from './bot/door/person-rate';
import type { Answerer } from './bot/command';
import type { Pace } from './bot/door/progress';
import { createPostBooks } from './bot/posting/post-book';
import { createPosting, type PostingOptions } from './bot/posting/posting';
import { createWatching } from './bot/watch/watching';
import type { Config } from './config';
import { DEFAULT_THRESHOLDS } from './domain/attendance';
import { createLog, type Log } from './log';
import { createFinding, type FindingOptions } from './notifications/finding';
import { createIntake } from './notifications/intake';
import { FINDING_JOBS } from './notifications/jobs';
import { readBacklogAge } from './operations/figures';
import { createMetrics } from './operations/metrics';
import { PURGE_JOB, startPurging } from './operations/purging';
import { readTroubles } from './operations/readiness';
import { createServer } from './server';
import { botCredentialsOf, openSources, subscribingFor, type Elsewhere } from './sources';
import { SEND_JOB } from './store/intend';
import { openStore, type StoreOptions } from './store/open-store';
import { defaultPeriods } from './store/retention';
import type { Store } from './store/store';

export interface App {
  /** Listens; the port that was taken. */
  start(): Promise<{ port: number }>;
  /** Takes nothing more, lets running answers and jobs finish for up to 10 seconds in all, then closes everything. */
  stop(): Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface Overrides {
  now?: () => number;
  random?: () => number;
  log?: Log;
  answerer?: Answerer;
  pace?: Partial<Pace>;
  /** The SDK's settings: a key server of one's own. */
  botSettings?: Readonly<Record<string, string>>;
  drainMs?: number;
  /** Stand-ins for Graph and Entra. */
  elsewhere?: Elsewhere;
  /** Settings of the parts, in the place of their own: shorter times, or where to be told of reports. */
  parts?: { store?: Partial<StoreOptions>; finding?: Partial<FindingOptions>; posting?: Partial<PostingOptions> };
}

const DRAIN = 10_000;
/** What is left for jobs to hang up when answers took all the time. */
const LEAST_DRAIN = 500;
const LOOPBACK = '127.0.0.1';
/** Of an activity that names no tenant, where another Graph-shaped server is read. */
const SANDBOX_TENANT = 'sandbox';
/** When the pretend tenant's sessions are looked at after their end, in milliseconds: its reports come after 40 seconds. */
const SANDBOX_LOOKS = [30_000, 42_000, 50_000, 60_000, 5 * 60_000];
const JOBS = [...FINDING_JOBS, SEND_JOB, PURGE_JOB];

/** Puts the parts together; nothing listens to the outside, and no job runs, before `start`. Throws StoreError where the database can't be used. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const { now = Date.now, log = createLog(config.logLevel) } = overrides;
  const isSandbox = config.mode === 'sandbox';
  const store = await openStore(config.store, {
    jobs: { names: JOBS },
    now,
    random: overrides.random ?? Math.random,
    onError: error => {
      log.warn('the store had trouble', { error });
    },
    periods: { ...defaultPeriods, ...config.keep },
    ...(isSandbox && { looksAfter: SANDBOX_LOOKS }),
    ...overrides.parts?.store,
  });
  try {
    return await createParts(config, overrides, { store, now, log });
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function createParts(
  config: Config,
  overrides: Overrides,
  { store, now, log }: { store: Store; now: () => number; log: Log },
): Promise<App> {
  const { drainMs = DRAIN, random = Math.random } = overrides;
  const isSandbox = config.mode === 'sandbox';
  const metrics = createMetrics({ store, jobNames: JOBS, now }, now());
  const sources = await openSources(config, {
    ...{ now, log, asked: metrics.asked },
    ...(overrides.elsewhere && { elsewhere: overrides.elsewhere }),
  });
  const files = createFileOffers({ now });
  const mayPostTo = isSandbox ? onlyLoopback : onlyHosts(botClouds[config.cloud].hosts);
  const watching = createWatching({
    store,
    mayPostTo,
    now,
    onError: error => {
      log.warn('a conversation could not be kept', { error });
    },
    changed: () => {
      finding.subscribeSoon();
      // Nobody who tries it out waits for a round.
      if (isSandbox) sweepNow();
    },
  });
  const thresholds = { ...DEFAULT_THRESHOLDS, ...config.counted };
  const subscribing = subscribingFor(config, sources, () => `http://${LOOPBACK}:${server.address().port}`);
  const finding = createFinding({
    ...{ store, sourceFor: sources.sourceFor, thresholds, now, random, log, told: metrics.found },
    ...(config.sweepMs !== undefined && { sweepMs: config.sweepMs }),
    ...(subscribing && { subscribing }),
    ...overrides.parts?.finding,
  });
  const { endEvent, sourceFor, app } = sources;
  const sweepNow = (): void => {
    finding.sweepNow().catch((error: unknown) => {
      log.warn('could not look for ended sessions', { error });
    });
  };
  const answererOptions = {
    ...{ sourceFor, app, files, thresholds, now, log, watching, posts: createPostBooks(store) },
    ...(endEvent && { commands: [...commands, createDemo({ endEvent, ended: sweepNow })] }),
  };
  const bot = createBot({
    answerer: overrides.answerer ?? createAnswerer(answererOptions),
    watching,
    files,
    mayUploadTo: isSandbox ? onlyPretendDrive : onlyOneDrive,
    askers: {
      personOf: isSandbox ? sources.personOf : onlyGuid,
      tenantOf: isSandbox
        ? // The pretend tenant's people live in one tenant, whatever the channel calls it.
          (named = SANDBOX_TENANT) => sources.tenantId ?? named
        : named => (named === sources.tenantId ? named : undefined),
      figuresOnly: config.figuresOnly,
      untypedIsPersonal: isSandbox,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    },
    cloud: isSandbox ? 'global' : config.cloud,
    credentials: botCredentialsOf(config, overrides.elsewhere),
    serviceUrl: mayPostTo,
    channel: isSandbox ? undefined : 'msteams',
    rate: createPersonRate({ perMinute: config.asksPerMinute ?? ASKS_PER_MINUTE, now }),
    log,
    now,
    ...(overrides.pace && { pace: overrides.pace }),
    ...(overrides.botSettings && { settings: overrides.botSettings }),
  });
  const posting = createPosting({
    ...{ store, post: bot.post, rightOf: finding.rightOf, thresholds, now, random, log, told: metrics.sent },
    figuresOnly: config.figuresOnly,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    ...overrides.parts?.posting,
  });
  const { metricsToken } = config;
  const server = createServer(
    {
      turn: (authorization, activity) => bot.turn(authorization, activity),
      troubles: () =>
        readTroubles({
          isDatabaseUp: () => store.isReachable(),
          backlogAge: () => readBacklogAge({ store, now }),
          isGraphReachable: sources.isReachable,
          isSignedIn: sources.isSignedIn,
        }),
      // Where Graph has no address to send to, there is none to send rubbish to.
      ...((isSandbox || subscribing) && {
        receive: createIntake({ keep: rows => finding.keep(rows), now, told: metrics.taken }),
      }),
      // Without a token only a sandbox shows them, which listens to this machine alone.
      ...((isSandbox || metricsToken !== undefined) && {
        metrics: { page: metrics.page, ...(metricsToken !== undefined && { token: metricsToken }) },
      }),
      linkPage: linkPage(isSandbox ? undefined : config.bot.id),
      isStopping: () => isStopping,
    },
    log,
  );
  /** What runs beside the answers, in the order in which it starts. */
  const startWork = async (): Promise<void> => {
    await posting.start();
    await finding.start();
    await startPurging({
      store,
      now,
      told: rows => {
        metrics.purged(rows);
        if (rows > 0) log.info('purged what was kept long enough', { rows });
      },
    });
  };
  let isListening = false;
  let isStopping = false;
  let starting: Promise<void> | undefined;

  return {
    async start() {
      const port = await new Promise<number>((resolve, reject) => {
        server.once('error', reject);
        const listening = (): void => {
          resolve(server.address().port);
        };
        // Without sign-in, nobody but this machine gets in.
        if (isSandbox) server.listen(config.port, LOOPBACK, listening);
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
      await Promise.all([bot.settle(drainMs), finding.stop(), posting.stop()]);
      await watching.settle();
      server.server.closeIdleConnections();
      await Promise.race([closed, new Promise(resolve => setTimeout(resolve, 500).unref())]);
      server.server.closeAllConnections();
      await store.close(Math.max(LEAST_DRAIN, drainMs - (performance.now() - startedAt)));
      await files.close();
      await sources.close();
    },
  };
}
