import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkClock } from '../../src/cli/doctor/graph';
import { runDoctor, type DoctorOptions } from '../../src/cli/doctor/run';
import { openStore } from '../../src/store/open-store';
import { newDataDir } from '../support/data-dir';

const ID = '2b1e9a2c-4f6d-4d57-9f0d-0f5f3a9d7c11';
const bot = { BOT_ID: ID, BOT_PASSWORD: 'S3CRET-value', BOT_TENANT_ID: ID };
const quiet = { jobs: { names: [] }, now: Date.now, random: () => 0, onError: () => undefined };

async function doctor(env: Record<string, string>, options?: DoctorOptions) {
  let out = '';
  const code = await runDoctor({ SANDBOX_ATTENDEES: '10', ...env }, { write: text => (out += text) }, options);
  return { code, out };
}

/** Entra as it answers, or fails. */
const entra =
  (getToken: (scope: string) => unknown): NonNullable<DoctorOptions['credentials']> =>
  async () => ({ getToken: async (scope: string | string[]) => getToken(String(scope)) as never });

let graph: Server;
let graphRoot: string;
beforeAll(async () => {
  graph = createServer((_request, response) => response.writeHead(405).end());
  await new Promise<void>(resolve => graph.listen(0, '127.0.0.1', resolve));
  graphRoot = `http://127.0.0.1:${(graph.address() as AddressInfo).port}`;
});
afterAll(() => void graph.close());

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

describe('with credentials', () => {
  const env = () => ({ ...bot, DATA_DIR: newDataDir() });

  it('asks Entra for both tokens, and says what a missing public address costs', async () => {
    const scopes: string[] = [];
    const credentials = entra(scope => {
      scopes.push(scope);
      return { token: 'S3CRET-token', expiresOnTimestamp: 1 };
    });
    const { code, out } = await doctor(env(), { graphRoot, credentials });
    expect(scopes).toEqual(['https://graph.microsoft.com/.default', 'https://api.botframework.com/.default']);
    expect(out).toMatch(/ok +Sign-in to Graph/);
    expect(out).toMatch(/ok +Bot credentials/);
    expect(out).toMatch(/note +Public address +There is none\. .+\n +Set PUBLIC_URL/);
    expect(out).not.toContain('S3CRET');
    expect(code).toBe(0);
  });

  it("tells Entra's own number of a refusal, and nothing else of it", async () => {
    const credentials = entra(scope => {
      if (scope.includes('graph')) return { token: 'x', expiresOnTimestamp: 1 };
      throw new Error("AADSTS7000215: Invalid client secret S3CRET-value for app 'x'.");
    });
    const { code, out } = await doctor(env(), { graphRoot, credentials });
    expect(out).toMatch(/broken +Bot credentials +Microsoft Entra gives no token \(AADSTS7000215\)\.\n +Check BOT_ID/);
    expect(out).toMatch(/ok +Sign-in to Graph/);
    expect(out).not.toContain('S3CRET');
    expect(code).toBe(1);
  });

  it('says that Graph cannot be reached', async () => {
    const credentials = entra(() => ({ token: 'x', expiresOnTimestamp: 1 }));
    const { code, out } = await doctor(env(), { graphRoot: 'http://127.0.0.1:9', credentials });
    expect(out).toMatch(/broken +Microsoft Graph .+ does not answer\.\n +Let this machine reach it/);
    expect(code).toBe(1);
  });

  it('names the address that notifications come to, and the secret that a managed identity lacks', async () => {
    const credentials = entra(() => ({ token: 'x', expiresOnTimestamp: 1 }));
    const PUBLIC_URL = 'https://rollcall.example';
    const named = await doctor({ ...env(), PUBLIC_URL }, { graphRoot, credentials });
    expect(named.out).toContain('Graph sends notifications to https://rollcall.example/api/notifications.');
    const managed = { ...env(), PUBLIC_URL, BOT_TYPE: 'UserAssignedMsi', BOT_PASSWORD: '' };
    const lacking = await doctor(managed, { graphRoot, credentials });
    expect(lacking.out).toMatch(/note +Public address .+\n +Set NOTIFICATION_SECRET/);
  });
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
