import { createAnswerer } from '../../src/bot/answerer';
import type { Answer, Asked } from '../../src/bot/command';
import { createFileOffers } from '../../src/bot/file-offers';
import { createBudget } from '../../src/graph/budget';
import { createGraphClient } from '../../src/graph/client';
import type { ReadersConfig } from '../../src/config/readers';
import type { AppIds } from '../../src/domain/app-ids';
import type { Thresholds } from '../../src/domain/attendance';
import type { CloudName } from '../../src/graph/clouds';
import { createEventSourceFor } from '../../src/graph/event-source';
import { createReaders } from '../../src/readers';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';

/** Wednesday 18 November 2026, half past three in the afternoon in UTC. */
export const NOON = Date.parse('2026-11-18T15:30:00Z');

/** A pretend tenant and the answerer on it, the whole way over HTTP. */
export interface Chat {
  sandbox: Sandbox;
  /** Words of one person in one conversation, the demo organiser's unless said. */
  say(text: string, as?: Partial<Who>): Promise<Said>;
  press(verb: string, data: unknown, as?: Partial<Who>): Promise<Said>;
  /** Presses the button or row of a card whose arguments fit. */
  pressOn(answer: Answer, verb: string, fits: (args: any) => boolean, as?: Partial<Who>): Promise<Said>;
  /** What was asked of the tenant while this ran. */
  requestsOf<Result>(run: () => Promise<Result>): Promise<{ result: Result; paths: string[] }>;
  moveClock(ms: number): void;
  log: { event: string; facts: any }[];
  close(): Promise<void>;
}

export interface Who {
  person: string | undefined;
  conversation: string;
  place: 'personal' | 'shared';
  figuresOnly: boolean;
  zone: string;
  locale: string;
  signal: AbortSignal;
  progress: Asked['progress'];
  here: NonNullable<Asked['here']>;
}

export type ChatOptions = SandboxOptions & {
  cloud?: CloudName;
  signsIn?: boolean;
  /** Those of the tenant's events office may read everything. */
  readers?: Pick<ReadersConfig, 'people'>;
  thresholds?: Thresholds;
  /** In the place of those of nobody's app. */
  app?: Partial<AppIds>;
};

export const APP = '5a2d8c10-0000-4000-8000-00000000a9f0';

/** An answer with its facts at hand; `code` is there for problems. */
export type Said = Answer & { facts: any };

/** `signsIn: false` is a Rollcall that asks Graph as an app alone. */
export async function startChat({
  cloud,
  signsIn = true,
  thresholds,
  readers,
  app,
  ...options
}: ChatOptions = {}): Promise<Chat> {
  let clock = NOON;
  const now = () => clock;
  const sandbox = await startSandbox({ attendees: 60, now, ...options });
  const sleep = async () => undefined;
  // A file of tests asks more in half a minute than one app may.
  const budget = createBudget({ now: Date.now, sleep, reads: 100_000 });
  // What Graph keeps for days is counted from the tenant's day, whenever this runs.
  const began = Date.now();
  const ofTheDay = () => NOON + Date.now() - began;
  const client = createGraphClient({ root: sandbox.root, token: async () => 'test', sleep, budget, now: ofTheDay });
  const log: Chat['log'] = [];
  const note = (event: string, facts: any) => void log.push({ event, facts });
  const tokenOf =
    ({ personId }: { personId: string }) =>
    () =>
      Promise.resolve(`user:${personId}`);
  const sourceFor = createEventSourceFor(client, { ...(cloud && { cloud }), ...(signsIn && { tokenOf }) });
  const files = createFileOffers({ now });
  const answerer = createAnswerer({
    ...{ sourceFor, files, now, log: { info: note, error: note } },
    ...(thresholds && { thresholds }),
    ...(readers && {
      readers: createReaders({
        config: { ...readers, groups: [sandbox.eventsOffice.group] },
        tenantId: sandbox.tenantId,
        client,
        now,
        log: { warn: note },
      }),
    }),
    app: {
      ...{ id: APP, tenantId: sandbox.tenantId, cloud: cloud ?? 'global', reads: 'app' },
      authority: 'https://login.microsoftonline.com',
      ...app,
    },
  });

  const asked = (as: Partial<Who> = {}): Asked => {
    const person = 'person' in as ? as.person : sandbox.demoOrganizerId;
    return {
      asker: person === undefined ? undefined : { tenantId: sandbox.tenantId, personId: person },
      conversation: as.conversation ?? 'chat',
      card: {
        place: as.place ?? 'personal',
        figuresOnly: as.figuresOnly ?? false,
        zone: as.zone ?? 'UTC',
        locale: as.locale ?? 'en-GB',
      },
      ...(as.progress && { progress: as.progress }),
      ...(as.signal && { signal: as.signal }),
      ...(as.here && { here: as.here }),
    };
  };
  const press: Chat['press'] = (verb, data, as) => answerer.action(verb, data, asked(as));
  return {
    sandbox,
    say: (text, as) => answerer.words(text, asked(as)),
    press,
    pressOn(answer, verb, fits, as) {
      const button = buttonsOf(answer.card).find(one => one.verb === verb && fits(one.data.args));
      if (!button) throw new Error(`No button for ${verb} on ${JSON.stringify(answer.card)}`);
      // As it travels: through JSON.
      return press(button.verb, JSON.parse(JSON.stringify(button.data)), as);
    },
    async requestsOf(run) {
      const before = sandbox.requests.length;
      const result = await run();
      return { result, paths: sandbox.requests.slice(before).map(one => one.path) };
    },
    moveClock: ms => void (clock += ms),
    log,
    async close() {
      await files.close();
      await client.close();
      await sandbox.close();
    },
  };
}

/** Every Action.Execute anywhere in a card. */
export function buttonsOf(part: any): any[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part.type === 'Action.Execute' ? [part] : [];
  return [...own, ...Object.values(part).flatMap(buttonsOf)];
}
