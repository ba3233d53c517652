import { createApp, type Overrides } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';
import { startChannelKeys, type ChannelKeys } from './channel-keys';
import { startConnector, type FakeConnector } from './connector';
import { newDataDir } from './data-dir';
import { message } from './door';
import { startEntra, type Entra } from './entra';

export const BOT = '5f3c1b7a-0000-4000-8000-000000000b07';
const SECRET = 'the-secret-of-the-app';
/** Nothing listens there: what is sent to it fails at once. */
export const PUBLIC_URL = 'https://localhost:9';

/** The whole Rollcall as it runs for a real tenant, with Entra, the channel's keys, the channel and Graph on this machine, each behind a socket. */
export interface RealApp {
  url: string;
  sandbox: Sandbox;
  entra: Entra;
  keys: ChannelKeys;
  /** Answers only who shows a token that Entra gave the bot for the channel. */
  connector: FakeConnector;
  /** Every line of the log. */
  lines: Record<string, any>[];
  apiUri: string;
  /** An activity of this person in their own chat; `rest` goes over it. */
  from(personId: string, text: string | undefined, rest?: object): Record<string, any>;
  /** Delivers it, signed by the channel unless `authorization` says otherwise. */
  post(activity: object | string, authorization?: string | null): Promise<{ status: number; body: any }>;
  /** The activities in the body of a turn that waits for its answer. */
  ask(personId: string, text: string | undefined, rest?: object): Promise<any[]>;
  close(): Promise<void>;
}

export interface RealAppOptions {
  mode?: 'application' | 'delegated';
  /** Variables beside those that the mode needs. */
  env?: Record<string, string>;
  sandbox?: SandboxOptions;
  overrides?: Omit<Overrides, 'elsewhere' | 'botSettings' | 'log'>;
  /** Shared by several apps: whoever started them closes them. */
  around?: Pick<RealApp, 'sandbox' | 'entra' | 'keys' | 'connector'>;
}

export async function startRealApp(options: RealAppOptions = {}): Promise<RealApp> {
  const { mode = 'application', env = {}, overrides = {} } = options;
  const around = options.around ?? (await startAround(options.sandbox));
  const { sandbox, entra, keys, connector } = around;
  const lines: RealApp['lines'] = [];
  const config = readConfig({
    ROLLCALL_MODE: mode,
    PORT: '0',
    LOG_LEVEL: 'debug',
    ...(env.DATABASE_URL === undefined && { DATA_DIR: newDataDir() }),
    BOT_ID: BOT,
    BOT_PASSWORD: SECRET,
    BOT_TENANT_ID: sandbox.tenantId,
    ...(mode === 'delegated' && { PUBLIC_URL }),
    ...env,
  });
  const app = await createApp(config, {
    ...overrides,
    // What follows an invoke is waited for often.
    pace: { afterInvoke: 50, ...overrides.pace },
    log: createLog('debug', { write: line => lines.push(JSON.parse(line)) }),
    botSettings: keys.settings,
    elsewhere: { graphRoot: sandbox.root, entra, connector: connector.serviceUrl },
  });
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;

  const from: RealApp['from'] = (personId, text, rest = {}) =>
    message(text, {
      serviceUrl: connector.serviceUrl,
      from: { id: `29:${personId}`, name: 'Canary Name', aadObjectId: personId },
      recipient: { id: `28:${BOT}`, name: 'Rollcall' },
      conversation: { id: `a:${personId}`, conversationType: 'personal', tenantId: sandbox.tenantId },
      channelData: { tenant: { id: sandbox.tenantId } },
      ...rest,
    });
  const post: RealApp['post'] = async (activity, authorization) => {
    const signed = authorization === undefined ? `Bearer ${await keys.sign(keys.good())}` : authorization;
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signed !== null && { authorization: signed }) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    ...{ url, sandbox, entra, keys, connector, lines, from, post },
    apiUri: API_URI,
    async ask(personId, text, rest = {}) {
      const { status, body } = await post({ ...from(personId, text, rest), deliveryMode: 'expectReplies' });
      if (!Array.isArray(body?.activities)) throw new Error(`${status}: ${JSON.stringify(body)}`);
      return body.activities;
    },
    async close() {
      await app.stop();
      if (!options.around) await closeAround(around);
    },
  };
}

const API_URI = `api://${new URL(PUBLIC_URL).host}/botid-${BOT}`;

type Around = NonNullable<RealAppOptions['around']>;

/** Everything that Rollcall speaks with. */
export async function startAround(options: SandboxOptions = {}): Promise<Around> {
  const sandbox = await startSandbox({ attendees: 60, ...options });
  const { tenantId } = sandbox;
  const entra = await startEntra({
    tenantId,
    apps: [
      {
        clientId: BOT,
        secret: SECRET,
        roles: [
          ...['VirtualEvent.Read.All', 'OnlineMeetings.Read.All', 'OnlineMeetingArtifact.Read.All'],
          ...['CallRecords.Read.All', 'User.Read.All'],
        ],
      },
    ],
    audience: { clientId: BOT, apiUri: API_URI },
  });
  const connector = await startConnector({
    ...sandbox.channel,
    accepts: authorization => isForTheChannel(authorization, tenantId),
  });
  const keys = await startChannelKeys({ bot: BOT, serviceUrl: connector.serviceUrl });
  return { sandbox, entra, keys, connector };
}

export async function closeAround({ sandbox, entra, keys, connector }: Around): Promise<void> {
  await Promise.all([sandbox.close(), entra.close(), keys.close(), connector.close()]);
}

/** The bot's own token, for nobody else than the channel. */
function isForTheChannel(authorization: string | undefined, tenantId: string): boolean {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '')?.[1];
  if (payload === undefined) return false;
  const { aud, azp, tid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return aud === 'https://api.botframework.com' && azp === BOT && tid === tenantId;
}
