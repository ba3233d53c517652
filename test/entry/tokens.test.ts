import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { CHANNEL, EMULATOR, seconds, settingsOf } from '../support/channel-keys';
import { BOT, closeAround, startAround, startRealApp, type RealApp } from '../support/real-app';

const ELSEWHERE = 'd7a1f2d4-0000-4000-8000-0000000000bb';
/** Whom the SDK takes for its emulator or another bot, by its own list. */
const EMULATORS = [
  EMULATOR,
  'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
  'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
  'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0',
  'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/',
  'https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/',
  'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0',
  'https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
  'https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0',
];

let around: Awaited<ReturnType<typeof startAround>>;
let app: RealApp;
let quiet: jest.SpyInstance;
beforeAll(async () => {
  // The SDK prints keys and stacks; src/index.ts takes the console, and so does this.
  quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  around = await startAround();
  app = await startRealApp({ around });
});
afterAll(async () => {
  await app.close();
  await closeAround(around);
  quiet.mockRestore();
});

const signed = async (claims: object = {}, by = {}) =>
  `Bearer ${await app.keys.sign({ ...app.keys.good(), ...claims }, by)}`;
const whoever = () => app.sandbox.demoOrganizerId;
const help = (rest: object = {}) => app.from(whoever(), 'help', { deliveryMode: 'expectReplies', ...rest });
/** Everything that Rollcall asked anybody. */
const outgoing = () => ({
  keys: app.keys.requests.length,
  entra: app.entra.requests.length,
  graph: app.sandbox.requests.length,
  channel: app.connector.sent.length,
});
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function expectStranger(token: string | null): Promise<void> {
  const { status, body } = await app.post(help(), token);
  expect(status).toBe(401);
  expect(body).toEqual({ error: { message: 'The sender could not be authenticated.', id: expect.any(String) } });
}

describe('a token that says of itself that it is none of the channel, refused without a request to anybody', () => {
  it.each(EMULATORS)('replayed as the emulator or another bot: %s', async iss => {
    const before = outgoing();
    // What our own app gets when it asks for a token to send with, in both forms, and what a skill shows.
    await expectStranger(await signed({ iss, aud: CHANNEL, appid: BOT, ver: '1.0' }));
    await expectStranger(await signed({ iss, aud: BOT, azp: BOT, ver: '2.0' }));
    await expectStranger(await signed({ iss, aud: BOT, appid: ELSEWHERE, ver: '1.0' }));
    expect(outgoing()).toEqual(before);
  });

  it.each<[string, () => Promise<string | null> | string | null]>([
    ['no token', () => null],
    ['an empty token', () => 'Bearer '],
    ['no bearer', () => 'Basic dXNlcjpwYXNz'],
    ['no JWT', () => 'Bearer x.y.z'],
    ['parts that are no objects', () => `Bearer ${part([])}.${part([1])}.x`],
    ['no signature', async () => (await signed()).replace(/[^.]*$/, '')],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    ['the issuer of another cloud', () => signed({ iss: 'https://api.botframework.us' })],
    ['an issuer with a slash too many', () => signed({ iss: `${CHANNEL}/` })],
    ['several issuers', () => signed({ iss: [CHANNEL, EMULATOR] })],
    ['no issuer', () => signed({ iss: undefined })],
    ['another bot', () => signed({ aud: ELSEWHERE })],
    ['several bots', () => signed({ aud: [BOT, ELSEWHERE] })],
    ['alg none', () => `Bearer ${new UnsecuredJWT({ ...app.keys.good() }).encode()}`],
    ['alg none with a signature', () => `Bearer ${part({ alg: 'none', kid: 'k1' })}.${part(app.keys.good())}.c2ln`],
    [
      'HS256 with the public key',
      async () => {
        const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(app.keys.publicKey)));
        const header = { alg: 'HS256', kid: 'k1' };
        return `Bearer ${await new SignJWT({ ...app.keys.good() }).setProtectedHeader(header).sign(secret)}`;
      },
    ],
  ])('%s', async (_name, token) => {
    const before = outgoing();
    await expectStranger(await token());
    expect(outgoing()).toEqual(before);
  });
});

