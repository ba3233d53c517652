import type { CallDevice, CallFailure, CallNetwork, CallStream } from '../../domain/call-record';

/* Call records as plain values, times in milliseconds; `wire-calls.ts` turns them into Graph's shapes. */

/** A call whose sessions are computed one by one when asked for. */
export interface TenantCall {
  id: string;
  type: string;
  modalities: string[];
  start: number;
  end: number;
  joinWebUrl: string | null;
  organizer: CallParty | null;
  /** Oldest first; Graph has the call from the first one's `readyAt`. */
  versions: CallVersion[];
  session(index: number): TenantCallSession;
  participants: CallParticipants;
}

/** What Graph knows from `readyAt` on: so many entries of the list of sessions. */
export interface CallVersion {
  readyAt: number;
  listed: number;
}

/** Everybody in the call as `participants_v2` has them. */
export interface CallParticipants {
  count: number;
  participant(index: number): CallParty;
}

/** Somebody, or something, in a call; `is` is Graph's key in an identity set. */
export interface CallParty {
  is: string;
  id: string | null;
  name: string | null;
  tenantId: string | null;
  upn?: string | null;
}

export interface TenantCallSession {
  id: string;
  modalities: string[];
  start: number | null;
  end: number | null;
  isTest: boolean | null;
  caller: TenantEndpoint | null;
  callee: TenantEndpoint | null;
  failure: CallFailure | null;
  segments: TenantSegment[] | null;
}

export interface TenantSegment {
  id: string;
  start: number | null;
  end: number | null;
  caller: TenantEndpoint | null;
  callee: TenantEndpoint | null;
  failure: CallFailure | null;
  media: TenantMedia[] | null;
}

export interface TenantMedia {
  label: string | null;
  callerNetwork: CallNetwork | null;
  calleeNetwork: CallNetwork | null;
  callerDevice: CallDevice | null;
  calleeDevice: CallDevice | null;
  streams: TenantStream[] | null;
}

export interface TenantStream extends CallStream {
  /** What Graph writes beside all that, or in its place. */
  written?: Record<string, unknown>;
}

export interface TenantEndpoint {
  of: 'participant' | 'service';
  party: CallParty | null;
  /** Graph writes people twice, or in one of two places. */
  written: 'both' | 'identity' | 'associated';
  agent: TenantAgent | null;
  machine?: Machine;
  feedback?: { rating: string; text: string | null; tokens: Record<string, boolean> | null };
}

export interface TenantAgent {
  header: string | null;
  version: string | null;
  platform: string;
  product: string;
  appId?: string;
  /** Of Azure Communication Services. */
  serviceId?: string;
  /** Of a service: these have neither platform nor product. */
  role?: string;
}

export interface Machine {
  name: string;
  cpu: string;
  cores: number;
  mhz: number;
}
