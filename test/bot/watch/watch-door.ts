import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerer } from '../../../src/bot/answerer';
import { onlyLoopback } from '../../../src/bot/door/clouds';
import { createWatching } from '../../../src/bot/watch/watching';
import { createBudget } from '../../../src/graph/budget';
import { createGraphClient } from '../../../src/graph/client';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { openStore } from '../../../src/store/open-store';
import type { Tx } from '../../../src/store/store';
import { startConnector, type FakeConnector } from '../../support/connector';
import { message, press, startDoor, type Door } from '../../support/door';
import { NOON } from '../chat';

type Part = keyof Sandbox['people'];

/** Who says it, and where. */
export interface Place {
  part?: Part;
  person?: string;
  conversation?: Record<string, unknown>;
  rest?: Record<string, unknown>;
}

/** The bot behind its HTTP door, on the pretend tenant and its channel, with a database of its own in a temporary directory. */
export interface WatchDoor {
  sandbox: Sandbox;
  connector: FakeConnector;
  door: Door;
  /** The last card that answers these words. */
  say(text: string, place?: Place): Promise<any>;
  /** The card that answers a pressed button. */
  press(verb: string, args: object, place?: Place): Promise<any>;
  /** Something else that the channel delivers. */
  deliver(activity: object, place?: Place): Promise<number>;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Every watch of the tenant, oldest first. */
  watches(conversation?: string): Promise<{ what: string; targetId: string; personId: string }[]>;
  moveClock(ms: number): void;
  /** Erases what leads to a person. */
  forget(person: string): Promise<number>;
  errors: unknown[];
  close(): Promise<void>;
}

export const PERSONAL = { id: 'a:own', conversationType: 'personal' };
export const GROUP = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true };
export const CHANNEL = { id: '19:channel@thread.tacv2', conversationType: 'channel', isGroup: true };

export async function startWatchDoor(options: { withoutStore?: true } = {}): Promise<WatchDoor> {
  let passed = 0;
  const now = () => NOON + passed;
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-watch-'));
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const store = await openStore(
    { kind: 'sqlite', dataDir },
    { jobs: { names: ['send-summary', 'look-at-session'] }, now, random: () => 0.5, onError },
  );
  const sandbox = await startSandbox({ attendees: 60, now: () => NOON });
  const connector = await startConnector(sandbox.channel);
  const sleep = async () => undefined;
  const budget = createBudget({ now: Date.now, sleep, reads: 100_000 });
  const client = createGraphClient({ root: sandbox.root, token: async () => 'test', sleep, budget });
  const watching = createWatching({ store, mayPostTo: onlyLoopback, now, onError });
  const kept = options.withoutStore ? {} : { watching };
  const door = await startDoor(undefined, {
    answerer: createAnswerer({ sourceFor: createEventSourceFor(client), now, ...kept }),
    ...kept,
    now,
    pace: { patience: 20_000 },
    askers: {
      personOf: id => id,
      tenantOf: named => named,
      figuresOnly: false,
      untypedIsPersonal: false,
    },
  });
  const from = ({ part = 'demo', person = sandbox.people[part], conversation = PERSONAL, rest }: Place = {}) => ({
    serviceUrl: connector.serviceUrl,
    from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person },
    conversation: { tenantId: sandbox.tenantId, ...conversation },
    channelData: { tenant: { id: sandbox.tenantId } },
    ...rest,
  });
  const read: WatchDoor['read'] = work => store.transaction(work);
  return {
    sandbox,
    connector,
    door,
    async say(text, place) {
      const cards = await door.ask(message(text, from(place)));
      await watching.settle();
      return cards.at(-1);
    },
    async press(verb, args, place) {
      const { body } = await door.post(press(verb, { args: JSON.parse(JSON.stringify(args)) }, from(place)));
      return body.value;
    },
    async deliver(activity, place) {
      const { status } = await door.post(message(undefined, { ...from(place), ...activity }));
      await watching.settle();
      return status;
    },
    read,
    watches: (conversation = GROUP.id) =>
      read(async tx =>
        (await tx.watches.inConversation(sandbox.tenantId, conversation)).map(({ what, targetId, personId }) => ({
          what,
          targetId,
          personId,
        })),
      ),
    moveClock: ms => void (passed += ms),
    forget: person => store.forget(sandbox.tenantId, person),
    errors,
    async close() {
      await door.close();
      await watching.settle();
      await store.close();
      await connector.close();
      await client.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