describe('a token that has to be looked at', () => {
  it("is taken where it is the channel's own", async () => {
    const { status, body } = await app.post(help());
    expect({ status, answers: body.activities?.length }).toEqual({ status: 200, answers: 1 });
  });

  it('is taken where it ended four minutes ago: clocks differ', async () => {
    expect((await app.post(help(), await signed({ exp: seconds(-240) }))).status).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['ended six minutes ago', () => signed({ exp: seconds(-360) })],
    ['is not valid yet', () => signed({ nbf: seconds(3600) })],
    ['has no serviceurl', () => signed({ serviceurl: undefined })],
    ['was given for another serviceUrl', () => signed({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['a stranger signed', () => signed({}, { key: app.keys.stranger })],
    ['has a key nobody knows', () => signed({}, { kid: 'k2' })],
    [
      'brings its own key',
      async () => {
        const jwk = await exportJWK(app.keys.publicKey);
        const header = {
          alg: 'RS256',
          kid: 'k1',
          jwk,
          jku: 'https://evil.example/keys',
          x5u: 'https://evil.example/x',
        };
        const token = new SignJWT({ ...app.keys.good(), serviceurl: app.connector.serviceUrl });
        return `Bearer ${await token.setProtectedHeader(header).sign(app.keys.stranger)}`;
      },
    ],
  ])('is refused where it %s', async (_name, token) => {
    const { entra, graph, channel } = outgoing();
    await expectStranger(await token());
    expect(outgoing()).toMatchObject({ entra, graph, channel });
  });

  it('says 503 when the keys cannot be had, and names no host', async () => {
    const keys = { ...around.keys, settings: settingsOf('http://127.0.0.1:9') };
    const lonely = await startRealApp({ around: { ...around, keys } });
    const { status, body } = await lonely.post(lonely.from(whoever(), 'help'));
    expect(status).toBe(503);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|openid/);
    await lonely.close();
  });
});

it.each<[string, object]>([
  ['another channel', { channelId: 'emulator' }],
  ['no channel', { channelId: undefined }],
  ['the channel whose check the SDK skips', { channelId: 'AseChannel' }],
  ['a serviceUrl of a stranger', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
  ['plain http', { serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
  ['a loopback serviceUrl', { serviceUrl: 'http://127.0.0.1:3978/' }],
  ['the metadata service', { serviceUrl: 'http://169.254.169.254/' }],
  ['no serviceUrl', { serviceUrl: undefined }],
])('refuses %s before it looks at the token', async (_name, rest) => {
  const before = outgoing();
  expect((await app.post(help(rest))).status).toBe(400);
  expect(outgoing()).toEqual(before);
});

describe('tenants', () => {
  it.each<[string, () => [unknown, unknown]]>([
    ['another tenant', () => [ELSEWHERE, ELSEWHERE]],
    ['two tenants', () => [app.sandbox.tenantId, ELSEWHERE]],
    ['a tenant that is a list', () => [[app.sandbox.tenantId], undefined]],
  ])('refuses what names %s, in whatever kind of activity, and says so in the log', async (_name, toTenants) => {
    const [tenantId, id] = toTenants();
    const before = outgoing();
    const conversation = { id: 'a', conversationType: 'personal', tenantId };
    const rest = { conversation, channelData: { tenant: { id } } };
    for (const kind of [
      {},
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'events', data: {} } } },
      { type: 'invoke', name: 'composeExtension/query', value: { commandId: 'events' } },
      { type: 'invoke', name: 'task/fetch', value: {} },
      { type: 'invoke', name: 'fileConsent/invoke', value: {} },
      { type: 'installationUpdate', action: 'add' },
      { type: 'conversationUpdate', membersAdded: [{ id: `28:${BOT}` }] },
    ]) {
      const { status, body } = await app.post(help({ ...rest, ...kind }));
      expect({ kind, status, says: body.error?.message }).toEqual({
        kind,
        status: 403,
        says: 'This tenant is not served.',
      });
    }
    expect(app.lines).toContainEqual(expect.objectContaining({ msg: 'another tenant', level: 40, type: 'message' }));
    expect(JSON.stringify(app.lines)).not.toContain(ELSEWHERE);
    expect(outgoing()).toEqual(before);
  });

  it('does not tell a stranger which tenant is served', async () => {
    const conversation = { id: 'a', conversationType: 'personal', tenantId: ELSEWHERE };
    expect((await app.post(help({ conversation, channelData: undefined }), null)).status).toBe(401);
  });
});

describe('who asks', () => {
  const problemOf = async (rest: object) => {
    const [answer] = await app.ask(whoever(), 'events', rest);
    return answer.attachments[0].content.speak;
  };

  it.each<[string, object]>([
    ['no account', {}],
    ['a blank', { aadObjectId: ' ' }],
    ['zeros', { aadObjectId: '00000000-0000-0000-0000-000000000000' }],
    ['a list', { aadObjectId: [ELSEWHERE] }],
    ['an object', { aadObjectId: { $ne: null } }],
    ['a path', { aadObjectId: `${ELSEWHERE}/../../me` }],
    ['a name for an account', { aadObjectId: 'ceo@contoso.com' }],
  ])('is nobody where the channel says %s, and Graph is not asked', async (_name, account) => {
    const { graph } = outgoing();
    expect(await problemOf({ from: { id: '29:x', ...account } })).toMatch(/^I cannot tell who asks/);
    expect(outgoing().graph).toBe(graph);
  });

  it('is nobody where no tenant is named, and a chat without a type is not private', async () => {
    const { graph } = outgoing();
    const nowhere = { conversation: { id: 'a' }, channelData: undefined };
    expect(await problemOf(nowhere)).toMatch(/^I cannot tell who asks/);
    expect(outgoing().graph).toBe(graph);
  });

  it('is whoever the account is', async () => {
    expect(await problemOf({})).toMatch(/\d+ events/);
  });
});
