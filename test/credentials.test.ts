import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAppTokens, createOnBehalf, toBotSignIn, toCredential } from '../src/credentials';
import type { GraphCredentials } from '../src/config';
import { toRefusal } from '../src/sign-in/refusal';
import { toScopes } from '../src/sign-in/sign-in';
import { makeCertificate } from './support/certificate';
import { newDataDir } from './support/data-dir';
import { DEMANDED, startEntra, type Entra } from './support/entra';

const tenantId = 'c7a1f2d4-0000-4000-8000-0000000000aa';
const clientId = '5f3c1b7a-0000-4000-8000-000000000b07';
const botId = '5f3c1b7a-0000-4000-8000-000000000b08';
const person = '8f0b2a4e-0000-4000-8000-00000000ab01';
const GRAPH = 'https://graph.microsoft.com';
const certificate = makeCertificate();
const folder = newDataDir();
const path = join(folder, 'app.pem');
const tokenFile = join(folder, 'federated');
writeFileSync(path, certificate.key + certificate.certificate);
writeFileSync(tokenFile, 'a.federated.token');

let entra: Entra;
beforeAll(async () => {
  entra = await startEntra({
    tenantId,
    apps: [
      { clientId, secret: 'right', certificate, federated: 'a.federated.token', roles: ['VirtualEvent.Read.All'] },
      { clientId: botId, secret: 'the bot’s' },
    ],
    audience: { clientId, apiUri: `api://rollcall.example/botid-${clientId}` },
  });
});
afterAll(() => entra.close());
beforeEach(() => {
  entra.requests.length = 0;
});

const app = { tenantId, clientId };
const kinds: [string, GraphCredentials][] = [
  ['secret', { type: 'secret', ...app, secret: 'right' }],
  ['certificate', { type: 'certificate', ...app, path }],
  ['federated', { type: 'workload-identity', ...app, tokenFile }],
];

describe('a token of the app', () => {
  it.each(kinds)('is fetched with a %s, once for many questions', async (by, who) => {
    const tokens = createAppTokens(who, entra);
    const token = await tokens(`${GRAPH}/.default`);
    expect(JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())).toMatchObject({
      aud: GRAPH,
      roles: ['VirtualEvent.Read.All'],
    });
    expect(await tokens(`${GRAPH}/.default`)).toBe(token);
    expect(entra.requests).toMatchObject([{ grant: 'client_credentials', clientId, by, status: 200 }]);
  });

  it('is not given for a wrong secret, and none is sent elsewhere', async () => {
    const tokens = createAppTokens({ type: 'secret', ...app, secret: 'wrong' }, entra);
    await expect(tokens(`${GRAPH}/.default`)).rejects.toThrow('AADSTS7000215');
  });

  // A machine without one has nobody to ask: what can be seen here is that nothing else is used.
  it('of a managed identity comes from its machine alone', async () => {
    const credential = await toCredential({ type: 'managed-identity', ...app }, entra);
    expect(credential.constructor.name).toBe('ManagedIdentityCredential');
  });
});

describe('the bot', () => {
  const environment = { ...process.env };
  afterEach(() => {
    process.env = environment;
  });

  it('signs as itself, also where the environment holds the secret of the app that reads Graph (trap)', async () => {
    Object.assign(process.env, {
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: 'right',
      AZURE_AUTHORITY_HOST: entra.authority,
    });
    const secret = toBotSignIn({ type: 'secret', id: botId, tenantId, password: 'the bot’s' });
    await createAppTokens(secret, entra)('https://api.botframework.com/.default');
    expect(entra.requests).toMatchObject([{ clientId: botId, by: 'secret', status: 200 }]);
    const identity = await toCredential(toBotSignIn({ type: 'managed-identity', id: botId, tenantId }), entra);
    expect(identity.constructor.name).toBe('ManagedIdentityCredential');
  });
});

describe('in a person’s name', () => {
  const scopes = toScopes(GRAPH, 'read');

  it.each(kinds)('a sign-in is exchanged, the app vouching by %s', async (by, graph) => {
    const exchange = createOnBehalf({ clientId, graph }, entra);
    const got = await exchange(await entra.signIn(person), scopes);
    expect(got.token).toMatch(new RegExp(`^user:${person}:`));
    expect(got.expiresAt).toBeGreaterThan(Date.now() + 50 * 60_000);
    expect(entra.requests).toMatchObject([{ clientId, by, status: 200 }]);
    for (const scope of scopes) expect(entra.requests[0]!.scope.split(' ')).toContain(scope);
  });

  const tampered = async () => {
    const [header, payload = '', signature] = (await entra.signIn(person)).split('.');
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), oid: clientId };
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };
  const past = () => entra.signIn(person, { exp: Math.floor(Date.now() / 1000) - 60 });

  it.each<[string, string, Entra['faults'], () => Promise<string>]>([
    ['consent-needed', 'nobody agreed', ['consent'], () => entra.signIn(person)],
    ['conditional-access', 'more is demanded', ['claims'], () => entra.signIn(person)],
    ['sign-in-expired', 'it is over', [], past],
    ['sign-in-refused', 'it was changed on the way', [], tampered],
    ['sign-in-refused', 'it is for another app', [], () => entra.signIn(person, { aud: botId })],
    [
      'graph-unavailable',
      'Entra breaks off, again and again',
      ['down', 'down', 'down', 'down'],
      () => entra.signIn(person),
    ],
  ])(
    'none is exchanged: %s, when %s',
    async (code, _why, faults, assertion) => {
      entra.faults.push(...faults);
      const exchange = createOnBehalf({ clientId, graph: kinds[0]![1] }, entra);
      const error: unknown = await exchange(await assertion(), scopes).catch((cause: unknown) => cause);
      expect(toRefusal(error)).toEqual({ code, ...(code === 'conditional-access' && { claims: DEMANDED }) });
      entra.faults.length = 0;
    },
    20_000,
  );
});
