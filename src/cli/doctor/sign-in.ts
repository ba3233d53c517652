import type { TokenCredential } from '@azure/identity';
import { botClouds } from '../../bot/door/clouds';
import type { ApplicationConfig, GraphCredentials } from '../../config';
import { toBotSignIn, toCredential } from '../../credentials';
import { clouds } from '../../graph/clouds';
import { inTime, type Check } from './check';

/** Makes the credential that gets tokens from Entra; tests put their own. */
export type Credentials = (who: GraphCredentials, entra: { authority: string }) => Promise<TokenCredential>;

/** Asks Entra for a token for Graph and for one for Teams' bot service. Nothing is sent with either. */
export async function checkSignIn(
  config: ApplicationConfig,
  credentials: Credentials = toCredential,
): Promise<Check[]> {
  const { root, authority } = clouds[config.cloud];
  const ask = async (what: string, who: GraphCredentials, scope: string, fix: string): Promise<Check> => {
    try {
      const token = await inTime(credentials(who, { authority }).then(credential => credential.getToken(scope)));
      if (token) return { what, state: 'ok', found: 'Microsoft Entra gives a token.' };
    } catch (error) {
      return { what, state: 'broken', found: `Microsoft Entra gives no token${reasonOf(error)}.`, fix };
    }
    return { what, state: 'broken', found: 'Microsoft Entra gives no token.', fix };
  };
  return [
    await ask(
      'Sign-in to Graph',
      config.graph,
      `${root}/.default`,
      'Check AZURE_CLIENT_ID, AZURE_TENANT_ID and the secret or certificate beside them, or BOT_ID and BOT_PASSWORD where those are not set; and that the secret has not run out.',
    ),
    await ask(
      'Bot credentials',
      toBotSignIn(config.bot),
      `${botClouds[config.cloud].issuer}/.default`,
      'Check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD, and in the Entra admin center that the secret has not run out.',
    ),
  ];
}

/** Entra's own number for it, which can be looked up; its sentence may quote what was sent. */
function reasonOf(error: unknown): string {
  const code = /\bAADSTS\d{4,7}\b/.exec(error instanceof Error ? error.message : '')?.[0];
  return code === undefined ? '' : ` (${code})`;
}
