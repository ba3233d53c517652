import type { CallEndpoint, CallFeedback, CallUserAgent } from '../domain/call-record';
import { toEndIdentity } from './call-identity';
import { isWire, toNumber, toText, uniform } from './wire';

/** Names of feedback tokens change: so many are kept, of so many characters. */
const MOST_TOKENS = 64;
const LONGEST_TOKEN = 64;

/** The caller or callee of a session or segment; null for what is no object. */
export function toEndpoint(wire: unknown): CallEndpoint | null {
  if (!isWire(wire)) return null;
  return uniform<CallEndpoint>({
    of: toEndKind(wire['@odata.type']),
    identity: toEndIdentity(wire.associatedIdentity, wire.identity),
    userAgent: toUserAgent(wire.userAgent),
    name: toText(wire.name),
    cpuName: toText(wire.cpuName),
    cpuCoresCount: toNumber(wire.cpuCoresCount),
    cpuProcessorSpeedInMhz: toNumber(wire.cpuProcessorSpeedInMhz),
    feedback: toFeedback(wire.feedback),
  });
}

export function toEndKind(type: unknown): CallEndpoint['of'] {
  if (typeof type !== 'string') return 'unknown';
  if (type.endsWith('participantEndpoint')) return 'participant';
  return type.endsWith('serviceEndpoint') ? 'service' : 'unknown';
}

/** Of a client or of a service: what either has. */
function toUserAgent(wire: unknown): CallUserAgent | undefined {
  if (!isWire(wire)) return undefined;
  return uniform<CallUserAgent>({
    headerValue: toText(wire.headerValue),
    applicationVersion: toText(wire.applicationVersion),
    platform: toText(wire.platform),
    productFamily: toText(wire.productFamily),
    azureADAppId: toText(wire.azureADAppId),
    communicationServiceId: toText(wire.communicationServiceId),
    role: toText(wire.role),
  });
}

function toFeedback(wire: unknown): CallFeedback | undefined {
  if (!isWire(wire)) return undefined;
  return uniform<CallFeedback>({ rating: toText(wire.rating), text: toText(wire.text), tokens: toTokens(wire.tokens) });
}

/** Whatever is true or false. */
export function toTokens(wire: unknown): Record<string, boolean> {
  const tokens: [string, boolean][] = [];
  for (const [name, value] of isWire(wire) ? Object.entries(wire) : [])
    if (typeof value === 'boolean' && name.length <= LONGEST_TOKEN && tokens.push([name, value]) === MOST_TOKENS) break;
  return Object.fromEntries(tokens);
}
