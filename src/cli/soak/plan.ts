import { drawsOf, type Draws } from '../../sandbox/world/random';
import type { DeliveryFault } from '../../sandbox/subscriptions/delivery-faults';
import type { ChannelFault } from '../../sandbox/connector/channel';

/** What happens, and when: milliseconds from the begin. The same seed and length give the same plan. */
export interface Plan {
  events: EventPlan[];
  kills: KillPlan[];
}

export interface EventPlan {
  /** From 1, as in its title. */
  number: number;
  endsAt: number;
  people: number;
  /** What becomes of the notification of its report; undefined: it comes as it should. */
  notification?: DeliveryFault;
  growth?: { at: number; by: 'larger' | 'second'; people: number };
}

export interface KillPlan {
  at: number;
  /** From 0. */
  instances: number[];
  downMs: number;
}

/** Times that differ between a run of seconds and one of minutes, in milliseconds. */
export interface Times {
  /** From the end of a session to its report. */
  reportAfter: number;
  /** When a session is looked at after its end. */
  looks: number[];
  /** From the end of a session to growth of its report: between these. */
  growth: [number, number];
  sweep: number;
  /** Between two rounds of the outbox. */
  posting: number;
  lease: number;
  betweenKills: [number, number];
}

const short: Times = {
  reportAfter: 2_000,
  looks: [2_500, 5_000, 9_000],
  growth: [2_300, 4_500],
  sweep: 5_000,
  posting: 1_000,
  lease: 6_000,
  betweenKills: [2_500, 6_000],
};
const long: Times = {
  reportAfter: 2_000,
  looks: [2_500, 6_000, 12_000, 20_000],
  growth: [2_500, 12_000],
  sweep: 20_000,
  posting: 5_000,
  lease: 18_000,
  betweenKills: [3_000, 16_000],
};
/** From here on a run is a long one. */
const LONG = 90;

export const isLong = (seconds: number): boolean => seconds >= LONG;
export const timesFor = (seconds: number): Times => (isLong(seconds) ? long : short);

const SECONDS_AN_EVENT = 4;
const FEWEST_EVENTS = 20;
const MOST_EVENTS = 150;

export const eventsFor = (seconds: number): number =>
  Math.min(MOST_EVENTS, Math.max(FEWEST_EVENTS, Math.round(seconds / SECONDS_AN_EVENT)));

export function planFor(seed: number, seconds: number, instances: number): Plan {
  const times = timesFor(seconds);
  const ms = seconds * 1_000;
  const count = eventsFor(seconds);
  const order = drawsOf(seed, 'order');
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
    .map(number => ({ number, at: order.next() }))
    .sort((one, other) => one.at - other.at);
  const events = numbers.map(({ number }, turn): EventPlan => {
    const draws = drawsOf(seed, 'event', number);
    const endsAt = Math.floor(((turn + draws.next()) / count) * ms);
    const notification = notificationOf(draws);
    return {
      ...{ number, endsAt, people: draws.int(12, 90) },
      ...(notification !== undefined && { notification }),
      ...(draws.chance(0.5) && {
        growth: {
          at: endsAt + draws.int(...times.growth),
          by: draws.chance(0.7) ? ('larger' as const) : ('second' as const),
          people: draws.int(6, 30),
        },
      }),
    };
  });
  return { events, kills: killsFor(seed, ms, instances, times.betweenKills) };
}

/** One is killed, sometimes all of them at once. */
function killsFor(seed: number, ms: number, instances: number, between: [number, number]): KillPlan[] {
  const draws = drawsOf(seed, 'kills');
  const all = Array.from({ length: instances }, (_, index) => index);
  const kills: KillPlan[] = [];
  for (let at = draws.int(...between); at < ms; at += draws.int(...between))
    kills.push({ at, instances: draws.chance(0.12) ? all : [draws.pick(all)], downMs: draws.int(100, 1_500) });
  return kills;
}

function notificationOf(draws: Draws): DeliveryFault | undefined {
  const chance = draws.next();
  if (chance < 0.4) return 'lost';
  if (chance < 0.55) return { copies: draws.int(2, 5) };
  if (chance < 0.7) return { delayMs: draws.int(1_000, 8_000) };
  return chance < 0.8 ? 'reordered' : undefined;
}

/** What the channel does with the request of this number: most are answered late, some not at all. */
export function channelFaultOf(seed: number, request: number): ChannelFault | undefined {
  const draws = drawsOf(seed, 'request', request);
  const chance = draws.next();
  if (chance < 0.7) return { delayMs: draws.int(0, 900) };
  if (chance < 0.73) return { status: 429, headers: { 'retry-after': '1' } };
  if (chance < 0.75) return { status: 412 };
  if (chance < 0.78) return { status: 503 };
  if (chance < 0.8) return 'reset';
  return chance < 0.83 ? 'reset-after-accepting' : undefined;
}
