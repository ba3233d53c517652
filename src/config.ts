import { readBot, readGraphCredentials, type BotIdentity, type GraphCredentials } from './config/credentials';
import { readDelegated } from './config/delegated';
import { keepVariables, readKeptFor, type KeptFor } from './config/periods';
import { createEnvReader, type Env, type Fault } from './config/reader';
import { readerVariables, readReaders, type ReadersConfig } from './config/readers';
import { countVariables, readCounted, type Counted } from './config/thresholds';

/** Microsoft's clouds, by the names of graph/clouds. */
const cloudNames = ['global', 'usgov', 'usgovDod', 'china'] as const;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

interface Common {
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** No names, e-mail addresses or times of single people, in any answer. */
  readonly figuresOnly: boolean;
  /** Where Rollcall's own links lead: an origin, no slash at the end. Absent: cards offer none. */
  readonly publicUrl?: string;
  /** Where watches and messages to be sent are kept: a file on this machine, or a PostgreSQL server. */
  readonly store: StoreConfig;
  /** Where the store's own periods are not wanted. */
  readonly keep?: KeptFor;
  /** Where figures are not counted by the thresholds of docs/metrics.md. */
  readonly counted?: Counted;
  /** Milliseconds between two looks for what ended; absent: 10 minutes. */
  readonly sweepMs?: number;
  /** Who may read everybody's events beside their organisers. */
  readonly readers?: ReadersConfig;
  /** Questions that one person may ask in a minute; absent: Rollcall's own limit. */
  readonly asksPerMinute?: number;
  /** What a scraper of /metrics shows. Absent: the sandbox shows them to this machine, and nobody else sees them. */
  readonly metricsToken?: string;
}

/** The pretend tenant, or a Graph-shaped server on this machine; no sign-in, reachable from this machine only. */
export interface SandboxConfig extends Common {
  readonly mode: 'sandbox';
  /** `http://127.0.0.1:<port>`, no slash at the end; absent for the built-in tenant. */
  readonly graphRoot?: string;
  /** Size of the built-in tenant's large town hall. */
  readonly attendees?: number;
  readonly seed?: number;
  /** Milliseconds that the built-in tenant takes for each answer. */
  readonly latencyMs?: number;
}

/** The real Graph, with the app's own rights. */
export interface ApplicationConfig extends Common {
  readonly mode: 'application';
  readonly cloud: (typeof cloudNames)[number];
  readonly bot: BotIdentity;
  readonly graph: GraphCredentials;
  /** What the states of Graph's subscriptions are made from; absent: the bot's password. */
  readonly notificationSecret?: string;
}

/** The real Graph, with the rights of whoever asks; what Rollcall does by itself still with the app's own. */
export interface DelegatedConfig extends Omit<ApplicationConfig, 'mode'> {
  readonly mode: 'delegated';
  readonly publicUrl: string;
  /** The API that people sign in to. */
  readonly apiUri: string;
}

/** A folder on a local disk for one process, or the address of a PostgreSQL database for any number of them. */
export type StoreConfig =
  { readonly kind: 'sqlite'; readonly dataDir: string } | { readonly kind: 'postgres'; readonly url: string };

export type Config = SandboxConfig | ApplicationConfig | DelegatedConfig;

export type { BotIdentity, GraphCredentials, ReadersConfig };

/** Everything that is wrong with the environment, told at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(fault => `${fault.variable}: ${fault.found}. ${fault.fix}`).join('\n'));
  }
}

/** Every variable Rollcall reads; `env/.env.example` is held against this list. */
export const variables = [
  'ROLLCALL_MODE',
  'ROLLCALL_FIGURES_ONLY',
  ...readerVariables,
  'ROLLCALL_ASKS_PER_MINUTE',
  'PORT',
  'LOG_LEVEL',
  'PUBLIC_URL',
  'DATA_DIR',
  'DATABASE_URL',
  ...keepVariables,
  ...countVariables,
  'SWEEP_MINUTES',
  'METRICS_TOKEN',
  'NOTIFICATION_SECRET',
  'GRAPH_ROOT',
  'SANDBOX_ATTENDEES',
  'SANDBOX_SEED',
  'SANDBOX_LATENCY',
  'BOT_ID',
  'BOT_TYPE',
  'BOT_PASSWORD',
  'BOT_TENANT_ID',
  'GRAPH_CLOUD',
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_FEDERATED_TOKEN_FILE',
] as const;

/** Any of these, and the sandbox is no longer what was meant. */
const credentials = ['BOT_ID', 'BOT_PASSWORD', 'BOT_TENANT_ID'];

/** The large town hall's size; fewer would not hold everybody with a part to play in it. */
const FEWEST_ATTENDEES = 10;
const MOST_ATTENDEES = 200_000;
const LONGEST_LATENCY = 60_000;

/** Programs that try the sandbox ask for one person all the time. */
const FEWEST_SANDBOX_ASKS = 60;
const MOST_ASKS = 6_000;

const MINUTE = 60_000;
/** A day: what ended longer ago than the looks reach would wait for the next start. */
const MOST_SWEEP_MINUTES = 24 * 60;

