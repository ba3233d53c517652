import type { EnvReader } from './reader';

/** The bot's registration in Entra: a single tenant, with a secret or with a managed identity. */
export type BotIdentity =
  | { readonly type: 'secret'; readonly id: string; readonly tenantId: string; readonly password: string }
  | { readonly type: 'managed-identity'; readonly id: string; readonly tenantId: string };

/** How the app signs in to Graph. */
export type GraphCredentials =
  | { readonly type: 'secret'; readonly tenantId: string; readonly clientId: string; readonly secret: string }
  | {
      readonly type: 'certificate';
      readonly tenantId: string;
      readonly clientId: string;
      readonly path: string;
      readonly password?: string;
    }
  | {
      readonly type: 'workload-identity';
      readonly tenantId: string;
      readonly clientId: string;
      readonly tokenFile: string;
    }
  | { readonly type: 'managed-identity'; readonly tenantId: string; readonly clientId: string };

/** The Agents Toolkit's own words for how a bot is registered. */
const botTypes = ['SingleTenant', 'UserAssignedMsi', 'MultiTenant'] as const;

/** Reads BOT_*. Where something is missing the reader has a fault, and what is returned is not used. */
export function readBot(read: EnvReader): BotIdentity {
  const type = read.word('BOT_TYPE', botTypes) ?? 'SingleTenant';
  if (type === 'MultiTenant')
    read.fault(
      'BOT_TYPE',
      '"MultiTenant"',
      'Register the bot for one tenant and set SingleTenant or UserAssignedMsi: a multi-tenant bot would answer tokens of other tenants.',
    );
  const id = required(read, 'BOT_ID', "the bot's app id", variable => read.guid(variable));
  const tenantId = required(read, 'BOT_TENANT_ID', 'the id of the tenant the bot is registered in', variable =>
    read.guid(variable),
  );
  if (type === 'UserAssignedMsi') {
    if (read.isSet('BOT_PASSWORD'))
      read.fault(
        'BOT_PASSWORD',
        'a value (not shown), while BOT_TYPE is UserAssignedMsi',
        'Remove it: a managed identity has no password.',
      );
    return { type: 'managed-identity', id, tenantId };
  }
  const password = required(read, 'BOT_PASSWORD', "a client secret of the bot's app", variable =>
    read.secret(variable),
  );
  return { type: 'secret', id, tenantId, password };
}

/** Reads AZURE_* as @azure/identity names them; without any of them the bot's own registration reads Graph. */
export function readGraphCredentials(read: EnvReader, bot: BotIdentity): GraphCredentials {
  const own = ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'].filter(variable =>
    read.isSet(variable),
  );
  if (own.length > 1)
    read.fault(
      own[1] ?? '',
      `a value (not shown), beside ${own[0] ?? ''}`,
      'Keep one way to sign in to Graph and remove the other.',
    );
  if (read.isSet('AZURE_CLIENT_CERTIFICATE_PASSWORD') && !read.isSet('AZURE_CLIENT_CERTIFICATE_PATH'))
    read.fault(
      'AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'a value (not shown), without AZURE_CLIENT_CERTIFICATE_PATH',
      'Set the path of the certificate too, or remove the password.',
    );
  if (own.length === 0) return withoutOwnCredential(read, bot);

  const clientId = required(read, 'AZURE_CLIENT_ID', 'the id of the app that reads Graph', variable =>
    read.guid(variable),
  );
  const tenantId = required(read, 'AZURE_TENANT_ID', 'the id of the tenant that is read', variable =>
    read.guid(variable),
  );
  sameTenant(read, tenantId, bot);
  const common = { tenantId, clientId };
  const secret = read.secret('AZURE_CLIENT_SECRET');
  if (secret !== undefined) return { type: 'secret', ...common, secret };
  const path = read.text('AZURE_CLIENT_CERTIFICATE_PATH');
  const password = read.secret('AZURE_CLIENT_CERTIFICATE_PASSWORD');
  if (path !== undefined) return { type: 'certificate', ...common, path, ...(password !== undefined && { password }) };
  return { type: 'workload-identity', ...common, tokenFile: read.text('AZURE_FEDERATED_TOKEN_FILE') ?? '' };
}

function withoutOwnCredential(read: EnvReader, bot: BotIdentity): GraphCredentials {
  const clientId = read.guid('AZURE_CLIENT_ID');
  const tenantId = read.guid('AZURE_TENANT_ID');
  if (tenantId !== undefined) sameTenant(read, tenantId, bot);
  if (clientId !== undefined && tenantId !== undefined)
    read.fault(
      'AZURE_CLIENT_ID',
      'set, with AZURE_TENANT_ID and nothing to sign in with',
      'Add AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE; or remove AZURE_TENANT_ID to use the managed identity of that id.',
    );
  if (clientId !== undefined) return { type: 'managed-identity', tenantId: bot.tenantId, clientId };
  return bot.type === 'secret'
    ? { type: 'secret', tenantId: bot.tenantId, clientId: bot.id, secret: bot.password }
    : { type: 'managed-identity', tenantId: bot.tenantId, clientId: bot.id };
}

/** The bot hears people of its own tenant alone, so a Graph of another tenant would have nothing for them. */
function sameTenant(read: EnvReader, tenantId: string, bot: BotIdentity): void {
  if (tenantId && bot.tenantId && tenantId !== bot.tenantId)
    read.fault('AZURE_TENANT_ID', 'another tenant than BOT_TENANT_ID', 'Set both to the tenant whose events are read.');
}

function required(
  read: EnvReader,
  variable: string,
  what: string,
  get: (variable: string) => string | undefined,
): string {
  const value = get(variable);
  if (value === undefined)
    read.fault(
      variable,
      'nothing',
      `Set ${what}. To try Rollcall without a registration, remove the other BOT_ variables or set ROLLCALL_MODE=sandbox.`,
    );
  return value ?? '';
}
