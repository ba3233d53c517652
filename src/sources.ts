import { randomBytes } from 'node:crypto';
import type { Config, DelegatedConfig, SandboxConfig } from './config';
import { createAppTokens, createOnBehalf, toBotSignIn, type AppTokens, type Entra } from './credentials';
import type { AppIds } from './domain/app-ids';
import type { Readers } from './domain/readers';
import type { SignIn, SignInStart } from './domain/sign-in';
import type { EventSourceFor } from './domain/sources';
import type { SubscriptionSource } from './domain/subscriptions';
import { createGraphClient } from './graph/client';
import type { GraphClient } from './graph/client-types';
import { clouds } from './graph/clouds';
import { createEventSourceFor, type EventSourceOptions } from './graph/event-source';
import { createReachable } from './graph/reachable';
import { createSubscriptionSource } from './graph/subscriptions';
import type { Log } from './log';
import { createReaders } from './readers';
import { endEventAt } from './sandbox/end-event';
import type { Happened } from './sandbox/happenings';
import { startSandbox } from './sandbox/server';
import { createSignIn, toScopes } from './sign-in/sign-in';
import { createVisits } from './sign-in/visits';

/** What the pretend tenant's steps are filled in with: nobody's app. */
const PRETEND_APP = '5a2d8c10-0000-4000-8000-00000000a9f0';

