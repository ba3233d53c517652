import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { drawsOf } from '../../sandbox/world/random';
import { startBalancer } from './balancer';
import { count, type Counted } from './count';
import { createDatabase } from './database';
import { createInstances, type Instances } from './instances';
import { openLedger, type Ledger } from './ledger';
import { isLong, planFor, timesFor, type Plan } from './plan';
import { startTown, type Town } from './town';

export interface SoakOptions {
  /** A PostgreSQL server on which a database may be created. */
  server: string;
  seconds: number;
  seed: number;
  say: (line: string) => void;
}

export interface Soaked {
  seconds: number;
  seed: number;
  kills: number;
  starts: number;
  endedByThemselves: number;
  events: number;
  grown: number;
  /** Notifications by what became of them. */
  notifications: Record<string, number>;
  /** Requests to the channel by method, and by status where it was not taken. */
  requests: Record<string, number>;
  /** When nothing was left to do: milliseconds after the last happening. Undefined: never. */
  drainedAfter: number | undefined;
  /** The same after the owners' word. */
  drainedAgain: number | undefined;
  /** Notifications that were not worked on yet when all else was done. */
  unread: number;
  counted: Counted;
  /** After the owners said what became of what nobody knew. */
  settled: Counted;
  /** Where the instances' logs are; gone when all is well. */
  folder: string;
}

export const INSTANCES = 3;
const DRAIN_WITHIN = 240_000;
const LOOK_EVERY = 500;

/** Rollcall three times on one database, killed at random while events end; then what stands in Teams. Throws where it can't be begun. */
export async function soak({ server, seconds, seed, say }: SoakOptions): Promise<Soaked> {
  const plan = planFor(seed, seconds, INSTANCES);
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-soak-'));
  const closing: (() => Promise<unknown>)[] = [];
  const closed = <T extends { close(): Promise<unknown> }>(one: T): T => {
    closing.unshift(() => one.close());
    return one;
  };
  try {
    const database = await createDatabase(server);
    closing.unshift(() => database.drop());
    const town = closed(await startTown(seed, seconds));
    const ledger = await openLedger(database.url, town.sandbox.tenantId);
    await ledger.move(town).finally(() => ledger.close());
    const random = drawsOf(seed, 'balancer');
    const ports = (): number[] => instances.ports();
    const balancer = closed(await startBalancer(ports, () => random.next()));
    const instances = closed(
      createInstances({
        ...{ count: INSTANCES, databaseUrl: database.url, graphRoot: town.sandbox.root, folder },
        ...{ tenantId: town.sandbox.tenantId, publicUrl: balancer.origin, times: timesFor(seconds) },
      }),
    );
    await startAll(instances);
    say(`${INSTANCES} instances run; ${plan.events.length} events end within ${seconds} seconds.`);
    const kills = await happen(plan, town, instances, say);
    await startAll(instances);
    const reopened = closed(await openLedger(database.url, town.sandbox.tenantId));
    const drainedAfter = await drained(reopened, town, instances, say);
    const unread = await unreadAt(reopened, seconds);
    const counted = await count(town, await reopened.rows());
    say('Counted. The owners look, and say what became of what nobody knows.');
    town.calm();
    await reopened.decide(town);
    const drainedAgain = await drained(reopened, town, instances, say);
    const settled = await count(town, await reopened.rows());
    return {
      ...{ seconds, seed, kills, drainedAfter, drainedAgain, unread, counted, settled, folder },
      ...{ starts: instances.starts(), endedByThemselves: instances.endedByThemselves() },
      events: town.ended.length,
      grown: town.grown(),
      notifications: tally(plan.events.map(one => nameOf(one.notification))),
      requests: tally(town.connector.sent.map(({ method }) => method)),
    };
  } finally {
    for (const close of closing) await close();
  }
}

/** The logs of a run in which all was well are of no use. */
export async function forgetLogs({ folder }: Soaked): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function startAll(instances: Instances): Promise<void> {
  await Promise.all(Array.from({ length: INSTANCES }, (_, index) => instances.start(index)));
}

/** Lets everything happen at its time; how many processes were killed. */
async function happen(plan: Plan, town: Town, instances: Instances, say: (line: string) => void): Promise<number> {
  let kills = 0;
  const restarts: Promise<unknown>[] = [];
  const killAndRestart = async (index: number, downMs: number): Promise<void> => {
    if (!(await instances.kill(index))) return;
    kills += 1;
    await delay(downMs);
    await instances.start(index);
  };
  const steps: { at: number; run: () => void }[] = [
    ...plan.events.map(one => ({
      at: one.endsAt,
      run: () => {
        town.end(one);
      },
    })),
    ...plan.events.flatMap(one =>
      one.growth
        ? [
            {
              at: one.growth.at,
              run: () => {
                town.grow(one);
              },
            },
          ]
        : [],
    ),
    ...plan.kills.map(({ at, instances: victims, downMs }) => ({
      at,
      run: () => {
        for (const index of victims) restarts.push(killAndRestart(index, downMs));
      },
    })),
  ].sort((one, other) => one.at - other.at);
  const began = performance.now();
  let said = 0;
  for (const { at, run } of steps) {
    await delay(Math.max(0, at - (performance.now() - began)));
    run();
    if (at - said > 60_000) {
      said = at;
      say(`${Math.round(at / 60_000)} min: ${town.ended.length} events have ended, ${kills} processes were killed.`);
    }
  }
  await Promise.all(restarts);
  return kills;
}

/** Milliseconds until nothing is left to do; undefined where that does not come about. Instances that fell are raised. */
async function drained(
  ledger: Ledger,
  town: Town,
  instances: Instances,
  say: (line: string) => void,
): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < DRAIN_WITHIN) {
    if ((await ledger.left(town)).length === 0) return Math.round(performance.now() - began);
    await startAll(instances);
    await delay(LOOK_EVERY);
  }
  for (const what of await ledger.left(town)) say(what);
  return undefined;
}

/** A long run waits for the last of them. */
async function unreadAt(ledger: Ledger, seconds: number): Promise<number> {
  const began = performance.now();
  while (isLong(seconds) && performance.now() - began < DRAIN_WITHIN && (await ledger.unread()) > 0)
    await delay(LOOK_EVERY);
  return ledger.unread();
}

function nameOf(fault: Plan['events'][number]['notification']): string {
  if (fault === undefined) return 'as it should';
  if (typeof fault === 'string') return fault;
  return 'copies' in fault ? 'repeated' : 'late';
}

function tally(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, name => name)].map(([name, all]) => [name, all.length]));
}
