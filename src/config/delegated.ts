import type { BotIdentity, GraphCredentials } from './credentials';
import type { EnvReader } from './reader';

/** The address under which Entra knows the API that Teams signs people in to, as the manifest names it. */
export function toApiUri(publicUrl: string, botId: string): string {
  return `api://${new URL(publicUrl).host}/botid-${botId}`;
}

/** What signing people in takes beside the app's own credentials. Where something is missing the reader has a fault. */
export function readDelegated(
  read: EnvReader,
  { publicUrl, bot, graph }: { publicUrl: string | undefined; bot: BotIdentity; graph: GraphCredentials },
): { publicUrl: string; apiUri: string } {
  if (publicUrl === undefined)
    read.fault(
      'PUBLIC_URL',
      'nothing, while ROLLCALL_MODE is delegated',
      'Set the https address that Rollcall is reached at: people sign in there, and the name of the API that they sign in to is made from it.',
    );
  if (bot.type === 'managed-identity')
    read.fault(
      'BOT_TYPE',
      '"UserAssignedMsi", while ROLLCALL_MODE is delegated',
      'Set SingleTenant: a managed identity has no API that people could sign in to. AZURE_CLIENT_ID alone names one that vouches for the app.',
    );
  else if (graph.type !== 'managed-identity' && graph.clientId !== '' && graph.clientId !== bot.id)
    read.fault(
      'AZURE_CLIENT_ID',
      'another app than BOT_ID, while ROLLCALL_MODE is delegated',
      'Set both to the app that people sign in to: only that app can read in their names.',
    );
  if (graph.type === 'certificate' && graph.password !== undefined)
    read.fault(
      'AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'a value (not shown), while ROLLCALL_MODE is delegated',
      'Use a certificate file without a password, which only Rollcall may read: a sign-in is exchanged with none other.',
    );
  return { publicUrl: publicUrl ?? '', apiUri: publicUrl === undefined ? '' : toApiUri(publicUrl, bot.id) };
}
