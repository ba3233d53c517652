import { readFile } from 'node:fs/promises';
import type { TokenCredential } from '@azure/identity';
import type { BotIdentity, GraphCredentials } from './config';
import { AppError } from './domain/errors';
import type { OnBehalf } from './sign-in/sign-in';
import { within } from './within';

/** Where tokens come from: Microsoft Entra of a cloud, or a stand-in on this machine with a certificate of its own. */
export interface Entra {
  /** `https://` and a host. */
  authority: string;
  /** The certificate of a stand-in, PEM; tests alone set it. */
  ca?: string;
}

/** A token of one app for a scope. Rejects where Entra gives none. */
export type AppTokens = (scope: string) => Promise<string>;

/** The credential itself keeps its tokens and renews them in time. A managed identity asks its machine, not the authority. */
export async function toCredential(who: GraphCredentials, entra: Entra): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const { clientId, tenantId } = who;
  const options = toOptions(entra);
  if (who.type === 'secret') return new identity.ClientSecretCredential(tenantId, clientId, who.secret, options);
  if (who.type === 'certificate') {
    const certificate = {
      certificatePath: who.path,
      ...(who.password !== undefined && { certificatePassword: who.password }),
    };
    return new identity.ClientCertificateCredential(tenantId, clientId, certificate, options);
  }
  if (who.type === 'workload-identity')
    return new identity.WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath: who.tokenFile, ...options });
  return new identity.ManagedIdentityCredential({ clientId });
}

function toOptions({ authority, ca }: Entra) {
  return {
    authorityHost: authority,
    ...(ca !== undefined && { disableInstanceDiscovery: true, tlsOptions: { ca } }),
  };
}

/** The bot's registration as something that signs in: never what else @azure/identity finds in the environment. */
export function toBotSignIn({ id: clientId, tenantId, ...bot }: BotIdentity): GraphCredentials {
  return bot.type === 'secret'
    ? { type: 'secret', tenantId, clientId, secret: bot.password }
    : { type: 'managed-identity', tenantId, clientId };
}

export function createAppTokens(who: GraphCredentials, entra: Entra): AppTokens {
  let credential: Promise<TokenCredential> | undefined;
  return async scope => {
    credential ??= toCredential(who, entra);
    const got = await (await credential).getToken(scope);
    if (!got) throw new AppError('sign-in-expired');
    return got.token;
  };
}

/** What a managed identity vouches with for another app, by authority. */
const exchangeAudience: Readonly<Record<string, string>> = {
  'https://login.microsoftonline.us': 'api://AzureADTokenExchangeUSGov',
  'https://login.chinacloudapi.cn': 'api://AzureADTokenExchangeChina',
};

/**
 * Exchanges a person's sign-in to the app `clientId` for Graph. Another identity's credentials vouch for the app: a managed identity that Entra has as
 * the app's federated credential.
 */
export function createOnBehalf(
  { clientId, graph }: { clientId: string; graph: GraphCredentials },
  entra: Entra,
): OnBehalf {
  const vouching = createAppTokens(graph, entra);
  const scope = `${exchangeAudience[entra.authority] ?? 'api://AzureADTokenExchange'}/.default`;
  const vouch = (): Promise<string> =>
    graph.type === 'workload-identity' ? readFile(graph.tokenFile, 'utf8') : vouching(scope);
  return async (assertion, scopes) => {
    const { OnBehalfOfCredential } = await import('@azure/identity');
    const retryOptions = { maxRetries: 1, retryDelayInMs: 300 };
    const common = {
      ...{ tenantId: graph.tenantId, clientId, userAssertionToken: assertion, retryOptions },
      ...toOptions(entra),
    };
    // One for each exchange: it holds one person's assertion, and keeps no token that we could let go of.
    const credential =
      graph.type === 'secret'
        ? new OnBehalfOfCredential({ ...common, clientSecret: graph.secret })
        : graph.type === 'certificate'
          ? new OnBehalfOfCredential({ ...common, certificatePath: graph.path })
          : new OnBehalfOfCredential({ ...common, getAssertion: vouch });
    const got = await within(credential.getToken([...scopes]), LONGEST_EXCHANGE, tooLate);
    return { token: got.token, expiresAt: got.expiresOnTimestamp };
  };
}

/** Teams waits for what becomes of a sign-in, and not for long. */
const LONGEST_EXCHANGE = 8_000;

function tooLate(): never {
  throw new Error('Entra did not answer in time');
}
