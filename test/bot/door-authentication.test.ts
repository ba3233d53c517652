import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import type { BotOptions } from '../../src/bot/bot';
import { botClouds, onlyHosts } from '../../src/bot/door/clouds';
import { EMULATOR, seconds, settingsOf, startChannelKeys, CHANNEL, type ChannelKeys } from '../support/channel-keys';
import { message, startDoor, TENANT, type Door } from '../support/door';

const BOT = '5f3c1b7a-0000-4000-8000-000000000b07';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const ELSEWHERE = 'd7a1f2d4-0000-4000-8000-0000000000bb';

const teams = (rest: object = {}) =>
  message('help', { serviceUrl: SERVICE_URL, deliveryMode: 'expectReplies', ...rest });

function outside(keysUrl: string): Partial<BotOptions> {
  return {
    credentials: { id: BOT, tokens: () => Promise.reject(new Error('not used here')) },
    askers: {
      personOf: id => id,
      tenantOf: named => (named === TENANT ? named : undefined),
      figuresOnly: false,
      untypedIsPersonal: false,
    },
    serviceUrl: onlyHosts(botClouds.global.hosts),
    channel: 'msteams',
    settings: settingsOf(keysUrl),
  };
}

describe('outside the sandbox', () => {
  let keys: ChannelKeys;
  let door: Door;
  let quiet: jest.SpyInstance;
  beforeAll(async () => {
    // The SDK prints keys and stacks; src/index.ts takes the console, and so does this.
    quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    keys = await startChannelKeys({ bot: BOT, serviceUrl: SERVICE_URL });
    door = await startDoor(undefined, outside(keys.url));
  });
  afterAll(async () => {
    await door.close();
    await keys.close();
    quiet.mockRestore();
  });

  const post = async (token: string | undefined, activity = teams()) =>
    door.post(activity, token === undefined ? {} : { authorization: token });
  const signed = async (claims: object = {}, by = {}) => `Bearer ${await keys.sign({ ...keys.good(), ...claims }, by)}`;

  it("takes the channel's own token", async () => {
    const { status, body } = await post(await signed());
    expect({ status, answers: body.activities?.length }).toEqual({ status: 200, answers: 1 });
  });

  it('takes one that ended four minutes ago: clocks differ', async () => {
    expect((await post(await signed({ exp: seconds(-240) }))).status).toBe(200);
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['no token', () => Promise.resolve(undefined)],
    ['an empty token', () => Promise.resolve('Bearer ')],
    ['no bearer', () => Promise.resolve('Basic dXNlcjpwYXNz')],
    ['no JWT', () => Promise.resolve('Bearer x.y.z')],
    ['a token for another bot', () => signed({ aud: TENANT })],
    ['a token of another issuer', () => signed({ iss: 'https://evil.example' })],
    ['a token that ended six minutes ago', () => signed({ exp: seconds(-360) })],
    ['a token not valid yet', () => signed({ nbf: seconds(3600) })],
    ['a token without serviceurl', () => signed({ serviceurl: undefined })],
    ['a token for another serviceUrl', () => signed({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['a token that a stranger signed', () => signed({}, { key: keys.stranger })],
    ['a key nobody knows', () => signed({}, { kid: 'k2' })],
    [
      'alg none',
      () => Promise.resolve(`Bearer ${new UnsecuredJWT({ ...keys.good(), serviceurl: SERVICE_URL }).encode()}`),
    ],
    [
      'HS256 with the public key',
      async () => {
        const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
        return `Bearer ${await new SignJWT({ ...keys.good(), serviceurl: SERVICE_URL }).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret)}`;
      },
    ],
    [
      'our own token, replayed as the emulator (trap)',
      () => signed({ iss: EMULATOR, aud: CHANNEL, appid: BOT, ver: '1.0' }),
    ],
    ['the same in the newer form (trap)', () => signed({ iss: EMULATOR, aud: BOT, azp: BOT, ver: '2.0' })],
    ['a token of a skill', () => signed({ iss: EMULATOR, aud: BOT, appid: TENANT, ver: '1.0' })],
  ])('refuses %s', async (_name, token) => {
    const { status, body } = await post(await token());
    expect(status).toBe(401);
    expect(body).toEqual({ error: { message: 'The sender could not be authenticated.', id: expect.any(String) } });
    expect(door.asked).not.toContainEqual(expect.objectContaining({ text: 'attack' }));
  });

  it.each<[string, object]>([
    ['another channel', { channelId: 'emulator' }],
    ['no channel', { channelId: undefined }],
    ['the channel whose check the SDK skips', { channelId: 'AseChannel' }],
    ['a serviceUrl of a stranger', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['plain http', { serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
    ['a loopback serviceUrl', { serviceUrl: 'http://127.0.0.1:3978/' }],
    ['no serviceUrl', { serviceUrl: undefined }],
  ])('refuses %s before it looks at the token', async (_name, rest) => {
    expect((await post(await signed(), teams(rest))).status).toBe(400);
  });

  it.each<[string, unknown, unknown]>([
    ['another tenant', ELSEWHERE, ELSEWHERE],
    ['two tenants', TENANT, ELSEWHERE],
    ['a tenant that is a list', [TENANT], undefined],
  ])('refuses what names %s, and says so in the log', async (_name, tenantId, id) => {
    const before = door.asked.length;
    const conversation = { id: 'a', conversationType: 'personal', tenantId };
    const { status, body } = await post(await signed(), teams({ conversation, channelData: { tenant: { id } } }));
    expect({ status, says: body.error.message }).toEqual({ status: 403, says: 'This tenant is not served.' });
    expect(door.lines).toContainEqual(expect.objectContaining({ msg: 'another tenant', level: 40, type: 'message' }));
    expect(JSON.stringify(door.lines)).not.toContain(ELSEWHERE);
    expect(door.asked).toHaveLength(before);
  });

  it('does not tell a stranger which tenant is served', async () => {
    const conversation = { id: 'a', conversationType: 'personal', tenantId: ELSEWHERE };
    expect((await post(undefined, teams({ conversation, channelData: undefined }))).status).toBe(401);
  });

  it('has no asker where the channel names no tenant, and takes a chat without a type for shared', async () => {
    await post(await signed(), teams({ conversation: { id: 'a' }, channelData: undefined }));
    expect(door.asked.at(-1)!.asked).toMatchObject({ asker: undefined, card: { place: 'shared' } });
  });

  it('says 503 when the keys cannot be had, and names no host', async () => {
    const lonely = await startDoor(undefined, outside('http://127.0.0.1:9'));
    const { status, body } = await lonely.post(teams(), { authorization: await signed() });
    expect(status).toBe(503);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|openid/);
    await lonely.close();
  });
});

describe('serviceUrl', () => {
  it.each(Object.entries(botClouds))('%s: only its own hosts', (_cloud, { hosts }) => {
    const rule = onlyHosts(hosts);
    for (const host of hosts) expect(rule(`https://${host}/emea/`)).toBe(true);
    for (const wrong of [
      `http://${hosts[0]}/`,
      `https://${hosts[0]}:8443/`,
      `https://u@${hosts[0]}/`,
      `https://x.${hosts[0]}/`,
      `https://${hosts[0]}.evil.example/`,
      'x',
    ])
      expect(rule(wrong)).toBe(false);
  });
});
