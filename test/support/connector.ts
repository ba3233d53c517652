import * as connectors from '../../src/sandbox/connector/connector';

/** One request that the bot made of the channel. */
export interface Sent extends connectors.Sent {
  activity: { type: string; id?: string; replyToId?: string; attachments?: { content: Record<string, any> }[] };
}

/** The pretend channel, with a way to wait for it. */
export interface FakeConnector extends connectors.Connector {
  sent: Sent[];
  /** Resolves when `count` messages (no typing) stand or were updated; rejects after ten seconds. */
  messages(count: number): Promise<Sent[]>;
}

export async function startConnector(options?: connectors.ConnectorOptions): Promise<FakeConnector> {
  const connector = (await connectors.startConnector(options)) as FakeConnector;
  return Object.assign(connector, {
    async messages(count: number) {
      const arrived = () =>
        connector.sent.filter(one => one.activity.type === 'message' && /^[A-Z]+$/.test(one.method));
      const until = Date.now() + 10_000;
      while (arrived().length < count && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 5));
      if (arrived().length < count) throw new Error(`${arrived().length} messages instead of ${count}`);
      return arrived();
    },
  });
}