/** Reads the environment. Throws ConfigError with every fault in it. */
export function readConfig(env: Env): Config {
  const read = createEnvReader(env);
  const keep = readKeptFor(read);
  const counted = readCounted(read);
  const sweepMinutes = read.integer('SWEEP_MINUTES', 1, MOST_SWEEP_MINUTES);
  const metricsToken = readLongSecret(read, 'METRICS_TOKEN');
  const common: Common = {
    port: read.integer('PORT', 0, 65_535) ?? 3978,
    logLevel: read.word('LOG_LEVEL', logLevels) ?? 'info',
    figuresOnly: read.flag('ROLLCALL_FIGURES_ONLY') ?? false,
    store: readStore(read),
    ...(keep && { keep }),
    ...(counted && { counted }),
    ...(sweepMinutes !== undefined && { sweepMs: sweepMinutes * MINUTE }),
    ...(metricsToken !== undefined && { metricsToken }),
  };
  read.unknown(/^(?:ROLLCALL|SANDBOX|KEEP|COUNT|SWEEP|METRICS)_/, variables);
  const asked = read.word('ROLLCALL_MODE', ['sandbox', 'application', 'delegated'] as const);
  const mode = asked ?? (credentials.some(variable => read.isSet(variable)) ? 'application' : 'sandbox');
  const publicUrl = read.publicOrigin('PUBLIC_URL', { loopback: mode === 'sandbox' });
  const readers = readReaders(read, mode === 'delegated');
  const asksPerMinute = read.integer(
    'ROLLCALL_ASKS_PER_MINUTE',
    mode === 'sandbox' ? FEWEST_SANDBOX_ASKS : 1,
    MOST_ASKS,
  );
  const shared: Common = {
    ...common,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(readers && { readers }),
    ...(asksPerMinute !== undefined && { asksPerMinute }),
  };
  const config = mode === 'sandbox' ? readSandbox(read, shared) : readGraph(read, shared, mode);
  if (read.faults.length > 0) throw new ConfigError(read.faults);
  return Object.freeze(config);
}

/** Where the file is kept when nothing else is said; git ignores it. */
const DATA_DIR = '.data';

function readStore(read: Reader): StoreConfig {
  const url = read.postgresUrl('DATABASE_URL');
  const dataDir = read.text('DATA_DIR');
  if (url === undefined) return { kind: 'sqlite', dataDir: dataDir ?? DATA_DIR };
  if (dataDir !== undefined)
    read.fault('DATA_DIR', 'set, beside DATABASE_URL', 'Remove one of them: everything is kept in one place.');
  return { kind: 'postgres', url };
}

/** Shorter ones can be guessed. */
const SHORTEST_TOKEN = 16;

function readLongSecret(read: Reader, variable: string): string | undefined {
  const token = read.secret(variable);
  if (token !== undefined && (token.length < SHORTEST_TOKEN || !/^[\x21-\x7e]+$/.test(token)))
    read.fault(
      variable,
      'a value (not shown) that is too short, or holds spaces',
      `Set at least ${SHORTEST_TOKEN} letters and digits without spaces, such as: openssl rand -hex 24`,
    );
  return token;
}

type Reader = ReturnType<typeof createEnvReader>;

function readSandbox(read: Reader, common: Common): SandboxConfig {
  const graphRoot = read.loopbackRoot('GRAPH_ROOT');
  const attendees = read.integer('SANDBOX_ATTENDEES', FEWEST_ATTENDEES, MOST_ATTENDEES);
  const seed = read.integer('SANDBOX_SEED', 0, 2 ** 32 - 1);
  const latencyMs = read.integer('SANDBOX_LATENCY', 0, LONGEST_LATENCY);
  return {
    ...common,
    mode: 'sandbox',
    ...(graphRoot !== undefined && { graphRoot }),
    ...(attendees !== undefined && { attendees }),
    ...(seed !== undefined && { seed }),
    ...(latencyMs !== undefined && { latencyMs }),
  };
}

function readGraph(
  read: Reader,
  common: Common,
  mode: 'application' | 'delegated',
): ApplicationConfig | DelegatedConfig {
  if (read.isSet('GRAPH_ROOT'))
    read.fault(
      'GRAPH_ROOT',
      'set, while the bot runs with credentials',
      'It belongs to the sandbox: remove it, or set ROLLCALL_MODE=sandbox. GRAPH_CLOUD chooses the Graph of a cloud.',
    );
  const cloud = read.word('GRAPH_CLOUD', cloudNames) ?? 'global';
  const bot = readBot(read);
  const graph = readGraphCredentials(read, bot);
  const notificationSecret = readLongSecret(read, 'NOTIFICATION_SECRET');
  const config = {
    ...common,
    ...{ cloud, bot, graph },
    ...(notificationSecret !== undefined && { notificationSecret }),
  };
  if (mode === 'application') return { ...config, mode };
  return { ...config, mode, ...readDelegated(read, { publicUrl: common.publicUrl, bot, graph }) };
}
