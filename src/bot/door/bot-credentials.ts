import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** The bot's registration, and how its tokens are had: by scope. */
export interface BotCredentials {
  id: string;
  tokens: (scope: string) => Promise<string>;
}

/** What the SDK signs what it sends with. */
type Factory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
export type CredentialsFactory = Pick<Factory, keyof Factory>;

/**
 * In place of the SDK's own: for a managed identity that takes whatever @azure/identity finds in the environment, and so the secret of the app that
 * reads Graph.
 */
export function toCredentialsFactory({ id, tokens }: BotCredentials): CredentialsFactory {
  return {
    isValidAppId: appId => Promise.resolve(appId === id),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: (appId, audience) => {
      if (appId !== id || !audience) return Promise.reject(new Error('not the id of this bot, or nobody to sign for'));
      return Promise.resolve({
        async signRequest(request) {
          request.headers.set('authorization', `Bearer ${await tokens(`${audience}/.default`)}`);
          return request;
        },
      });
    },
  };
}
