import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { keepNewest } from '../../domain/newest';
import type { ServiceUrlRule } from './clouds';
import type { CredentialsFactory } from './bot-credentials';
import { currentAttempt, sendOnce } from './one-attempt';
import { sendRetry, type SendOutcome } from './send-retry';

type Authentication = ConfigurationBotFrameworkAuthentication;
type Authenticated = Awaited<ReturnType<Authentication['authenticateRequest']>>;
export type Claims = Authenticated['claimsIdentity']['claims'];
type ConnectorFactory = ReturnType<Authentication['createConnectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;
type UserTokenClient = Awaited<ReturnType<Authentication['createUserTokenClient']>>;

interface Gates {
  /** Has the last word on a token whose signature is right. */
  isTheChannel: (claims: Claims) => boolean;
  /** Where the bot's token may go. */
  serviceUrl: ServiceUrlRule;
}

/** One address a region or cloud; an address that comes later takes the place of the first. */
const MOST_CONNECTORS = 50;

/**
 * The SDK's own authentication, with one connector an address instead of two new pipelines a turn, and without the SDK's blind retries: they hold the
 * channel's request open for seconds and send a message again that may stand there already.
 */
export class KeptConnectors extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<Connector>>();
  readonly #gates: Gates;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(
    settings: Record<string, string>,
    signing: CredentialsFactory | undefined,
    gates: Gates,
    userAgent: string,
  ) {
    super(settings, signing, undefined, undefined, { userAgent });
    this.#gates = gates;
  }

  override async authenticateRequest(
    ...request: Parameters<Authentication['authenticateRequest']>
  ): Promise<Authenticated> {
    const result = await super.authenticateRequest(...request);
    if (!this.#gates.isTheChannel(result.claimsIdentity.claims))
      throw new Error('not a token of the channel for this bot');
    return result.connectorFactory ? { ...result, connectorFactory: this.#kept(result.connectorFactory) } : result;
  }

  override createConnectorFactory(identity: Parameters<Authentication['createConnectorFactory']>[0]): ConnectorFactory {
    return this.#kept(super.createConnectorFactory(identity));
  }

  override createUserTokenClient(
    identity: Parameters<Authentication['createUserTokenClient']>[0],
  ): Promise<UserTokenClient> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    return this.#userTokens;
  }

  #kept(factory: ConnectorFactory): ConnectorFactory {
    const create = factory.create.bind(factory);
    factory.create = (serviceUrl, audience) => {
      // None is named by a sandbox's client that gets its answer in the body.
      if (serviceUrl && !this.#gates.serviceUrl(serviceUrl))
        return Promise.reject(new Error('not an address to send to'));
      const known = this.#connectors.get(serviceUrl);
      if (known) return known;
      const made = create(serviceUrl, audience).then(withOwnRetries);
      made.catch(() => this.#connectors.delete(serviceUrl));
      keepNewest(this.#connectors, serviceUrl, made, MOST_CONNECTORS);
      return made;
    };
    return factory;
  }
}

interface SendRequest {
  method: string;
  abortSignal?: AbortSignal;
}
interface SendResponse {
  status: number;
  headers: { get(name: string): string | undefined };
  bodyAsText?: string | null;
}
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: SendPolicy, where: { phase: 'Retry' }): void;
}
interface SendPolicy {
  name: string;
  sendRequest(request: SendRequest, next: (request: SendRequest) => Promise<SendResponse>): Promise<SendResponse>;
}

export const SEND_TIME_OUT = 10_000;

/** The SDK types its pipeline as private, and offers no other way to its retries. A redirect would carry the token elsewhere, so none is followed. */
export function withOwnRetries<Client extends object>(connector: Client): Client {
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(sendPolicy, { phase: 'Retry' });
  return connector;
}

const sendPolicy: SendPolicy = {
  name: 'rollcallSend',
  async sendRequest(request, next) {
    const single = currentAttempt();
    if (single)
      return sendOnce(single, async timeOut => {
        const outcome = await attempt(request, next, timeOut);
        if ('error' in outcome) throw outcome.error;
        return outcome;
      });
    for (let retries = 0; ; retries++) {
      const outcome = await attempt(request, next);
      const result: SendOutcome =
        'error' in outcome
          ? { failed: true }
          : { status: outcome.status, retryAfter: outcome.headers.get('retry-after') };
      const wait = sendRetry(result, { method: request.method, retries, now: Date.now(), random: Math.random() });
      if (wait !== undefined) await delay(wait);
      else if ('error' in outcome) throw outcome.error;
      else return outcome;
    }
  },
};

/** With a time-out of our own, over the whole answer: the SDK's ends at the headers, and its timer outlives a lost connection. */
async function attempt(
  request: SendRequest,
  next: Parameters<SendPolicy['sendRequest']>[1],
  timeOut = SEND_TIME_OUT,
): Promise<SendResponse | { error: unknown }> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => {
    giveUp.abort();
  }, timeOut);
  request.abortSignal = giveUp.signal;
  try {
    return await next(request);
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}