/** The data side of Rollcall, with nothing of Teams: for the bot, and for `ask`. */
export interface Sources {
  sourceFor: EventSourceFor;
  /** Who may read everybody's events. */
  readers: Readers;
  /** Where people sign in. */
  signIn?: SignIn;
  /** Where their way to Entra's page begins. */
  signInStart?: SignInStart;
  /** What Graph is asked to tell by itself. */
  subscriptions: SubscriptionSource;
  /** Ends a running event, where the tenant is pretended; undefined from it when none of that id is running. */
  endEvent?: (eventId: string) => Promise<Happened | undefined>;
  /** The tenant that is read; undefined for another Graph-shaped server, which does not say. */
  tenantId: string | undefined;
  /** The person to read for, from the Entra object id in an activity or after `--as`. */
  personOf: (aadObjectId: string) => string;
  /** Who asks when nobody says (`ask` without `--as`); undefined outside the built-in tenant. */
  demoOrganizerId: string | undefined;
  /** Rollcall as administrators know it; undefined for another Graph-shaped server. */
  app?: AppIds;
  /** Root of the Graph that is read. */
  root: string;
  /** Whether that Graph answers at all. */
  isReachable: () => Promise<boolean>;
  /** Whether there is a token for it. Never rejects; the sandbox needs none. */
  isSignedIn: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** Stand-ins on this machine, in tests alone: no variable leads here. */
export interface Elsewhere {
  graphRoot?: string;
  entra?: Entra;
  /** Where the bot may send, beside the hosts of its cloud. */
  connector?: string;
}

export interface SourcesOptions {
  log?: Log;
  now?: () => number;
  elsewhere?: Elsewhere;
  /** Told of every try of a request. */
  asked?: (line: { method: string; route: string; outcome: number | string }) => void;
}

/** Starts the pretend tenant where the config asks for it, and connects to Graph. What a mode does not need is not loaded. */
export async function openSources(config: Config, options: SourcesOptions = {}): Promise<Sources> {
  return config.mode === 'sandbox' ? openSandbox(config, options) : openGraph(config, options);
}

async function openSandbox(config: SandboxConfig, options: SourcesOptions): Promise<Sources> {
  const token = () => Promise.resolve('sandbox');
  // The pretend tenant knows people by their ids: everybody is signed in.
  const tokenOf: EventSourceOptions['tokenOf'] = asker => () => Promise.resolve(`user:${asker.personId}`);
  if (config.graphRoot !== undefined) {
    const client = toClient(config.graphRoot, token, options);
    const endEvent = (eventId: string) => endEventAt(client.root, eventId);
    return {
      ...toSources(client, { tokenOf }),
      readers: createReaders({ ...options, config: config.readers, client }),
      endEvent,
      demoOrganizerId: undefined,
      personOf: id => id,
    };
  }
  const sandbox = await startSandbox({
    ...(config.attendees !== undefined && { attendees: config.attendees }),
    ...(config.seed !== undefined && { seed: config.seed }),
    ...(config.latencyMs !== undefined && { latencyMs: config.latencyMs }),
    ...(options.now && { now: options.now }),
  });
  const client = toClient(sandbox.root, token, options);
  const sources = toSources(client, { tokenOf });
  return {
    ...sources,
    readers: createReaders({ ...options, config: config.readers, client, tenantId: sandbox.tenantId }),
    tenantId: sandbox.tenantId,
    app: {
      id: PRETEND_APP,
      tenantId: sandbox.tenantId,
      cloud: 'global',
      authority: clouds.global.authority,
      reads: 'app',
    },
    endEvent: eventId => endEventAt(sandbox.root, eventId),
    demoOrganizerId: sandbox.demoOrganizerId,
    personOf: id => (sandbox.knows(id) ? id : sandbox.demoOrganizerId),
    close: async () => {
      await sources.close();
      await sandbox.close();
    },
  };
}

async function openGraph(config: Exclude<Config, SandboxConfig>, options: SourcesOptions): Promise<Sources> {
  const { cloud } = config;
  const entra = entraOf(config, options.elsewhere);
  const appTokens = createAppTokens(config.graph, entra);
  const token = () => appTokens(`${clouds[cloud].root}/.default`);
  const client = toClient(options.elsewhere?.graphRoot ?? clouds[cloud].root, token, options);
  const isSignedIn = () =>
    token().then(
      () => true,
      (error: unknown) => {
        options.log?.warn('no token for Graph', { error });
        return false;
      },
    );
  const signingIn = config.mode === 'delegated' ? signInFor(config, entra, options) : undefined;
  const signIn = signingIn?.signIn;
  const inName: EventSourceOptions = signIn
    ? { tokenOf: (asker, scopes) => signIn.tokenOf(asker, scopes), reads: 'person' }
    : {};
  return {
    ...toSources(client, { cloud, ...inName }),
    readers: createReaders({ ...options, config: config.readers, client, tenantId: config.graph.tenantId }),
    ...{ isSignedIn, tenantId: config.graph.tenantId },
    app: {
      id: config.graph.clientId,
      tenantId: config.graph.tenantId,
      cloud,
      authority: clouds[cloud].authority,
      reads: signIn ? 'person' : 'app',
    },
    demoOrganizerId: undefined,
    personOf: id => id,
    ...signingIn,
  };
}

function signInFor(config: DelegatedConfig, entra: Entra, { log, now = Date.now }: SourcesOptions) {
  const { bot, graph, cloud, apiUri, publicUrl } = config;
  const { authority } = clouds[cloud];
  const visits = createVisits({
    ...{ authority, tenantId: graph.tenantId, clientId: bot.id, publicUrl, now },
    scopesOf: scopes => toScopes(clouds[cloud].root, scopes),
  });
  const signIn = createSignIn({
    onBehalf: createOnBehalf({ clientId: bot.id, graph }, entra),
    audiences: [bot.id, apiUri],
    graph: clouds[cloud].root,
    now,
    refused: refusal => {
      log?.warn('a sign-in was not exchanged', refusal);
    },
    demanded: visits.demanded,
  });
  return { signIn: { ...signIn, linkFor: visits.linkFor } satisfies SignIn, signInStart: visits.start };
}

/** What the bot signs with towards Teams; undefined in the sandbox, where nobody signs anything. */
export function botCredentialsOf(config: Config, elsewhere?: Elsewhere): { id: string; tokens: AppTokens } | undefined {
  if (config.mode === 'sandbox') return undefined;
  return { id: config.bot.id, tokens: createAppTokens(toBotSignIn(config.bot), entraOf(config, elsewhere)) };
}

function entraOf({ cloud }: Exclude<Config, SandboxConfig>, { entra }: Elsewhere = {}): Entra {
  return entra ?? { authority: clouds[cloud].authority };
}

function toClient(root: string, token: () => Promise<string>, { log, now, asked }: SourcesOptions): GraphClient {
  return createGraphClient({
    root,
    token,
    ...(now && { now }),
    log: ({ cause, ...line }) => {
      asked?.(line);
      const failed = typeof line.outcome !== 'number' || line.outcome >= 400;
      log?.[failed ? 'warn' : 'debug']('graph', cause === undefined ? line : { ...line, error: cause });
    },
  });
}

function toSources(
  client: GraphClient,
  inName: EventSourceOptions,
): Pick<Sources, 'sourceFor' | 'subscriptions' | 'tenantId' | 'root' | 'isReachable' | 'isSignedIn' | 'close'> {
  return {
    sourceFor: createEventSourceFor(client, inName),
    subscriptions: createSubscriptionSource(client),
    tenantId: undefined,
    root: client.root,
    isReachable: createReachable(client.root),
    isSignedIn: () => Promise.resolve(true),
    close: () => client.close(),
  };
}

/**
 * Where Graph can tell Rollcall something: behind a public https address, and with a secret that every start and every process has. The built-in tenant
 * reaches Rollcall where it listens, and begins anew with each start.
 */
export function subscribingFor(config: Config, { subscriptions: source, tenantId }: Sources, ownOrigin: () => string) {
  if (config.mode === 'sandbox')
    return tenantId === undefined
      ? undefined
      : { tenantId, source, publicUrl: ownOrigin, secret: randomBytes(32).toString('base64url') };
  if (config.publicUrl === undefined) return undefined;
  const secret = config.notificationSecret ?? (config.bot.type === 'secret' ? config.bot.password : undefined);
  const { publicUrl, graph } = config;
  return secret === undefined ? undefined : { tenantId: graph.tenantId, source, publicUrl: () => publicUrl, secret };
}
