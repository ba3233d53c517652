import type { CallRecords } from '@microsoft/microsoft-graph-types';
import type { CallParty, TenantCall, TenantCallSession, TenantEndpoint, TenantSegment } from '../world/call-model';
import { toFineTime, type Wire } from './wire';
import { toWireMedia } from './wire-call-media';

const TYPE = '#microsoft.graph.callRecords.';

export type WireCall = Wire<
  CallRecords.CallRecord,
  { type: string; modalities: string[]; organizer_v2: WireParticipant | null; 'organizer_v2@odata.context': string }
>;
export type WireParticipant = Wire<CallRecords.Participant, { identity: object | null }>;
export type WireCallSession = Wire<
  CallRecords.Session,
  {
    startDateTime: string | null;
    endDateTime: string | null;
    caller: object | null;
    callee: object | null;
    segments?: object[];
    modalities: string[];
    failureInfo: object | null;
  }
>;

/** As it stands since `version`. `organizer` and `participants` are dead: absent in some answers, null in others. */
export function toWireCall(call: TenantCall, version: number, metadata: string): WireCall {
  const home = `${metadata}#communications/callRecords('${call.id}')`;
  return {
    version: version + 1,
    type: call.type,
    modalities: call.modalities,
    lastModifiedDateTime: toFineTime(call.versions[version]?.readyAt ?? call.end),
    startDateTime: toFineTime(call.start),
    endDateTime: toFineTime(call.end),
    id: call.id,
    joinWebUrl: call.joinWebUrl,
    ...(call.joinWebUrl === null && { organizer: null, participants: [] }),
    'organizer_v2@odata.context': `${home}/organizer_v2/$entity`,
    organizer_v2: call.organizer && toWireParticipant(call.organizer),
  };
}

export function toWireParticipant(party: CallParty): WireParticipant {
  return { id: party.id ?? '', identity: toIdentitySet(party), administrativeUnitInfos: [] };
}

/** Where it is no user, Graph names users as null beside it, and kinds that its schema does not have. */
function toIdentitySet({ is, id, name, tenantId }: CallParty): object {
  const identity = { id, displayName: name, tenantId };
  if (is === 'user') return { user: identity };
  return { user: null, acsUser: null, spoolUser: null, [is]: identity };
}

export function toWireSession(session: TenantCallSession, withSegments: boolean): WireCallSession {
  return {
    id: session.id,
    modalities: session.modalities,
    startDateTime: timeOf(session.start),
    endDateTime: timeOf(session.end),
    isTest: session.isTest,
    caller: toWireEndpoint(session.caller),
    callee: toWireEndpoint(session.callee),
    failureInfo: session.failure,
    ...(withSegments && { segments: (session.segments ?? []).map(toWireSegment) }),
  };
}

function toWireSegment(segment: TenantSegment): object {
  return {
    startDateTime: timeOf(segment.start),
    endDateTime: timeOf(segment.end),
    id: segment.id,
    caller: toWireEndpoint(segment.caller),
    callee: toWireEndpoint(segment.callee),
    failureInfo: segment.failure,
    media: segment.media?.map(toWireMedia) ?? null,
  };
}

function toWireEndpoint(endpoint: TenantEndpoint | null): object | null {
  if (!endpoint) return null;
  const { party, written, machine, feedback } = endpoint;
  const userAgent = toUserAgent(endpoint);
  if (endpoint.of === 'service') return { '@odata.type': `${TYPE}serviceEndpoint`, userAgent };
  return {
    '@odata.type': `${TYPE}participantEndpoint`,
    name: machine?.name ?? null,
    cpuName: machine?.cpu ?? null,
    cpuCoresCount: machine?.cores ?? null,
    cpuProcessorSpeedInMhz: machine?.mhz ?? null,
    userAgent,
    identity:
      party && written !== 'associated'
        ? { '@odata.type': '#microsoft.graph.identitySet', ...toIdentitySet(party) }
        : null,
    associatedIdentity: party && written !== 'identity' ? toAssociated(party) : null,
    feedback: feedback ?? null,
  };
}

function toAssociated({ is, id, name, tenantId, upn }: CallParty): object {
  const identity = { id, displayName: name, tenantId };
  if (is !== 'user') return identity;
  return { '@odata.type': '#microsoft.graph.userIdentity', ...identity, userPrincipalName: upn ?? null };
}

function toUserAgent({ agent }: TenantEndpoint): object | null {
  if (!agent) return null;
  const both = { headerValue: agent.header, applicationVersion: agent.version };
  if (agent.role !== undefined) return { '@odata.type': `${TYPE}serviceUserAgent`, ...both, role: agent.role };
  return {
    '@odata.type': `${TYPE}clientUserAgent`,
    ...both,
    platform: agent.platform,
    productFamily: agent.product,
    azureADAppId: agent.appId ?? null,
    communicationServiceId: agent.serviceId ?? null,
  };
}

function timeOf(instant: number | null): string | null {
  return instant === null ? null : toFineTime(instant);
}
