import type { CallParty, Machine, TenantAgent, TenantEndpoint } from './call-model';
import type { TenantRecord } from './model';
import { HOME_DOMAIN, type Member } from './people';
import type { Draws } from './random';

/** By platform, how a client of Teams says what it is. */
const headers: Record<string, string> = {
  windows: 'Teams/26225.1000.4010.1200/49 (Windows 11)',
  macOS: 'Teams/26225.1000.4010.1200/50 (macOS 15.6)',
  iOS: 'Teams-iOS/7.14.1 (iPhone; iOS 19.0)',
  android: 'Teams-Android/1.0.0.2026184202 (Android 16)',
  web: 'Teams-Web/26.10.1 (Chromium 148)',
  ipPhone: 'Halyard CP860/16.30.0.5 (Teams phone)',
  roomSystem: 'Teams-Rooms/5.4.212.0 (Windows 11 IoT)',
  surfaceHub: 'Teams-Hub/1.5.00.9163',
  holoLens: 'Remote-Assist/2412.2.8 (HoloLens 2)',
};

const processors: Pick<Machine, 'cpu' | 'cores' | 'mhz'>[] = [
  { cpu: 'Tern Core 7 1355U', cores: 12, mhz: 2_600 },
  { cpu: 'Tern Core 5 8250U', cores: 8, mhz: 1_800 },
  { cpu: 'Osprey M3', cores: 8, mhz: 4_050 },
];

export function teamsAgent(platform: string, product = 'teams'): TenantAgent {
  const header = headers[platform] ?? null;
  return { header, version: header && (/\/([\d.]+)/.exec(header)?.[1] ?? null), platform, product };
}

/** Most people sit at a desk. */
function usualPlatform(draws: Draws): string {
  const share = draws.next();
  if (share < 0.56) return 'windows';
  if (share < 0.76) return 'macOS';
  if (share < 0.86) return 'iOS';
  return share < 0.93 ? 'android' : 'web';
}

/** A person at a client: computers have a name and a processor, phones neither. */
export function participant(draws: Draws, party: CallParty | null, platform = usualPlatform(draws)): TenantEndpoint {
  const hasMachine = platform === 'windows' || platform === 'macOS';
  const number = draws.int(1_000, 9_999);
  return {
    of: 'participant',
    party,
    written: draws.pick(['both', 'both', 'identity', 'associated']),
    agent: teamsAgent(platform),
    ...(hasMachine && {
      machine: { name: `TW-${platform === 'macOS' ? 'MAC' : 'WS'}-${number}`, ...draws.pick(processors) },
    }),
  };
}

/** The other end in a group call: the service itself, which says nothing of itself. */
export const meetingService: TenantEndpoint = {
  of: 'service',
  party: null,
  written: 'both',
  agent: { header: null, version: null, platform: 'unknown', product: 'unknown' },
};

export function serviceOf(role: string): TenantEndpoint {
  const agent = {
    header: 'Mediation/7.0.3 (SIP trunk)',
    version: '7.0.3',
    platform: 'unknown',
    product: 'unknown',
    role,
  };
  return { ...meetingService, agent };
}

export function partyOf(person: Member): CallParty {
  return { is: 'user', id: person.id, name: person.name, tenantId: person.tenantId, upn: userPrincipalNameOf(person) };
}

/** Guests sign in under a name that the directory made for them. */
export function userPrincipalNameOf({ kind, email }: Member): string {
  return kind === 'guest' ? `${email.replace('@', '_')}#EXT#@${HOME_DOMAIN}` : email;
}

export function phoneParty(number: string): CallParty {
  return { is: 'phone', id: number, name: null, tenantId: null };
}

/** The same person as in an attendance record. Callers have an all-zero id there, and whoever has no account none. */
export function partyOfRecord({ identity, email }: TenantRecord): CallParty | null {
  if (!identity) return null;
  const { id, displayName: name, tenantId } = identity;
  if (identity.azureCommunicationServicesResourceId) return { is: 'acsUser', id, name, tenantId: null };
  if (id && /^[0-]+$/.test(id))
    return phoneParty(`+4420${(name ?? '').replace(/\D/g, '').slice(-3).padStart(8, '79460')}`);
  if (id === null) return { is: 'guest', id: null, name, tenantId: null };
  return { is: 'user', id, name, tenantId, upn: email };
}
