import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config';
import { checkClock } from '../../src/cli/doctor/graph';
import { checkPermissions } from '../../src/cli/doctor/permissions';
import type { RealConfig } from '../../src/cli/doctor/real-config';
import { runDoctor, type DoctorOptions } from '../../src/cli/doctor/run';
import { openStore } from '../../src/store/open-store';
import { makeCertificate } from '../support/certificate';
import { newDataDir } from '../support/data-dir';
import { startEntra } from '../support/entra';
import { BOT, closeAround, startAround, startRealApp, type RealApp } from '../support/real-app';

const quiet = { jobs: { names: [] }, now: Date.now, random: () => 0, onError: () => undefined };

async function doctor(env: Record<string, string>, options?: DoctorOptions, args: string[] = []) {
  let out = '';
  const code = await runDoctor(args, { SANDBOX_ATTENDEES: '10', ...env }, { write: text => (out += text) }, options);
  return { code, out };
}

it('finds all well in the sandbox, with nothing set', async () => {
  const { code, out } = await doctor({ DATA_DIR: newDataDir() });
  expect(out).toMatch(/ok +Configuration +Sandbox/);
  expect(out).toMatch(/ok +Database +SQLite in .+: it can be written/);
  expect(out).toMatch(/ok +Microsoft Graph +http:\/\/127\.0\.0\.1:\d+ answers/);
  expect(out).toMatch(/ok +Clock/);
  expect(out).toMatch(/Rollcall would work\.\n$/);
  expect(out).not.toMatch(/broken|note/);
  expect(code).toBe(0);
});

it('says every fault of the configuration with its fix, and no secret', async () => {
  const { code, out } = await doctor({ PORT: 'abc', BOT_ID: 'x', BOT_PASSWORD: 'S3CRET-value' });
  expect(out).toMatch(/broken +Configuration +PORT: found "abc"\.\n +Set a whole number/);
  expect(out).toContain('BOT_ID: found "x"');
  expect(out).not.toContain('S3CRET');
  expect(out).toMatch(/would not work: \d things are broken/);
  expect(code).toBe(1);
});

it('leaves a running Rollcall its database, and works', async () => {
  const dataDir = newDataDir();
  const running = await openStore({ kind: 'sqlite', dataDir }, quiet);
  const { code, out } = await doctor({ DATA_DIR: dataDir });
  expect(out).toMatch(/note +Database .+in use by another process/);
  expect(code).toBe(0);
  await running.close();
});

it('counts what is watched', async () => {
  const dataDir = newDataDir();
  const store = await openStore({ kind: 'sqlite', dataDir }, quiet);
  const watch = { tenant: 't', conversationId: 'c', what: 'all', targetId: '' } as const;
  await store.transaction(async tx => {
    await tx.watches.add({ ...watch, personId: 'a' });
    await tx.watches.add({ ...watch, personId: 'b' });
    await tx.subscriptions.save({ tenant: 't', id: 's', resource: 'r', clientState: 'x', expiresAt: 1 });
  });
  await store.close();
  expect((await doctor({ DATA_DIR: dataDir })).out).toContain(
    'Watches: 2. Chats and channels known: 0. Subscriptions at Graph: 1.',
  );
});

it('names a folder that cannot be used', async () => {
  const { code, out } = await doctor({ DATA_DIR: '/dev/null/data' });
  expect(out).toMatch(/broken +Database +SQLite in \/dev\/null\/data/);
  expect(code).toBe(1);
});

