import type { CallIdentity } from '../domain/call-record';
import { isWire, toText, uniform, type Wire } from './wire';

/** Graph's keys are words; a longer one is none. */
const LONGEST_KEY = 64;

/** Who is at an end: `associatedIdentity`, told what it is by the set beside it, or else the first of the set. */
export function toEndIdentity(associated: unknown, set: unknown): CallIdentity | undefined {
  const member = toSetIdentity(set);
  if (!isWire(associated)) return member;
  const own = toIdentity(kindOf(associated), associated);
  if (!own) return member;
  if (!member || (own.id !== undefined && own.id !== member.id)) return own;
  return uniform<CallIdentity>({
    is: member.is,
    id: own.id ?? member.id,
    displayName: own.displayName ?? member.displayName,
    tenantId: own.tenantId ?? member.tenantId,
    userPrincipalName: own.userPrincipalName ?? member.userPrincipalName,
  });
}

/** The first of an identity set that says anything, under its key; keys that Graph's model does not know count as well. */
export function toSetIdentity(set: unknown): CallIdentity | undefined {
  if (!isWire(set)) return undefined;
  if (isWire(set.user)) {
    const user = toIdentity('user', set.user);
    if (user) return user;
  }
  for (const key of Object.keys(set)) {
    const one = set[key];
    const found = isWire(one) ? toIdentity(key.length <= LONGEST_KEY ? key : 'identity', one) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Undefined where it says nobody: a tenant alone is none. */
export function toIdentity(is: string, wire: Wire): CallIdentity | undefined {
  const id = toText(wire.id);
  const displayName = toText(wire.displayName);
  const userPrincipalName = toText(wire.userPrincipalName);
  if (id === undefined && displayName === undefined && userPrincipalName === undefined) return undefined;
  return uniform<CallIdentity>({ is, id, displayName, tenantId: toText(wire.tenantId), userPrincipalName });
}

/** Only users have a principal name. */
function kindOf(associated: Wire): string {
  const type = associated['@odata.type'];
  const isUser = toText(associated.userPrincipalName) !== undefined;
  return isUser || (typeof type === 'string' && type.endsWith('.userIdentity')) ? 'user' : 'identity';
}
