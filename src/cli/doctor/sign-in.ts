import { botClouds } from '../../bot/door/clouds';
import type { GraphCredentials } from '../../config';
import { createAppTokens, toBotSignIn, type Entra } from '../../credentials';
import { clouds } from '../../graph/clouds';
import { inTime, type Check } from './check';
import type { RealConfig } from './real-config';

const BOT_FIX =
  'Check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD, and in the Entra admin center that the secret has not run out.';
const IDENTITY_FIX =
  'A managed identity signs in on the machine that it was given to, nowhere else: look there. Check that BOT_ID, or AZURE_CLIENT_ID where it is set, is its client id.';
const graphFixes: Record<GraphCredentials['type'], string> = {
  secret:
    'Check AZURE_CLIENT_ID, AZURE_TENANT_ID and the secret beside them, or BOT_ID and BOT_PASSWORD where those are not set; and that the secret has not run out.',
  certificate:
    'Check that AZURE_CLIENT_CERTIFICATE_PATH is a PEM file with a private key and its certificate, that Rollcall may read it, and that the app registration holds the certificate.',
  'workload-identity':
    'Check that AZURE_FEDERATED_TOKEN_FILE is there, and that the app registration has a federated credential for this workload.',
  'managed-identity': IDENTITY_FIX,
};

/** Asks Entra for a token for Graph and for one for Teams' bot service. Nothing is sent with the second. `token`: the first, where there is one. */
export async function checkSignIn(config: RealConfig, entra: Entra): Promise<{ checks: Check[]; token?: string }> {
  const graph = await ask('Sign-in to Graph', {
    ...{ who: config.graph, scope: `${clouds[config.cloud].root}/.default`, entra },
    fix: graphFixes[config.graph.type],
  });
  const who = toBotSignIn(config.bot);
  const bot = await ask('Bot credentials', {
    ...{ who, scope: `${botClouds[config.cloud].issuer}/.default`, entra },
    fix: who.type === 'managed-identity' ? IDENTITY_FIX : BOT_FIX,
  });
  return { checks: [graph.check, bot.check], ...(graph.token !== undefined && { token: graph.token }) };
}

async function ask(
  what: string,
  { who, scope, entra, fix }: { who: GraphCredentials; scope: string; entra: Entra; fix: string },
): Promise<{ check: Check; token?: string }> {
  try {
    const token = await inTime(createAppTokens(who, entra)(scope));
    return { check: { what, state: 'ok', found: 'Microsoft Entra gives a token.' }, token };
  } catch (error) {
    return { check: { what, state: 'broken', found: `Microsoft Entra gives no token${reasonOf(error)}.`, fix } };
  }
}

/** Entra's own number for it, which can be looked up; its sentence may quote what was sent. */
function reasonOf(error: unknown): string {
  const code = /\bAADSTS\d{4,7}\b/.exec(Error.isError(error) ? error.message : '')?.[0];
  return code === undefined ? '' : ` (${code})`;
}
