import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, variables, type ConfigError } from '../src/config';
import { packageVariables } from '../src/cli/package/variables';
import { clouds } from '../src/graph/clouds';

const ID = '1b2c3d4e-0000-4000-8000-000000000001';
const TENANT = '1b2c3d4e-0000-4000-8000-000000000002';
const OTHER = '1b2c3d4e-0000-4000-8000-000000000003';
const bot = { BOT_ID: ID, BOT_PASSWORD: 'S3CRET-value', BOT_TENANT_ID: TENANT };

const store = { kind: 'sqlite', dataDir: '.data' };

function faultsOf(env: Record<string, string | undefined>): ConfigError['faults'] {
  try {
    readConfig(env);
  } catch (error) {
    return (error as ConfigError).faults;
  }
  return [];
}

describe('an environment that works', () => {
  it('without anything is the sandbox', () => {
    expect(readConfig({})).toEqual({ mode: 'sandbox', port: 3978, logLevel: 'info', figuresOnly: false, store });
    expect(readConfig({ PORT: ' ', GRAPH_ROOT: '', BOT_ID: '', BOT_PASSWORD: ' ', BOT_TENANT_ID: '' }).mode).toBe(
      'sandbox',
    );
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
    [' http://[::1]:4000 ', 'http://[::1]:4000'],
    ['http://127.0.0.1', 'http://127.0.0.1'],
  ])('takes GRAPH_ROOT=%s', (GRAPH_ROOT, graphRoot) => {
    expect(readConfig({ GRAPH_ROOT })).toMatchObject({ mode: 'sandbox', graphRoot });
  });

  it.each([
    [{ PUBLIC_URL: 'https://rollcall.example' }, 'https://rollcall.example'],
    [{ PUBLIC_URL: ' HTTPS://Rollcall.Example:443/ ' }, 'https://rollcall.example'],
    [{ PUBLIC_URL: 'https://rollcall.example:8443' }, 'https://rollcall.example:8443'],
    [{ PUBLIC_URL: 'http://127.0.0.1:3978/' }, 'http://127.0.0.1:3978'],
    [{ ...bot, PUBLIC_URL: 'https://rollcall.example/' }, 'https://rollcall.example'],
  ])('takes the address in %j for links', (env, publicUrl) => {
    expect(readConfig(env)).toMatchObject({ publicUrl });
  });

  it('takes every number and word of the sandbox', () => {
    const env = {
      PORT: '0',
      LOG_LEVEL: 'WARN',
      ROLLCALL_FIGURES_ONLY: 'True',
      SANDBOX_ATTENDEES: '200000',
      SANDBOX_SEED: '0',
      SANDBOX_LATENCY: '250',
      ROLLCALL_MODE: 'sandbox',
      ...bot,
    };
    expect(readConfig(env)).toEqual({
      mode: 'sandbox',
      port: 0,
      logLevel: 'warn',
      figuresOnly: true,
      store,
      attendees: 200_000,
      seed: 0,
      latencyMs: 250,
    });
  });

  it.each([
    [{ DATA_DIR: '/var/lib/rollcall' }, { kind: 'sqlite', dataDir: '/var/lib/rollcall' }],
    [{ DATABASE_URL: 'postgres://u:p@h:5432/d' }, { kind: 'postgres', url: 'postgres://u:p@h:5432/d' }],
    [
      { DATABASE_URL: 'postgresql://h/d?sslmode=require' },
      { kind: 'postgres', url: 'postgresql://h/d?sslmode=require' },
    ],
  ])('keeps everything where %j says', (env, kept) => {
    expect(readConfig(env).store).toEqual(kept);
  });

  it("with the bot's credentials reads Graph with them", () => {
    expect(readConfig({ ...bot, BOT_ID: ID.toUpperCase(), GRAPH_CLOUD: 'USGovDoD' })).toEqual({
      mode: 'application',
      port: 3978,
      logLevel: 'info',
      figuresOnly: false,
      store,
      cloud: 'usgovDod',
      bot: { type: 'secret', id: ID, tenantId: TENANT, password: 'S3CRET-value' },
      graph: { type: 'secret', tenantId: TENANT, clientId: ID, secret: 'S3CRET-value' },
    });
  });

  it.each([
    [
      { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: OTHER, AZURE_CLIENT_SECRET: 'x' },
      { type: 'secret', tenantId: TENANT, clientId: OTHER, secret: 'x' },
    ],
    [
      {
        AZURE_TENANT_ID: TENANT,
        AZURE_CLIENT_ID: OTHER,
        AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem',
        AZURE_CLIENT_CERTIFICATE_PASSWORD: 'p',
      },
      { type: 'certificate', tenantId: TENANT, clientId: OTHER, path: '/c.pem', password: 'p' },
    ],
    [
      { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: OTHER, AZURE_FEDERATED_TOKEN_FILE: '/t' },
      { type: 'workload-identity', tenantId: TENANT, clientId: OTHER, tokenFile: '/t' },
    ],
    [{ AZURE_CLIENT_ID: OTHER }, { type: 'managed-identity', tenantId: TENANT, clientId: OTHER }],
    [
      { BOT_TYPE: 'userAssignedMsi', BOT_PASSWORD: undefined },
      { type: 'managed-identity', tenantId: TENANT, clientId: ID },
    ],
  ])('takes %j for Graph', (env, graph) => {
    expect(readConfig({ ...bot, ...env })).toMatchObject({ graph });
  });

  it('knows the clouds that the Graph client knows', () => {
    for (const cloud of Object.keys(clouds))
      expect(readConfig({ ...bot, GRAPH_CLOUD: cloud })).toMatchObject({ cloud });
  });
});

