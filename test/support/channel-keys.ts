import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const CHANNEL = 'https://api.botframework.com';
/** How the SDK's emulator, and our own app when it asks for a token to send with, sign. */
export const EMULATOR = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

export const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** The Bot Framework's metadata and keys, with a key of our own. */
export interface ChannelKeys {
  url: string;
  /** What makes the SDK look for keys here. */
  settings: Record<string, string>;
  /** Paths that were asked for. */
  requests: string[];
  /** What the channel says in a token for this bot. */
  good(): Record<string, unknown>;
  /** A token with these claims, and `serviceurl` unless they say otherwise. */
  sign(claims: Record<string, unknown>, by?: { key?: Keys['privateKey']; kid?: string }): Promise<string>;
  publicKey: Keys['publicKey'];
  /** A key that nobody published. */
  stranger: Keys['privateKey'];
  close(): Promise<void>;
}

export async function startChannelKeys({ bot, serviceUrl }: { bot: string; serviceUrl: string }): Promise<ChannelKeys> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', endorsements: ['msteams'] }];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : { jwks_uri: `${url}/keys` }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    settings: settingsOf(url),
    requests,
    good: () => ({ iss: CHANNEL, aud: bot, nbf: seconds(-60), exp: seconds(3600) }),
    sign: (claims, { key = privateKey, kid = 'k1' } = {}) =>
      new SignJWT({ serviceurl: serviceUrl, ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(key),
    publicKey,
    stranger: stranger.privateKey,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The SDK takes all of these or none. */
export function settingsOf(keysUrl: string): Record<string, string> {
  return {
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: CHANNEL,
    ToBotFromChannelTokenIssuer: CHANNEL,
    ToBotFromChannelOpenIdMetadataUrl: `${keysUrl}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${keysUrl}/emulator`,
    OAuthUrl: 'https://token.botframework.com',
  };
}
