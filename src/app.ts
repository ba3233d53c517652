import { randomUUID } from 'node:crypto';
import { createAnswerer } from './bot/answerer';
import { createBot, type BotOptions, type BotSignIn } from './bot/bot';
import { WAITING_MS } from './bot/sign-in/waiting';
import { commands } from './bot/commands';
import { createDemo } from './bot/commands/demo';
import { createFileOffers } from './bot/file-offers';
import { linkPage, signedInPage, signInGonePage } from './bot/link-page';
import { onlyOneDrive, onlyPretendDrive } from './bot/door/upload-address';
import { botClouds, onlyHosts, onlyLoopback, type ServiceUrlRule } from './bot/door/clouds';
import { onlyGuid } from './bot/door/asked';
import { ASKS_PER_MINUTE, createPersonRate } from './bot/door/person-rate';
import type { Answerer } from './bot/command';
import type { Pace } from './bot/door/progress';
import { createPostBooks } from './bot/posting/post-book';
import { createPosting, type PostingOptions } from './bot/posting/posting';
import { createWatching } from './bot/watch/watching';
import type { Config } from './config';
import { DEFAULT_THRESHOLDS } from './domain/attendance';
import type { SignIn } from './domain/sign-in';
import { createLog, type Log } from './log';
import { createFinding, type FindingOptions } from './notifications/finding';
import { isSealed } from './notifications/client-state';
import { createIntake } from './notifications/intake';
import { FINDING_JOBS } from './notifications/jobs';
import { createAuditing } from './operations/auditing';
import { readBacklogAge } from './operations/figures';
import { createMetrics } from './operations/metrics';
import { PURGE_JOB, startPurging } from './operations/purging';
import { readTroubles } from './operations/readiness';
import { createRunning, LOOPBACK, type Running } from './running';
import { createServer } from './server';
import { botCredentialsOf, openSources, subscribingFor, type Elsewhere } from './sources';
import { SEND_JOB } from './store/intend';
import { openStore, type StoreOptions } from './store/open-store';
import { defaultPeriods } from './store/retention';
import type { Store } from './store/store';

export type App = Pick<Running, 'start' | 'stop'>;

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
  const { random = Math.random } = overrides;
  const isSandbox = config.mode === 'sandbox';
  const metrics = createMetrics({ store, jobNames: JOBS, now }, now());
  const sources = await openSources(config, {
    ...{ now, log, asked: metrics.asked },
    ...(overrides.elsewhere && { elsewhere: overrides.elsewhere }),
  });
  const auditing = createAuditing({
    store,
    now,
    lost: entries => {
      metrics.auditLost(entries);
      log.error('entries of the audit log were lost', { entries });
    },
  });
  const files = createFileOffers({ now });
  const ofCloud = isSandbox ? onlyLoopback : onlyHosts(botClouds[config.cloud].hosts);
  const mayPostTo: ServiceUrlRule = address => address === overrides.elsewhere?.connector || ofCloud(address);
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
  const { endEvent, sourceFor, app, readers, signInStart } = sources;
  const sweepNow = (): void => {
    finding.sweepNow().catch((error: unknown) => {
      log.warn('could not look for ended sessions', { error });
    });
  };
  const answererOptions = {
    ...{
      sourceFor,
      app,
      signIn: sources.signIn,
      readers,
      files,
      thresholds,
      now,
      log,
      watching,
      posts: createPostBooks(store),
      audit: auditing.audit,
    },
    ...(endEvent && { commands: [...commands, createDemo({ endEvent, ended: sweepNow })] }),
  };
  const bot = createBot({
    answerer: overrides.answerer ?? createAnswerer(answererOptions),
    watching,
    files,
    audit: auditing.audit,
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
    ...signInOf(config, { store, signIn: sources.signIn, log }),
    app,
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
        receive: createIntake({
          keep: rows => finding.keep(rows),
          now,
          told: metrics.taken,
          // Nobody outside this machine reaches a sandbox.
          ...(subscribing && !isSandbox && { isOurs: state => isSealed(subscribing.secret, state) }),
        }),
      }),
      // Without a token only a sandbox shows them, which listens to this machine alone.
      ...((isSandbox || metricsToken !== undefined) && {
        metrics: { page: metrics.page, ...(metricsToken !== undefined && { token: metricsToken }) },
      }),
      linkPage: linkPage(isSandbox ? undefined : config.bot.id),
      ...(signInStart && { signIn: { start: signInStart, gone: signInGonePage, end: signedInPage } }),
      isStopping: () => running.isStopping(),
    },
    log,
  );
  const startUpkeep = () =>
    startPurging({
      store,
      now,
      told: rows => {
        metrics.purged(rows);
        if (rows > 0) log.info('purged what was kept long enough', { rows });
      },
    });
  const running = createRunning(
    { server, bot, posting, finding, watching, files, auditing, store, sources, startUpkeep },
    config,
    { log, drainMs: overrides.drainMs },
  );
  return running;
}

/** Instances know each other's requests to sign in by the bot's password, and take each once. */
function signInOf(
  config: Config,
  { store, signIn, log }: { store: Store; signIn: SignIn | undefined; log: Log },
): Pick<BotOptions, 'signIn'> {
  if (!signIn || config.mode === 'sandbox' || config.bot.type !== 'secret') return {};
  const holder = randomUUID();
  const claim: BotSignIn['claim'] = ({ tenantId }, id) =>
    store
      .transaction(tx => tx.leases.take(tenantId, `sign-in ${id}`, holder, WAITING_MS))
      .catch((error: unknown) => {
        log.warn('the store had trouble', { error });
        return true;
      });
  return { signIn: { ...signIn, secret: config.bot.password, claim } };
}
