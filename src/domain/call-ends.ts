import type { CallIdentity } from './call-record';
import type { JudgedEndpoint, JudgedSession } from './judged-session';
import { isFilled } from './filled';
import { isSomebody } from './identity';

export type CallSide = 'caller' | 'callee';

/** What is known of one end: of the session, else of its first segment that knows it. */
export function endpointOf(session: JudgedSession, side: CallSide): JudgedEndpoint | null {
  const endpoint = session[side];
  if (endpoint !== null) return endpoint;
  for (const segment of session.segments) if (segment[side] !== null) return segment[side];
  return null;
}

/** Who is at one end, found in the same way. */
export function identityOf(session: JudgedSession, side: CallSide): CallIdentity | undefined {
  if (session[side]?.identity) return session[side].identity;
  for (const segment of session.segments) if (segment[side]?.identity) return segment[side].identity;
  return undefined;
}

/** Graph's word for the client at one end, found in the same way. */
export function platformOf(session: JudgedSession, side: CallSide): string | undefined {
  const platform = session[side]?.userAgent?.platform;
  if (isFilled(platform)) return platform;
  for (const segment of session.segments) {
    const ofSegment = segment[side]?.userAgent?.platform;
    if (isFilled(ofSegment)) return ofSegment;
  }
  return undefined;
}

/**
 * Whether a person is at this end, known or not. A caller is one unless Graph says that it is the service or an app. A callee is one where Graph says who,
 * where the service called, and in a call of two (`type` of its record): in a group call, whoever is called and has no identity is the service.
 */
export function isPersonAt(session: JudgedSession, side: CallSide, type?: string): boolean {
  const endpoint = endpointOf(session, side);
  const identity = identityOf(session, side);
  if (endpoint?.of === 'service' || isApp(identity)) return false;
  if (side === 'caller' || type === 'peerToPeer') return true;
  return isNamed(identity) || endpointOf(session, 'caller')?.of === 'service';
}

/** The key of one person, by the identity rule of metrics.md: the id in lower case; undefined for somebody who stands alone. */
export function callPersonKey(identity: CallIdentity | undefined): string | undefined {
  const id = identity?.id?.trim();
  return isSomebody(id) ? id.toLowerCase() : undefined;
}

/** Voice apps, recorders and other bots. */
function isApp(identity: CallIdentity | undefined): boolean {
  return identity !== undefined && /application/i.test(identity.is);
}

function isNamed(identity: CallIdentity | undefined): boolean {
  return identity !== undefined && (isSomebody(identity.id) || isFilled(identity.displayName));
}
