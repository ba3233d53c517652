import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { looksLikeTheChannels, type ChannelTokens } from './door/channel-token';
import { botClouds, type ServiceUrlRule } from './door/clouds';
import { toCredentialsFactory, type BotCredentials } from './door/bot-credentials';
import { KeptConnectors, type Claims } from './door/connectors';

export interface AdapterOptions {
  /** Absent in the sandbox, where nobody signs anything. */
  credentials: BotCredentials | undefined;
  cloud: keyof typeof botClouds;
  /** Where the bot's token may go. */
  serviceUrl: ServiceUrlRule;
  /** The SDK's settings, where they differ from the cloud's: a local key server in tests. */
  settings?: Readonly<Record<string, string>>;
}

/** Whoever sent the activity could not show to be the channel. `unavailable` when the channel's keys could not be had. */
export class NotTheChannel extends Error {
  override readonly name = 'NotTheChannel';
  constructor(
    readonly unavailable: boolean,
    options: { cause: unknown },
  ) {
    super('not the channel', options);
  }
}

type Logic = (context: TurnContext) => Promise<void>;

/**
 * teams-ai's adapter, asked without its HTTP side: `process` prints errors with their stacks, answers their messages to strangers, and throws before
 * authentication at a body of the wrong shape.
 */
export class RollcallAdapter extends TeamsAdapter {
  protected override readonly botFrameworkAuthentication: KeptConnectors;
  readonly #appId: string;
  readonly #channel: ChannelTokens | undefined;

  constructor(options: AdapterOptions) {
    const settings = settingsOf(options);
    const signing = options.credentials && toCredentialsFactory(options.credentials);
    super(settings, signing);
    const { credentials, cloud, serviceUrl } = options;
    this.#appId = credentials?.id ?? '';
    this.#channel = credentials && { issuer: botClouds[cloud].issuer, audience: credentials.id };
    const isTheChannel = isOfTheChannel(this.#channel);
    this.botFrameworkAuthentication = new KeptConnectors(
      settings,
      signing,
      { isTheChannel, serviceUrl },
      this.userAgent,
    );
  }

  /** One activity that a channel delivered, checked for shape before. Throws NotTheChannel. */
  async turn(authorization: string, activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    if (this.#channel && !looksLikeTheChannels(authorization, this.#channel))
      throw new NotTheChannel(false, { cause: new Error('another issuer, audience or algorithm') });
    const identity = await this.botFrameworkAuthentication
      .authenticateRequest(activity, authorization)
      .catch((cause: unknown) => {
        throw new NotTheChannel(isUnavailable(cause), { cause });
      });
    return this.processActivity(identity, activity, logic);
  }

  /** Goes on in the conversation of an activity after its turn has ended; what is sent answers that activity. */
  async after(activity: Activity, logic: Logic): Promise<void> {
    const { id, channelId, serviceUrl, conversation, recipient: bot, from: user, locale } = activity;
    const reference = { channelId, serviceUrl, conversation, bot, user, ...(locale !== undefined && { locale }) };
    await this.continueConversationAsync(this.#appId, reference, async context => {
      // The SDK gives the continued turn an id of its own, and would answer that.
      context.activity.id = id ?? '';
      await logic(context);
    });
  }

  /** Into a conversation that nobody just spoke in: what is sent answers nothing. `logic` must not throw: the SDK would tell the conversation. */
  async unasked(reference: Reference, logic: Logic): Promise<void> {
    await this.continueConversationAsync(this.#appId, reference, async context => {
      context.activity.id = '';
      await logic(context);
    });
  }
}

/** A conversation as the SDK continues it. */
type Reference = Parameters<TeamsAdapter['continueConversationAsync']>[1];

function settingsOf({ credentials, cloud, settings }: AdapterOptions): Record<string, string> {
  return {
    ...botClouds[cloud].settings,
    MicrosoftAppId: credentials?.id ?? '',
    ...settings,
  };
}

/**
 * Only the channel's own tokens, for this bot. The SDK also takes those of its emulator, and one that our own app asked for in order to send would
 * pass as such. Without credentials nobody signs anything.
 */
function isOfTheChannel(channel: ChannelTokens | undefined): (claims: Claims) => boolean {
  return claims => {
    const claim = (type: string): unknown => claims.find(one => one.type === type)?.value;
    return channel === undefined || (claim('iss') === channel.issuer && claim('aud') === channel.audience);
  };
}

/** The SDK answers 500 when the key server fails, and node-fetch throws FetchError when it can't be reached. */
function isUnavailable(cause: unknown): boolean {
  const { statusCode, name } = (cause ?? {}) as { statusCode?: unknown; name?: unknown };
  return statusCode === 500 || name === 'FetchError';
}
