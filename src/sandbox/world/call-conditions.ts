import type { DeviceTrouble, Trouble } from './call-media';
import type { Draws } from './random';

/** By what it is settled how each session of a call does. */
export interface Conditions {
  /** In a town hall people listen, in a meeting they speak. */
  isMeeting: boolean;
  /** One session in so many has poor audio. */
  poorEvery: number;
  /** What was wrong, mostly. */
  cause: Cause;
}

/** In every block of so many sessions one speaks, one has no sound at all, and one breaks off. */
export const BLOCK = 60;
/** Those who present, and the three later sessions without sound that make up for them: as many streams as sessions in all. */
const PRESENTING = 4;
const SILENT_INSTEAD = [58, 118, 178];
/** Of some causes those with poor audio have their networks, one after the other: two in three on Wi-Fi. Of others it is the device of one in five. */
const causes = {
  wifi: 'wifi wifi mobile wifi wifi tunnel wifi wifi mobile wifi wifi wired',
  vpn: 'tunnel',
  mobile: 'mobile mobile wifi mobile',
  service: 'wired wifi',
  headset: 'wifi wired',
  client: 'wired wifi',
};
export type Cause = keyof typeof causes;
const poorNetworks = Object.fromEntries(Object.entries(causes).map(([cause, list]) => [cause, list.split(' ')]));
const poorWays = ['packet-loss', 'jitter', 'round-trip', 'packet-loss', 'jitter'] as const;

export function soundAt({ isMeeting }: Conditions, index: number): 'speaks' | 'listens' | 'none' {
  if (isMeeting) return 'speaks';
  if (index % BLOCK === BLOCK - 1 || SILENT_INSTEAD.includes(index)) return 'none';
  return index < PRESENTING || index % BLOCK === 0 ? 'speaks' : 'listens';
}

function poorNumber({ poorEvery }: Conditions, index: number): number | undefined {
  return index % poorEvery === Math.floor(poorEvery / 2) ? Math.floor(index / poorEvery) : undefined;
}

export function networkAt(draws: Draws, conditions: Conditions, index: number): string {
  const share = draws.next();
  const { cause } = conditions;
  const poor = poorNumber(conditions, index);
  const networks = poorNetworks[cause] ?? [];
  if (poor !== undefined) return networks[poor % networks.length] ?? 'wifi';
  // Where a network is to blame, many are on it; where none is, people are on two.
  if (cause === 'vpn' && share < 0.7) return 'tunnel';
  if (cause === 'mobile' && share < 0.2) return 'mobile';
  if (cause === 'service') return share < 0.5 ? 'wired' : 'wifi';
  if (share < 0.52) return 'wired';
  if (share < 0.92) return 'wifi';
  return share < 0.97 ? 'mobile' : 'tunnel';
}

/** What is wrong with the sound of a session, if anything. */
export function troubleAt(conditions: Conditions, index: number): Trouble | undefined {
  const poor = poorNumber(conditions, index);
  return poor === undefined ? undefined : poorWays[poor % poorWays.length];
}

export function deviceTroubleAt({ cause }: Conditions, index: number): DeviceTrouble | undefined {
  if (cause === 'headset' || cause === 'client') return index % 5 === 2 ? cause : undefined;
  return index % 50 === 33 ? 'headset' : undefined;
}
