/** How the bot service of one cloud is spoken to; `settings` by the SDK's own names. */
export interface BotCloud {
  /** Who signs the tokens that the channel sends. */
  issuer: string;
  /** Hosts that replies, and the bot's token with them, may go to. */
  hosts: readonly string[];
  settings: Readonly<Record<string, string>>;
}

const government: Omit<BotCloud, 'hosts'> = {
  issuer: 'https://api.botframework.us',
  settings: { ChannelService: 'https://botframework.azure.us' },
};

/** By the names of Graph's clouds, as Microsoft's Teams SDK has them; GCC lives in the global one. */
export const botClouds = {
  global: {
    issuer: 'https://api.botframework.com',
    hosts: ['smba.trafficmanager.net', 'smba.onyx.prod.teams.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    settings: {},
  },
  usgov: { ...government, hosts: ['smba.infra.gov.teams.microsoft.us'] },
  usgovDod: { ...government, hosts: ['smba.infra.dod.teams.microsoft.us'] },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    hosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
    settings: {
      ToChannelFromBotLoginUrl: 'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn',
      ToChannelFromBotOAuthScope: 'https://api.botframework.azure.cn',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.azure.cn',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      OAuthUrl: 'https://token.botframework.azure.cn',
    },
  },
} as const satisfies Record<string, BotCloud>;

/** True for an address that a reply may go to. */
export type ServiceUrlRule = (serviceUrl: string) => boolean;

/** Https, one of these hosts, the default port, no user name. */
export function onlyHosts(hosts: readonly string[]): ServiceUrlRule {
  return serviceUrl => {
    const url = plainUrl(serviceUrl);
    return url?.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
  };
}

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/** A connector on this machine: the Playground, or a test. */
export const onlyLoopback: ServiceUrlRule = serviceUrl => {
  const url = plainUrl(serviceUrl);
  return url?.protocol === 'http:' && loopbackHosts.includes(url.hostname);
};

function plainUrl(serviceUrl: string): URL | undefined {
  const url = URL.parse(serviceUrl);
  return url && !url.username && !url.password ? url : undefined;
}