describe('an environment with a fault', () => {
  it.each<[string, Record<string, string | undefined>]>([
    ['PORT', { PORT: '3978abc' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '3978.5' }],
    ['PORT', { PORT: '1e3' }],
    ['PORT', { PORT: '0x10' }],
    ['PORT', { PORT: '"3978"' }],
    ['PORT', { PORT: 'undefined' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['ROLLCALL_FIGURES_ONLY', { ROLLCALL_FIGURES_ONLY: 'yes' }],
    ['ROLLCALL_FIGURE_ONLY', { ROLLCALL_FIGURE_ONLY: 'true' }],
    ['ROLLCALL_MODE', { ROLLCALL_MODE: 'production' }],
    ['ROLLCALL_MOD', { ROLLCALL_MOD: 'sandbox' }],
    ['SANDBOX_ATENDEES', { SANDBOX_ATENDEES: '5' }],
    ['SANDBOX_ATTENDEES', { SANDBOX_ATTENDEES: '9' }],
    ['SANDBOX_ATTENDEES', { SANDBOX_ATTENDEES: '200001' }],
    ['SANDBOX_SEED', { SANDBOX_SEED: 'abc' }],
    ['SANDBOX_LATENCY', { SANDBOX_LATENCY: '-1' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'https://graph.microsoft.com' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'https://127.0.0.1:4000' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://127.0.0.1.evil.example:4000' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://127.0.0.1@evil.example' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://10.0.0.1:4000' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://0.0.0.0:4000' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://127.0.0.1:4000/v1.0' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: '127.0.0.1:4000' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'localhost' }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'file:///etc/passwd' }],
    ['GRAPH_ROOT', { ...bot, GRAPH_ROOT: 'http://127.0.0.1:4000' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'rollcall.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://rollcall.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://rollcall.example/bot' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://rollcall.example?x' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://u:p@rollcall.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://u:p@127.0.0.1' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://rollcall.example' }],
    ['PUBLIC_URL', { ...bot, PUBLIC_URL: 'http://127.0.0.1:3978' }],
    ['PUBLIC_URL', { ...bot, PUBLIC_URL: 'undefined' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:S3CRET-value@h/d' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://h' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres:///d' }],
    ['DATABASE_URL', { DATABASE_URL: 'h/d' }],
    ['DATABASE_URL', { DATABASE_URL: '"postgres://h/d"' }],
    ['DATA_DIR', { DATA_DIR: '/data', DATABASE_URL: 'postgres://h/d' }],
    ['DATA_DIR', { DATA_DIR: 'undefined' }],
    ['GRAPH_CLOUD', { ...bot, GRAPH_CLOUD: 'mars' }],
    ['BOT_PASSWORD', { ...bot, BOT_PASSWORD: undefined }],
    ['BOT_PASSWORD', { ...bot, BOT_PASSWORD: '  ' }],
    ['BOT_PASSWORD', { ...bot, BOT_PASSWORD: 'undefined' }],
    ['BOT_PASSWORD', { ...bot, BOT_PASSWORD: "'S3CRET-value'" }],
    ['BOT_PASSWORD', { ...bot, BOT_TYPE: 'UserAssignedMsi' }],
    ['BOT_ID', { ...bot, BOT_ID: undefined }],
    ['BOT_ID', { ...bot, BOT_ID: '' }],
    ['BOT_ID', { ...bot, BOT_ID: 'my bot' }],
    ['BOT_ID', { ...bot, BOT_ID: 'undefined' }],
    ['BOT_ID', { ...bot, BOT_ID: '00000000-0000-0000-0000-000000000000' }],
    ['BOT_TENANT_ID', { ...bot, BOT_TENANT_ID: undefined }],
    ['BOT_TENANT_ID', { ...bot, BOT_TENANT_ID: 'contoso.com' }],
    ['BOT_TYPE', { ...bot, BOT_TYPE: 'MultiTenant' }],
    ['AZURE_CLIENT_ID', { ...bot, AZURE_CLIENT_SECRET: 'x', AZURE_TENANT_ID: TENANT }],
    ['AZURE_TENANT_ID', { ...bot, AZURE_CLIENT_SECRET: 'x', AZURE_CLIENT_ID: OTHER }],
    ['AZURE_TENANT_ID', { ...bot, AZURE_CLIENT_SECRET: 'x', AZURE_CLIENT_ID: OTHER, AZURE_TENANT_ID: OTHER }],
    ['AZURE_CLIENT_ID', { ...bot, AZURE_CLIENT_ID: OTHER, AZURE_TENANT_ID: TENANT }],
    ['AZURE_CLIENT_CERTIFICATE_PASSWORD', { ...bot, AZURE_CLIENT_CERTIFICATE_PASSWORD: 'S3CRET-value' }],
    [
      'AZURE_CLIENT_CERTIFICATE_PATH',
      {
        ...bot,
        AZURE_CLIENT_ID: OTHER,
        AZURE_TENANT_ID: TENANT,
        AZURE_CLIENT_SECRET: 'x',
        AZURE_CLIENT_CERTIFICATE_PATH: '/c',
      },
    ],
  ])('%s is told of in %j, and nothing else', (variable, env) => {
    const faults = faultsOf(env);
    expect(faults.map(fault => fault.variable)).toEqual([variable]);
    expect(faults[0]!.fix).toMatch(/\.$/);
  });

  it('names every mode', () => {
    expect(faultsOf({ ROLLCALL_MODE: 'production' })).toMatchObject([
      { fix: 'Set one of: sandbox, application, delegated.' },
    ]);
  });

  it('never shows a secret', () => {
    const env = {
      BOT_ID: 'x',
      BOT_PASSWORD: '"S3CRET-value"',
      BOT_TENANT_ID: 'y',
      AZURE_CLIENT_SECRET: '"S3CRET-value"',
      GRAPH_ROOT: 'http://u:S3CRET-value@h',
    };
    expect(faultsOf(env).length).toBeGreaterThan(4);
    expect(JSON.stringify(faultsOf(env))).not.toContain('S3CRET');
    expect(JSON.stringify(faultsOf({ DATABASE_URL: 'mysql://u:S3CRET-value@h/d' }))).not.toContain('S3CRET');
    expect(JSON.stringify(faultsOf({ GRAPH_ROOT: env.GRAPH_ROOT }))).not.toContain('S3CRET');
  });

  it('has all of its faults told at once', () => {
    const faults = faultsOf({
      PORT: 'x',
      LOG_LEVEL: 'x',
      BOT_ID: ID,
      GRAPH_ROOT: 'http://127.0.0.1',
      GRAPH_CLOUD: 'x',
    });
    expect(faults.map(fault => fault.variable).sort()).toEqual([
      'BOT_PASSWORD',
      'BOT_TENANT_ID',
      'GRAPH_CLOUD',
      'GRAPH_ROOT',
      'LOG_LEVEL',
      'PORT',
    ]);
  });

  it('has them in its message too, one a line', () => {
    expect(() => readConfig({ PORT: 'x' })).toThrow('PORT: "x". Set a whole number from 0 to 65535.');
  });

  it('alone is worth mentioning: what other programs need is left alone', () => {
    expect(faultsOf({ AZURE_CLIENT_ID: 'whatever', BOT_DOMAIN: 'x', PATH: '/bin', TEAMSFX_ENV: 'local' })).toEqual([]);
  });
});

describe('how long rows are kept', () => {
  const DAY = 24 * 3_600_000;

  it("is the store's own unless a variable says otherwise", () => {
    expect(readConfig({})).not.toHaveProperty('keep');
    expect(readConfig({ KEEP_SUMMARIES_DAYS: '30', KEEP_NOTIFICATIONS_DAYS: '1' })).toMatchObject({
      keep: { finished: 30 * DAY, inbox: DAY },
    });
  });

  it.each([
    ['KEEP_MESSAGES_DAYS', '1'],
    ['KEEP_SUMMARIES_DAYS', '0'],
    ['KEEP_GONE_PLACES_DAYS', 'for ever'],
    ['KEEP_MESAGES_DAYS', '30'],
  ])('refuses %s=%s', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toMatchObject([{ variable }]);
  });
});

describe('what figures are counted by, and how often ended events are looked for', () => {
  const MINUTE = 60_000;

  it("is Rollcall's own unless a variable says otherwise", () => {
    expect(readConfig({})).not.toHaveProperty('counted');
    expect(readConfig({})).not.toHaveProperty('sweepMs');
    expect(readConfig({ COUNT_GRACE_MINUTES: '0', COUNT_COMPLETED_PERCENT: '80', SWEEP_MINUTES: '180' })).toMatchObject(
      { counted: { graceMs: 0, completedShare: 0.8 }, sweepMs: 180 * MINUTE },
    );
    expect(readConfig({ ...bot, COUNT_BRIEF_MINUTES: '10', SWEEP_MINUTES: '1' })).toMatchObject({
      counted: { briefMs: 10 * MINUTE },
      sweepMs: MINUTE,
    });
  });

  it.each([
    ['COUNT_GRACE_MINUTES', '61'],
    ['COUNT_GRACE_MINUTES', '2.5'],
    ['COUNT_BRIEF_MINUTES', '0'],
    ['COUNT_COMPLETED_PERCENT', '0.95'],
    ['COUNT_COMPLETED_PERCENT', '101'],
    ['COUNT_LATE_MINUTES', '5'],
    ['SWEEP_MINUTES', '0'],
    ['SWEEP_MINUTES', '1441'],
    ['SWEEP_HOURS', '3'],
  ])('refuses %s=%s', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toMatchObject([{ variable }]);
  });
});

describe('where people sign in', () => {
  const delegated = { ...bot, ROLLCALL_MODE: 'delegated', PUBLIC_URL: 'https://rollcall.example:8443' };
  const graph = { AZURE_CLIENT_ID: ID, AZURE_TENANT_ID: TENANT };

  it('the app is the bot, and its API is named as in the manifest', () => {
    expect(readConfig(delegated)).toMatchObject({
      mode: 'delegated',
      publicUrl: 'https://rollcall.example:8443',
      apiUri: `api://rollcall.example:8443/botid-${ID}`,
      graph: { type: 'secret', clientId: ID },
    });
    const manifest = JSON.parse(readFileSync(join(__dirname, '../appPackage/manifest.json'), 'utf8'));
    expect(manifest.webApplicationInfo.resource).toBe('api://${{PUBLIC_HOST}}/botid-${{BOT_ID}}');
  });

  it.each([
    [
      { ...graph, AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' },
      { type: 'certificate', clientId: ID },
    ],
    [
      { ...graph, AZURE_FEDERATED_TOKEN_FILE: '/t' },
      { type: 'workload-identity', clientId: ID },
    ],
    [{ AZURE_CLIENT_ID: OTHER }, { type: 'managed-identity', clientId: OTHER }],
  ])('its credentials may be %j', (env, credentials) => {
    expect(readConfig({ ...delegated, ...env })).toMatchObject({ graph: credentials });
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://127.0.0.1:3978' }],
    ['BOT_TYPE', { BOT_TYPE: 'UserAssignedMsi', BOT_PASSWORD: undefined }],
    ['AZURE_CLIENT_ID', { ...graph, AZURE_CLIENT_ID: OTHER, AZURE_CLIENT_SECRET: 'x' }],
    [
      'AZURE_CLIENT_CERTIFICATE_PASSWORD',
      { ...graph, AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem', AZURE_CLIENT_CERTIFICATE_PASSWORD: 'p' },
    ],
    ['ROLLCALL_READERS', { ROLLCALL_READERS: ID }],
    ['ROLLCALL_READER_GROUPS', { ROLLCALL_READER_GROUPS: ID }],
    ['GRAPH_ROOT', { GRAPH_ROOT: 'http://127.0.0.1:4000' }],
  ])('%s is told of in %j, and nothing else', (variable, env) => {
    expect(faultsOf({ ...delegated, ...env }).map(fault => fault.variable)).toEqual([variable]);
  });
});

describe('who may read everything', () => {
  it('are people and groups by their ids, each once', () => {
    expect(readConfig({})).not.toHaveProperty('readers');
    expect(
      readConfig({ ...bot, ROLLCALL_READERS: `${ID}, ${OTHER},${ID.toUpperCase()}`, ROLLCALL_READER_GROUPS: TENANT }),
    ).toMatchObject({ readers: { people: [ID, OTHER], groups: [TENANT] } });
    expect(readConfig({ ROLLCALL_READER_GROUPS: OTHER })).toMatchObject({ readers: { people: [], groups: [OTHER] } });
  });

  it.each([
    ['ROLLCALL_READERS', 'somebody@contoso.com'],
    ['ROLLCALL_READERS', `${ID},,${OTHER}`],
    ['ROLLCALL_READERS', `${ID};${OTHER}`],
    ['ROLLCALL_READERS', '00000000-0000-0000-0000-000000000000'],
    ['ROLLCALL_READERS', new Array(101).fill(ID).join(',')],
    ['ROLLCALL_READER_GROUPS', new Array(21).fill(ID).join(',')],
    ['ROLLCALL_READER', ID],
  ])('refuses %s=%.60s', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toMatchObject([{ variable }]);
  });
});

describe('how much one person may ask', () => {
  it('can be told, in the sandbox from 60 a minute on', () => {
    expect(readConfig({})).not.toHaveProperty('asksPerMinute');
    expect(readConfig({ ROLLCALL_ASKS_PER_MINUTE: '60' })).toMatchObject({ asksPerMinute: 60 });
    expect(readConfig({ ...bot, ROLLCALL_ASKS_PER_MINUTE: '1' })).toMatchObject({ asksPerMinute: 1 });
    expect(faultsOf({ ROLLCALL_ASKS_PER_MINUTE: '59' })).toMatchObject([{ variable: 'ROLLCALL_ASKS_PER_MINUTE' }]);
    expect(faultsOf({ ...bot, ROLLCALL_ASKS_PER_MINUTE: '0' })).toMatchObject([
      { variable: 'ROLLCALL_ASKS_PER_MINUTE' },
    ]);
  });
});

describe('secrets that others show', () => {
  it('are taken from 16 characters on', () => {
    expect(readConfig({ METRICS_TOKEN: 'x'.repeat(16) })).toMatchObject({ metricsToken: 'x'.repeat(16) });
    expect(readConfig({ ...bot, NOTIFICATION_SECRET: 'y'.repeat(16) })).toMatchObject({
      notificationSecret: 'y'.repeat(16),
    });
  });

  it.each(['tiny-one', 'with a space in the middle'])('are refused as "%s", which is not told', value => {
    const faults = faultsOf({ ...bot, METRICS_TOKEN: value, NOTIFICATION_SECRET: value });
    expect(faults.map(({ variable }) => variable).sort()).toEqual(['METRICS_TOKEN', 'NOTIFICATION_SECRET']);
    expect(JSON.stringify(faults)).not.toContain(value);
  });
});

describe('env/.env.example', () => {
  const text = readFileSync(join(__dirname, '../env/.env.example'), 'utf8');

  it('lists every variable once, commented out', () => {
    const listed = [...text.matchAll(/^#([A-Z_]+)=/gm)].map(match => match[1]!);
    expect(listed.sort()).toEqual([...new Set([...variables, ...Object.keys(packageVariables)])].sort());
    expect(text.split('\n').every(line => line === '' || line.startsWith('#'))).toBe(true);
  });

  it('shows defaults that hold', () => {
    const shown = Object.fromEntries([...text.matchAll(/^#([A-Z_]+)=(.+)$/gm)].map(match => [match[1]!, match[2]!]));
    expect(readConfig(shown)).toMatchObject(readConfig({}));
  });
});