it('names a PostgreSQL server that does not answer, without its password', async () => {
  const { code, out } = await doctor({ DATABASE_URL: 'postgres://rollcall:S3CRET@127.0.0.1:9/rollcall' });
  expect(out).toMatch(/broken +Database +PostgreSQL at DATABASE_URL can't be used\.\n +The PostgreSQL server/);
  expect(out).not.toContain('S3CRET');
  expect(code).toBe(1);
});

interface Handed {
  status: number;
  type: string;
  text: string;
}

/** What stands between the world and Rollcall: https outside, and whatever a proxy does to what passes. */
async function startProxy() {
  const own = makeCertificate();
  const hand = async (method: string, path: string): Promise<Handed> => {
    const answer = await fetch(proxy.target + path, { method });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
  };
  const proxy = {
    url: '',
    ca: own.certificate,
    /** Where Rollcall listens. */
    target: '',
    hand,
    pass: hand,
    seen: (_headers: IncomingHttpHeaders): unknown => undefined,
    close: () => server.close(),
  };
  const server = createServer({ key: own.key, cert: own.certificate }, (request, response) => {
    proxy.seen(request.headers);
    void proxy.pass(request.method!, request.url!).then(({ status, type, text }) => {
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  proxy.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

describe('on a real tenant', () => {
  let around: Awaited<ReturnType<typeof startAround>>;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let app: RealApp;
  let few: Awaited<ReturnType<typeof startEntra>> | undefined;
  let dataDir: string;
  let env: Record<string, string>;
  let options: Required<Pick<DoctorOptions, 'elsewhere'>> & DoctorOptions;
  beforeAll(async () => {
    [around, proxy] = await Promise.all([startAround({ attendees: 10 }), startProxy()]);
    app = await startRealApp({ around, env: { PUBLIC_URL: proxy.url } });
    proxy.target = app.url;
    dataDir = newDataDir();
  });
  beforeEach(() => {
    const { entra, sandbox } = around;
    env = {
      ...{ BOT_ID: BOT, BOT_PASSWORD: 'the-secret-of-the-app', BOT_TENANT_ID: sandbox.tenantId },
      ...{ PUBLIC_URL: proxy.url, DATA_DIR: dataDir },
    };
    options = {
      elsewhere: { graphRoot: sandbox.root, entra: { authority: entra.authority, ca: entra.ca + proxy.ca } },
    };
    proxy.pass = proxy.hand;
    proxy.seen = () => undefined;
    sandbox.faults.clear();
  });
  afterAll(async () => {
    await app.close();
    proxy.close();
    await few?.close();
    await closeAround(around);
  });

  /** The whole output, with one name for what is another in each run. */
  async function look(args = ['--as', around.sandbox.demoOrganizerId]) {
    const { code, out } = await doctor(env, options, args);
    const text = out
      .replaceAll(proxy.url, 'https://rollcall.example')
      .replaceAll(around.sandbox.root, 'https://graph.example')
      .replaceAll(dataDir, '.data')
      .replaceAll(around.sandbox.tenantId, 'TENANT')
      .replaceAll(around.sandbox.people.uncovered, 'ORGANIZER')
      .replaceAll(BOT, 'BOT')
      // Graph's own clock is told to a second.
      .replace(/clock is [0-2] seconds (?:ahead of|behind)/, 'clock is 0 seconds ahead of')
      .replace(/clock is (?:599|601) seconds/, 'clock is 600 seconds');
    return `${text}exit ${code}\n`;
  }

  const GOOD = `\
  ok      Configuration     Application, cloud global; port 3978; people are named in personal chat.
  ok      Database          SQLite in .data: it can be written, and its tables are up to date.
  ok      Watches           Watches: 0. Chats and channels known: 0. Subscriptions at Graph: 0.
  ok      Outbox            Waiting: 0. Given up: 0.
  ok      Microsoft Graph   https://graph.example answers.
  ok      Clock             This machine's clock is 0 seconds ahead of Graph's.
  ok      Sign-in to Graph  Microsoft Entra gives a token.
  ok      Bot credentials   Microsoft Entra gives a token.
  ok      Permissions       The app's token holds VirtualEvent.Read.All, OnlineMeetingArtifact.Read.All, OnlineMeetings.Read.All, User.Read.All.
  ok      Call records      The app may read every call of the tenant. Rollcall shows organisers those of their own events and meetings, and readers all.
  ok      Access policy     Graph shows Rollcall what this person organises: 31 events.
  ok      Subscriptions     Graph lets Rollcall subscribe. Standing: 0.
  ok      Public address    Rollcall answers at https://rollcall.example/healthz.
  ok      Notifications     Graph can send them to https://rollcall.example/api/notifications.

Rollcall would work.
exit 0
`;
  const ONE = '\nRollcall would not work: one thing is broken.\nexit 1\n';
  const TWO = '\nRollcall would not work: 2 things are broken.\nexit 1\n';

  /** The good output with other lines in the place of those that begin alike; undefined: without them. */
  function instead(lines: Record<string, string | undefined>, verdict = ONE): string {
    const [checks = ''] = GOOD.split('\n\n');
    const kept = checks.split('\n').flatMap(line => {
      const what = line.slice(10, 26).trim();
      return what in lines ? (lines[what] ?? []) : line;
    });
    for (const what in lines) expect(checks).toContain(`  ok      ${what} `);
    return `${kept.join('\n')}\n${verdict}`;
  }

  it('finds all well', async () => {
    expect(await look()).toBe(GOOD);
  });

  it('takes what could be better for good enough', async () => {
    delete env.PUBLIC_URL;
    const { code, out } = await doctor(env, options);
    expect(out).toMatch(/note +Access policy +Not tried.+\n +npm run -s doctor -- --as </);
    expect(out).toMatch(/note +Public address +There is none\..+\n +Set PUBLIC_URL/);
    expect(code).toBe(0);
  });

  it('names the API that people sign in to', async () => {
    env.ROLLCALL_MODE = 'delegated';
    const api = `api://${new URL(proxy.url).host}/botid-BOT`;
    const expected = `  ok      Configuration     Delegated, cloud global; port 3978; people are named in personal chat. People sign in to ${api}, which has to be exposed in Entra.`;
    expect(await look()).toBe(instead({ Configuration: expected }, '\nRollcall would work.\nexit 0\n'));
  });

  interface Broken {
    name: string;
    make: () => void | Promise<void>;
    expected: () => string;
    /** Who is looked at; the demo organiser unless said. */
    as?: () => string;
  }

  const broken: Broken[] = [
    {
      name: 'a number that is none, an id that is none',
      make: () => {
        Object.assign(env, { PORT: 'abc', BOT_TENANT_ID: 'x' });
      },
      expected: () => `\
  broken  Configuration  PORT: found "abc".
                         Set a whole number from 0 to 65535.
  broken  Configuration  BOT_TENANT_ID: found "x".
                         Set the id from the Entra admin center: 32 hexadecimal digits with hyphens.
${TWO}`,
    },
    {
      name: 'a managed identity with a password',
      make: () => {
        env.BOT_TYPE = 'UserAssignedMsi';
      },
      expected: () => `\
  broken  Configuration  BOT_PASSWORD: found a value (not shown), while BOT_TYPE is UserAssignedMsi.
                         Remove it: a managed identity has no password.
${ONE}`,
    },
    {
      name: 'signing people in without an address',
      make: () => {
        env.ROLLCALL_MODE = 'delegated';
        delete env.PUBLIC_URL;
      },
      expected: () => `\
  broken  Configuration  PUBLIC_URL: found nothing, while ROLLCALL_MODE is delegated.
                         Set the https address that Rollcall is reached at: people sign in there, and the name of the API that they sign in to is made from it.
${ONE}`,
    },
    {
      name: 'a wrong secret',
      make: () => {
        env.BOT_PASSWORD = 'S3CRET';
      },
      expected: () =>
        instead(
          {
            'Sign-in to Graph': `\
  broken  Sign-in to Graph  Microsoft Entra gives no token (AADSTS7000215).
                            Check AZURE_CLIENT_ID, AZURE_TENANT_ID and the secret beside them, or BOT_ID and BOT_PASSWORD where those are not set; and that the secret has not run out.`,
            'Bot credentials': `\
  broken  Bot credentials   Microsoft Entra gives no token (AADSTS7000215).
                            Check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD, and in the Entra admin center that the secret has not run out.`,
            Permissions: undefined,
            'Call records': undefined,
            'Access policy': undefined,
            Subscriptions: undefined,
          },
          TWO,
        ),
    },
    {
      name: 'a wrong secret of the bot alone',
      make: () => {
        const own = { AZURE_CLIENT_ID: BOT, AZURE_TENANT_ID: env.BOT_TENANT_ID, AZURE_CLIENT_SECRET: env.BOT_PASSWORD };
        Object.assign(env, own, { BOT_PASSWORD: 'S3CRET' });
      },
      expected: () =>
        instead({
          'Bot credentials': `\
  broken  Bot credentials   Microsoft Entra gives no token (AADSTS7000215).
                            Check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD, and in the Entra admin center that the secret has not run out.`,
        }),
    },
    {
      name: 'a permission that is missing, one that is less needed, and one too many',
      make: async () => {
        const [tenantId, secret] = [around.sandbox.tenantId, env.BOT_PASSWORD!];
        few = await startEntra({
          ...{ tenantId, apps: [{ clientId: BOT, secret, roles: ['VirtualEvent.Read.All', 'Mail.Read'] }] },
          audience: { clientId: BOT, apiUri: app.apiUri },
        });
        options.elsewhere.entra = { authority: few.authority, ca: few.ca + proxy.ca };
      },
      expected: () =>
        instead({
          Permissions: `\
  broken  Permissions       The app's token lacks OnlineMeetingArtifact.Read.All: no attendance can be read.
                            Have an administrator grant it to the app.
                            In Microsoft Graph PowerShell, which also does for a managed identity. Or in the Microsoft Entra admin centre: App registrations, this application id, API permissions, Application permissions, OnlineMeetingArtifact.Read.All, Grant admin consent.
                              Connect-MgGraph -TenantId "TENANT" -Scopes "Application.Read.All","AppRoleAssignment.ReadWrite.All"
                              $rollcall = Get-MgServicePrincipal -Filter "appId eq 'BOT'"
                              $graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
                              $role = $graph.AppRoles | Where-Object Value -eq "OnlineMeetingArtifact.Read.All"
                              New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $rollcall.Id -PrincipalId $rollcall.Id -ResourceId $graph.Id -AppRoleId $role.Id
                            It works from the next token on, which can take an hour; restarting Rollcall fetches one.
  note    Permissions       The app's token lacks OnlineMeetings.Read.All: no meeting can be read, webinars and town halls can.
                            Have it granted in the same way.
  note    Permissions       The app's token holds more than Rollcall uses: Mail.Read.
                            Take it away from the app, unless something else needs it.`,
          'Call records': `\
  note    Call records      The app's token lacks CallRecords.Read.All: no call can be looked at, and no answer says how a call was.
                            Leave it so, or have it granted: it is of the whole tenant, can't be limited, and Rollcall's own check is then all that stands before the calls of others.
                            In Microsoft Graph PowerShell, which also does for a managed identity. Or in the Microsoft Entra admin centre: App registrations, this application id, API permissions, Application permissions, CallRecords.Read.All, Grant admin consent.
                              Connect-MgGraph -TenantId "TENANT" -Scopes "Application.Read.All","AppRoleAssignment.ReadWrite.All"
                              $rollcall = Get-MgServicePrincipal -Filter "appId eq 'BOT'"
                              $graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
                              $role = $graph.AppRoles | Where-Object Value -eq "CallRecords.Read.All"
                              New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $rollcall.Id -PrincipalId $rollcall.Id -ResourceId $graph.Id -AppRoleId $role.Id
                            It works from the next token on, which can take an hour; restarting Rollcall fetches one.`,
        }),
    },
    {
      name: 'an organiser without an application access policy',
      make: () => undefined,
      as: () => around.sandbox.people.uncovered,
      expected: () =>
        instead({
          'Access policy': `\
  broken  Access policy     No application access policy lets the app read for this person.
                            Have a Teams administrator grant one. It takes up to 30 minutes to work.
                            In Teams PowerShell, to see which policy the organiser has:
                              Connect-MicrosoftTeams -TenantId "TENANT"
                              Get-CsOnlineUser -Identity "ORGANIZER" | Select-Object ApplicationAccessPolicy
                            If there is none:
                              New-CsApplicationAccessPolicy -Identity "Rollcall" -AppIds "BOT"
                              Grant-CsApplicationAccessPolicy -PolicyName "Rollcall" -Identity "ORGANIZER"
                            If there is one, add Rollcall to it, as nobody has two. Write its name for NAME:
                              Set-CsApplicationAccessPolicy -Identity "NAME" -AppIds @{Add="BOT"}`,
        }),
    },
    {
      name: 'a Graph that cannot be reached',
      make: () => {
        options.elsewhere.graphRoot = 'http://127.0.0.1:9';
      },
      expected: () =>
        instead({
          'Microsoft Graph': `\
  broken  Microsoft Graph   http://127.0.0.1:9 does not answer.
                            Let this machine reach it by https (port 443): check the firewall, the name server and the certificates.`,
          Clock: undefined,
          'Access policy': undefined,
          Subscriptions: undefined,
        }),
    },
    {
      name: 'a clock that is ten minutes behind',
      make: () => {
        options.now = () => Date.now() - 600_000;
      },
      expected: () =>
        instead({
          Clock: `\
  broken  Clock             This machine's clock is 600 seconds behind Graph's.
                            Let the machine set its clock by the network (NTP).`,
          'Access policy': undefined,
          Subscriptions: undefined,
        }),
    },
    {
      name: 'a database that is down',
      make: () => {
        delete env.DATA_DIR;
        env.DATABASE_URL = 'postgres://rollcall:S3CRET@127.0.0.1:9/rollcall';
      },
      expected: () =>
        instead({
          Database: `\
  broken  Database          PostgreSQL at DATABASE_URL can't be used.
                            The PostgreSQL server of DATABASE_URL can't be used (ECONNREFUSED). Check that it runs and that the address, user and password are right.`,
          Watches: undefined,
          Outbox: undefined,
        }),
    },
    {
      name: 'a public address where nothing listens',
      make: () => {
        env.PUBLIC_URL = 'https://127.0.0.1:9';
      },
      expected: () =>
        instead({
          'Public address': `\
  broken  Public address    https://127.0.0.1:9/healthz does not answer (ECONNREFUSED).
                            Start Rollcall, then look again. Teams reaches it by https alone: check the name, the port, the firewall, and that the certificate comes from a known authority.`,
          Notifications: undefined,
        }),
    },
    {
      name: 'a public address that leads to something else',
      make: () => {
        proxy.pass = async () => ({ status: 404, type: 'text/html', text: '<h1>Not here</h1>' });
      },
      expected: () =>
        instead({
          'Public address': `\
  broken  Public address    https://rollcall.example/healthz answers 404, and not as Rollcall does.
                            Check that PUBLIC_URL leads to this Rollcall, and that the proxy before it hands on every path, without a page or a sign-in of its own.`,
          Notifications: undefined,
        }),
    },
    {
      name: 'a proxy that changes what Graph is answered',
      make: () => {
        proxy.pass = (method, path) => proxy.hand(method, path.replaceAll('%2B', '+'));
      },
      expected: () =>
        instead({
          Notifications: `\
  broken  Notifications     https://rollcall.example/api/notifications does not give back what Graph would send it (200).
                            Run Rollcall with this PUBLIC_URL, and let the proxy hand on the query and the answer unchanged, as text/plain and without a sign-in.`,
        }),
    },
    {
      name: 'a Graph that refuses subscriptions',
      make: () => {
        const error = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' };
        around.sandbox.faults.add({ path: '/subscriptions', fault: { status: 403, body: { error } } });
      },
      expected: () =>
        instead({
          Subscriptions: `\
  broken  Subscriptions     Graph does not let Rollcall see its subscriptions (permission-missing).
                            They take VirtualEvent.Read.All and the consent of an administrator; docs/errors.md says what this code means.`,
        }),
    },
  ];

  it.each(broken)('says all of $name', async ({ make, expected, as = () => around.sandbox.demoOrganizerId }) => {
    await make();
    const text = await look(['--as', as()]);
    expect(text).toBe(expected());
    expect(text).not.toMatch(/S3CRET|the-secret/);
  });

  it.each([
    ['AZURE_CLIENT_CERTIFICATE_PATH', /Check that AZURE_CLIENT_CERTIFICATE_PATH is a PEM file/],
    ['AZURE_FEDERATED_TOKEN_FILE', /Check that AZURE_FEDERATED_TOKEN_FILE is there/],
  ])('says what to look at where the file of %s is not there', async (variable, fix) => {
    Object.assign(env, { AZURE_CLIENT_ID: BOT, AZURE_TENANT_ID: env.BOT_TENANT_ID, [variable]: '/dev/null/none' });
    const text = await look();
    expect(text).toMatch(/broken +Sign-in to Graph +Microsoft Entra gives no token\.\n/);
    expect(text).toMatch(fix);
  });

  it('sends no token to the public address', async () => {
    const shown: unknown[] = [];
    proxy.seen = headers => shown.push(headers.authorization, headers.cookie);
    await look();
    expect(shown.length).toBeGreaterThan(4);
    expect(shown.filter(Boolean)).toEqual([]);
  });
});

describe('the permissions in a token', () => {
  const NO_CALLS = /^note .*lacks CallRecords.Read.All/;
  const all = ['VirtualEvent.Read.All', 'OnlineMeetingArtifact.Read.All', 'OnlineMeetings.Read.All'];
  const states = (payload: unknown, env: Record<string, string> = {}) => {
    const token =
      typeof payload === 'string' ? payload : `a.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c`;
    const config = readConfig({ BOT_ID: BOT, BOT_PASSWORD: 'x', BOT_TENANT_ID: BOT, ...env }) as RealConfig;
    return checkPermissions(token, config, undefined).map(({ state, found }) => `${state} ${found}`);
  };

  it.each<[string, unknown, Record<string, string>, RegExp[]]>([
    ['all that are needed', { roles: all }, {}, [/^ok .*holds VirtualEvent/, NO_CALLS]],
    [
      'none',
      {},
      {},
      [/^broken .*VirtualEvent.Read.All/, /^broken .*Artifact/, /^note .*OnlineMeetings.Read.All/, NO_CALLS],
    ],
    [
      'one to write with in the place of one',
      { roles: ['OnlineMeetings.ReadWrite.All', ...all.slice(0, 2)] },
      {},
      [/^ok /, NO_CALLS],
    ],
    [
      'more than is used',
      { roles: [...all, 'Mail.Read', 7] },
      {},
      [/^ok /, /^note .*more than .*: Mail.Read\.$/, NO_CALLS],
    ],
    [
      'a cloud without webinars',
      { roles: all.slice(1) },
      { GRAPH_CLOUD: 'usgov' },
      [/^ok .*holds OnlineMeetingArtifact/, NO_CALLS],
    ],
    [
      'meetings alone, and not these',
      { roles: [all[1]] },
      { GRAPH_CLOUD: 'usgov' },
      [/^broken .*OnlineMeetings.Read.All/, NO_CALLS],
    ],
    [
      'groups that cannot be asked',
      { roles: all },
      { ROLLCALL_READER_GROUPS: BOT },
      [/^note .*User.Read.All/, /^note .*GroupMember/, NO_CALLS],
    ],
    [
      'groups that can',
      { roles: [...all, 'User.Read.All', 'GroupMember.Read.All'] },
      { ROLLCALL_READER_GROUPS: BOT },
      [/^ok /, NO_CALLS],
    ],
    [
      'calls, and whose they are',
      { roles: [...all, 'CallRecords.Read.All', 'User.Read.All'] },
      {},
      [/^ok .*, User\.Read\.All\.$/, /^ok .*every call of the tenant/],
    ],
    [
      'calls, and nobody by name',
      { roles: [...all, 'CallRecords.Read.All'] },
      {},
      [/^note .*lacks User\.Read\.All.*calls/, /^ok .*every call of the tenant/],
    ],
    [
      'names without calls, which nothing needs',
      { roles: [...all, 'User.Read.All'] },
      {},
      [/^ok /, /^note .*more than .*: User\.Read\.All\.$/, NO_CALLS],
    ],
    ['a cloud without any of it', { roles: all.slice(1) }, { GRAPH_CLOUD: 'china' }, [/^ok /]],
    ['roles of another shape', { roles: 'all' }, {}, [/^note .*another kind/]],
    ['another kind of token', 'opaque', {}, [/^note .*another kind/]],
  ])('%s', (_name, payload, env, expected) => {
    const found = states(payload, env);
    expect(found).toHaveLength(expected.length);
    found.forEach((one, index) => {
      expect(one).toMatch(expected[index]!);
    });
  });
});

it.each([[['--as', 'me']], [['--for', 'x']], [['x']], [['--help']]])('says how it is called: %j', async args => {
  const { code, out } = await doctor({}, {}, args);
  expect(out).toMatch(/^Usage: npm run -s doctor -- \[--as <aadObjectId>\]\n/);
  expect(code).toBe(1);
});

it.each([
  [0, 'ok'],
  [29, 'ok'],
  [-60, 'note'],
  [-3600, 'broken'],
  [301, 'broken'],
])('takes a clock that is %i seconds ahead for %s', (seconds, state) => {
  const theirs = Date.UTC(2026, 10, 21, 9);
  const check = checkClock(new Date(theirs).toUTCString(), theirs + seconds * 1000);
  expect(check.state).toBe(state);
  expect(check.found).toContain(`${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead of'}`);
});
