import { setTimeout as delay } from 'node:timers/promises';
import { createAnswerer } from '../../../src/bot/answerer';
import { createFileOffers } from '../../../src/bot/file-offers';
import { createBudget } from '../../../src/graph/budget';
import { createGraphClient } from '../../../src/graph/client';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/server';
import { message, startDoor, type Door } from '../../support/door';
import { NOON } from '../chat';

/** The compose box of somebody in Teams: the bot behind its HTTP door, on a pretend tenant. */
export interface ComposeBox {
  sandbox: Sandbox;
  door: Door;
  /** The reply's `composeExtension`. */
  search(commandId: unknown, parameters: unknown, rest?: Rest): Promise<Reply>;
  /** What is inserted once a row is picked. */
  pick(value: unknown, rest?: Rest): Promise<any>;
  /** A message or a pressed button in the same conversation; the card that answers it. */
  ask(activity: object, person?: string): Promise<any>;
  requestsOf<Result>(run: () => Promise<Result>): Promise<{ result: Result; paths: string[] }>;
  moveClock(ms: number): void;
  /** Waits until what was read in the background is there. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface Reply {
  type: string;
  text?: string;
  attachmentLayout?: string;
  attachments?: any[];
}

export interface Rest {
  person?: string | undefined;
  name?: string;
  options?: unknown;
  activity?: object;
}

interface Options extends SandboxOptions {
  figuresOnly?: boolean;
  /** As in production: Teams alone is served. */
  channel?: string | undefined;
  mostRecent?: number;
}

export async function startComposeBox({ figuresOnly = false, ...options }: Options = {}): Promise<ComposeBox> {
  let clock = NOON;
  const now = () => clock;
  const sandbox = await startSandbox({ attendees: 60, now, ...options });
  const budget = createBudget({ now: Date.now, sleep: async () => undefined, reads: 100_000 });
  const client = createGraphClient({
    root: sandbox.root,
    token: async () => 'test',
    sleep: async () => undefined,
    budget,
  });
  const files = createFileOffers({ now });
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client), files, now });
  const door = await startDoor(undefined, {
    answerer,
    files,
    now,
    channel: 'channel' in options ? options.channel : 'msteams',
    askers: {
      personOf: id => id,
      tenantOf: named => (named === sandbox.tenantId ? named : undefined),
      figuresOnly,
      untypedIsPersonal: false,
    },
  });

  const invoke = async (name: string, value: unknown, rest: Rest) => {
    const { name: named, activity } = rest;
    const from = 'person' in rest ? rest.person : sandbox.demoOrganizerId;
    const { status, body } = await door.post(
      delivered(from, { type: 'invoke', name: named ?? name, value, ...activity }),
    );
    expect(status).toBe(200);
    return body.composeExtension;
  };
  const delivered = (person: string | undefined, rest: object) =>
    message(undefined, {
      from: { id: `29:${person ?? 'nobody'}`, ...(person !== undefined && { aadObjectId: person }) },
      conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: sandbox.tenantId },
      channelData: { tenant: { id: sandbox.tenantId } },
      localTimezone: 'Europe/London',
      ...rest,
    });

  return {
    sandbox,
    door,
    search: (commandId, parameters, rest = {}) => {
      const queryOptions = 'options' in rest ? rest.options : { skip: 0, count: 25 };
      return invoke('composeExtension/query', { commandId, parameters, queryOptions }, rest);
    },
    pick: async (value, rest = {}) => {
      const reply = await invoke('composeExtension/selectItem', value, rest);
      expect(reply).toMatchObject({ type: 'result', attachmentLayout: 'list', attachments: [{ preview: {} }] });
      return reply.attachments[0].content;
    },
    ask: async (activity, person = sandbox.demoOrganizerId) => (await door.ask(delivered(person, activity))).at(-1),
    async requestsOf(run) {
      const before = sandbox.requests.length;
      const result = await run();
      return { result, paths: sandbox.requests.slice(before).map(one => one.path) };
    },
    moveClock: ms => void (clock += ms),
    async quiet() {
      for (let before = -1; before !== sandbox.requests.length;) {
        before = sandbox.requests.length;
        await delay(60 + (options.latencyMs ?? 0));
      }
    },
    async close() {
      await door.close();
      await files.close();
      await client.close();
      await sandbox.close();
    },
  };
}

export const query = (value: unknown) => [{ name: 'query', value }];
export const firstRun = [{ name: 'initialRun', value: 'true' }];

export const titles = (reply: Reply): string[] => (reply.attachments ?? []).map(one => one.preview.content.title);
export const texts = (reply: Reply): string[] => (reply.attachments ?? []).map(one => one.preview.content.text);
