import { createAnswerer } from '../../src/bot/answerer';
import type { BotOptions } from '../../src/bot/bot';
import type { Answerer } from '../../src/bot/command';
import type { Pace } from '../../src/bot/door/progress';
import { createGraphClient } from '../../src/graph/client';
import { createEventSourceFor } from '../../src/graph/event-source';
import type { ChatMember } from '../../src/sandbox/connector/members';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';
import { NOON } from '../bot/chat';
import { startConnector, type FakeConnector } from './connector';
import { message, startDoor, type Door } from './door';

export const PUBLIC_URL = 'https://rollcall.example';

/** The bot behind its HTTP door, on the pretend tenant and its channel: nothing between a request and Graph is made up. */
export interface TenantDoor {
  sandbox: Sandbox;
  connector: FakeConnector;
  door: Door;
  answerer: Answerer;
  /** Goes on in time for what the door keeps. */
  moveClock(ms: number): void;
  /** An activity from this person in a group chat, and what was typed. */
  from(person: string, text?: string, rest?: object): Record<string, any>;
  /** The cards that stand in that chat, oldest first. */
  cards(conversation?: string): any[];
  close(): Promise<void>;
}

export const GROUP = '19:tenant-door@thread.v2';

export async function startTenantDoor(
  options: SandboxOptions & {
    pace?: Partial<Pace>;
    askers?: Partial<BotOptions['askers']>;
    coOrganizers?: { id: string }[];
    /** The bot has no address of its own. */
    withoutLinks?: true;
    /** Who sits in the conversations beside the tenant's people. */
    others?: ChatMember[];
  } = {},
): Promise<TenantDoor> {
  const { pace, askers, coOrganizers, others = [], withoutLinks, ...tenant } = options;
  let passed = 0;
  const now = () => NOON + passed;
  const sandbox = await startSandbox({ attendees: 60, now: () => NOON, ...tenant });
  const connector = await startConnector({
    ...sandbox.channel,
    members: [...sandbox.channel.members, ...others],
  });
  const client = createGraphClient({ root: sandbox.root, token: async () => 'test', sleep: async () => undefined });
  const sourceFor = createEventSourceFor(client);
  const answerer = createAnswerer({
    sourceFor: asker => {
      const source = sourceFor(asker);
      if (!coOrganizers) return source;
      // More than the pretend tenant's events have.
      const event: typeof source.event = async (...ids) => ({ ...(await source.event(...ids)), coOrganizers });
      return { ...source, event };
    },
    now,
  });
  const door = await startDoor(undefined, {
    answerer,
    now,
    askers: {
      personOf: id => id,
      tenantOf: named => named,
      figuresOnly: false,
      ...(!withoutLinks && { publicUrl: PUBLIC_URL }),
      untypedIsPersonal: false,
      ...askers,
    },
    ...(pace && { pace }),
  });
  return {
    sandbox,
    connector,
    door,
    answerer,
    moveClock: ms => void (passed += ms),
    from: (person, text, rest = {}) =>
      message(text, {
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person },
        conversation: { id: GROUP, conversationType: 'groupChat', isGroup: true, tenantId: sandbox.tenantId },
        channelData: { tenant: { id: sandbox.tenantId } },
        ...rest,
      }),
    cards: (conversation = GROUP) =>
      connector.standing(conversation).flatMap(one => (one.attachments ?? []).map(({ content }) => content as any)),
    async close() {
      await door.close();
      await connector.close();
      await client.close();
      await sandbox.close();
    },
  };
}
