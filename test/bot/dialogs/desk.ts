import { createAnswerer } from '../../../src/bot/answerer';
import type { Pace } from '../../../src/bot/door/progress';
import { createBudget } from '../../../src/graph/budget';
import { createGraphClient } from '../../../src/graph/client';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { createWorld, type World } from '../../../src/sandbox/world/world';
import { message, startDoor, type Door } from '../../support/door';
import { NOON } from '../chat';

/** The bot's HTTP door on the pretend tenant, as a client with windows has it. */
export interface Desk {
  sandbox: Sandbox;
  /** The same tenant, as it was made. */
  world: World;
  door: Door;
  /** Opens a command's window. */
  open(commandId: string, value?: object, as?: Partial<Who>): Promise<Shown>;
  /** Sends what a button carries, with what was filled in. */
  press(button: any, filledIn?: object, as?: Partial<Who>): Promise<Shown>;
  moveClock(ms: number): void;
  close(): Promise<void>;
}

export interface Who {
  person: string;
  place: 'personal' | 'group';
  /** In the chat of the meeting with this thread. */
  thread: string;
  /** `composeExtension` or `composeExtensions`. */
  spelling: string;
  home: 'compose' | 'card';
}

/** What the client got: a window's card, a card to insert, or a sentence. */
export interface Shown {
  status: number;
  body: any;
  card?: any;
  inserted?: any;
  said?: string;
  /** Every button and tap of the card. */
  buttons: any[];
  /** The one with this title. */
  button(title: string): any;
  /** Every input of the card by its id. */
  inputs: Record<string, any>;
}

export async function startDesk({
  pace = {},
  attendees = 60,
}: { pace?: Partial<Pace>; attendees?: number } = {}): Promise<Desk> {
  let clock = NOON;
  const now = () => clock;
  const sandbox = await startSandbox({ attendees, now });
  const sleep = async () => undefined;
  const client = createGraphClient({
    root: sandbox.root,
    token: async () => 'test',
    sleep,
    budget: createBudget({ now: Date.now, sleep, reads: 100_000 }),
  });
  const tokenOf =
    ({ personId }: { personId: string }) =>
    () =>
      Promise.resolve(`user:${personId}`);
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client, { tokenOf }), now });
  const door = await startDoor(undefined, { answerer, now, pace });

  const post = async (name: string, value: object, as: Partial<Who> = {}): Promise<Shown> => {
    const { person = sandbox.demoOrganizerId, place = 'group', spelling = 'composeExtension' } = as;
    const where = as.thread
      ? { id: as.thread, conversationType: 'groupChat', isGroup: true, tenantId: sandbox.tenantId }
      : place === 'group'
        ? { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal', tenantId: sandbox.tenantId }
        : { id: 'a:personal', conversationType: 'personal', tenantId: sandbox.tenantId };
    const spelled = name.replace(/^composeExtension/, spelling);
    return toShown(
      await door.post(
        message(undefined, {
          type: 'invoke',
          name: spelled,
          value,
          from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person },
          conversation: where,
          channelData: { tenant: { id: sandbox.tenantId }, ...(as.thread && { meeting: { id: 'a-meeting' } }) },
        }),
      ),
    );
  };
  return {
    sandbox,
    world: createWorld({ seed: 1, now: NOON, attendees }),
    door,
    open: (commandId, value = {}, as = {}) =>
      as.home === 'card'
        ? post('task/fetch', { data: { dialog: commandId } }, as)
        : post('composeExtension/fetchTask', { commandId, commandContext: 'compose', ...value }, as),
    press: (button, filledIn = {}, as = {}) => {
      // As it travels: through JSON.
      const data = { ...JSON.parse(JSON.stringify(button.data)), ...filledIn };
      return as.home === 'card'
        ? post('task/submit', { data }, as)
        : post('composeExtension/submitAction', { commandId: data.dialog, commandContext: 'compose', data }, as);
    },
    moveClock: ms => void (clock += ms),
    async close() {
      await door.close();
      await client.close();
      await sandbox.close();
    },
  };
}

function toShown({ status, body }: { status: number; body: any }): Shown {
  const card = body?.task?.value?.card?.content;
  const all = partsOf(card);
  const buttons = all.filter(part => part.type?.startsWith('Action.'));
  return {
    status,
    body,
    card,
    inserted: body?.composeExtension?.attachments?.[0]?.content,
    said: body?.task?.type === 'message' ? body.task.value : undefined,
    buttons,
    button(title) {
      const found = buttons.find(one => one.title === title);
      if (!found)
        throw new Error(`No ${title} among ${buttons.map(one => one.title).join(', ')}: ${JSON.stringify(body)}`);
      return found;
    },
    inputs: Object.fromEntries(all.filter(part => part.type?.startsWith('Input.')).map(part => [part.id, part])),
  };
}

function partsOf(value: unknown): any[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}
