import { createAnswerer } from '../../../src/bot/answerer';
import { createBudget } from '../../../src/graph/budget';
import { createGraphClient } from '../../../src/graph/client';
import { createEventSourceFor } from '../../../src/graph/event-source';
import type { FaultRule } from '../../../src/sandbox/faults';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { all, eventNamed } from '../../sandbox/asking';
import { message, press, startDoor, type Door } from '../../support/door';
import { buttonsOf, NOON } from '../chat';

/** The bot's HTTP door on the pretend tenant, and what a person does there with the form. */
export interface FormDoor {
  sandbox: Sandbox;
  door: Door;
  /** Opens the form of an event. */
  form(words?: string, as?: Partial<Who>): Promise<Form>;
  /** Presses Create session, with what was changed in the inputs. */
  create(form: Form, changed?: Record<string, string>, as?: Partial<Who>): Promise<Form>;
  /** Any button with any data. */
  send(verb: unknown, data: unknown, as?: Partial<Who>): Promise<Form>;
  /** What an activity says of who writes, and where. */
  where(as?: Partial<Who>): object;
  /** Titles of the sessions of the bootcamp. */
  titles(): Promise<string[]>;
  /** What goes wrong with the next POST. */
  next(fault: FaultRule['fault'], times?: number): void;
  close(): Promise<void>;
}

export interface Who {
  person: string;
  place: 'personal' | 'groupChat';
}

/** A card as it came: what stands in its inputs, and its text. */
export interface Form {
  card: any;
  json: string;
  inputs: Record<string, any>;
  values: Record<string, string>;
  button: any;
}

export const EVENT = 'bootcamp';
/** Time-outs come this fast. */
const ANSWER_MS = 250;

export async function startFormDoor({ signsIn = true } = {}): Promise<FormDoor> {
  const now = () => NOON;
  const sandbox = await startSandbox({ attendees: 20, now });
  const sleep = async () => undefined;
  const budget = createBudget({ now: Date.now, sleep, reads: 100_000 });
  const client = createGraphClient({
    root: sandbox.root,
    token: async () => 'app',
    sleep,
    budget,
    limits: { answerMs: ANSWER_MS },
  });
  const tokenOf =
    ({ personId }: { personId: string }) =>
    async () =>
      `user:${personId}`;
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client, signsIn ? { tokenOf } : {}), now });
  const door = await startDoor(undefined, { answerer, now });

  const where = ({ person = sandbox.demoOrganizerId, place = 'personal' }: Partial<Who> = {}) => ({
    from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person },
    conversation: {
      id: place === 'personal' ? `a:${person}` : '19:group@thread.v2',
      conversationType: place,
      tenantId: sandbox.tenantId,
    },
    channelData: { tenant: { id: sandbox.tenantId } },
    localTimezone: 'Europe/Berlin',
    deliveryMode: 'expectReplies',
  });
  const send: FormDoor['send'] = async (verb, data, as) => {
    // As it travels: through JSON.
    const { body } = await door.post(press(verb, JSON.parse(JSON.stringify(data)), where(as)));
    return toForm(body.value ?? body.activities?.at(-1)?.value?.body?.value ?? body);
  };
  return {
    sandbox,
    door,
    async form(words = EVENT, as = {}) {
      const cards = await door.ask(message(`new session ${words}`, where(as)));
      return toForm(cards.at(-1));
    },
    create: (form, changed = {}, as = {}) =>
      send(form.button.verb, { ...form.button.data, ...form.values, ...changed }, as),
    send,
    where,
    async titles() {
      const { path } = await eventNamed(sandbox, 'Data Platform Bootcamp');
      return (await all(sandbox, `${path}/sessions`)).map(one => one.subject as string);
    },
    next: (fault, times = 1) => {
      sandbox.faults.add({ path: '/sessions', method: 'POST', times, fault });
    },
    async close() {
      await door.close();
      await client.close();
      await sandbox.close();
    },
  };
}

function toForm(card: any): Form {
  const all = partsOf(card);
  const inputs: Record<string, any> = Object.fromEntries(
    all.filter(one => one.type?.startsWith('Input.')).map(one => [one.id, one]),
  );
  const values = Object.entries(inputs).map(([id, one]) => [id, one.value ?? '']);
  const button = buttonsOf(card).find(one => one.title === 'Create session');
  return { card, json: JSON.stringify(card), inputs, values: Object.fromEntries(values), button };
}

function partsOf(value: unknown): any[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}
