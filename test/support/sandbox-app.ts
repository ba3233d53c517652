import { createApp, type Overrides } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import type { Sandbox } from '../../src/sandbox/server';
import type { FakeConnector } from './connector';
import { newDataDir } from './data-dir';
import { message } from './door';

/** The whole Rollcall as it runs without a tenant, on a pretend tenant and channel of the test's. */
export interface SandboxApp {
  url: string;
  dataDir: string;
  /** Every line of the log, as it was written. */
  lines: string[];
  /** An activity of this person's, in their own chat unless `rest` says otherwise. */
  from(personId: string, text: string | undefined, rest?: object): Record<string, any>;
  /** Delivers it. */
  post(activity: object | string): Promise<{ status: number; body: any }>;
  close(): Promise<void>;
}

interface Around {
  /** Without a root: the tenant that is built in. */
  sandbox: Pick<Sandbox, 'tenantId'> & Partial<Pick<Sandbox, 'root'>>;
  connector: FakeConnector;
  /** Something that stands before the tenant. */
  root?: string;
}

export async function startSandboxApp(
  { sandbox, connector, root = sandbox.root }: Around,
  overrides: Overrides = {},
  env: Record<string, string> = {},
): Promise<SandboxApp> {
  const dataDir = newDataDir();
  const lines: string[] = [];
  const config = readConfig({
    ...{ ROLLCALL_MODE: 'sandbox', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'debug' },
    ROLLCALL_ASKS_PER_MINUTE: '6000',
    ...(root !== undefined && { GRAPH_ROOT: root }),
    ...env,
  });
  const log = createLog('debug', { write: line => lines.push(line) });
  const app = await createApp(config, { log, ...overrides });
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    dataDir,
    lines,
    from: (personId, text, rest = {}) =>
      message(text, {
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${personId}`, name: 'Canary Name', aadObjectId: personId },
        conversation: { id: `a:${personId}`, conversationType: 'personal', tenantId: sandbox.tenantId },
        channelData: { tenant: { id: sandbox.tenantId } },
        ...rest,
      }),
    async post(activity) {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    close: () => app.stop(),
  };
}
