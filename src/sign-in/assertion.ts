/** What a sign-in says of itself. Its signature is for Entra to check, which gets this very string. */
export interface Assertion {
  /** Entra object id. */
  personId: string;
  tenantId: string;
  audience: string;
  /** Milliseconds. */
  expiresAt: number;
}

const LONGEST = 16_000;

/** Undefined for anything but a signed token with whose, where, for whom and until when in it. */
export function readAssertion(token: string): Assertion | undefined {
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (token.length > LONGEST || parts.length !== 3 || !signature) return undefined;
  const [how, claims] = [toObject(header), toObject(payload)];
  if (typeof how?.alg !== 'string' || !/^(?:RS|PS|ES)\d{3}$/.test(how.alg)) return undefined;
  const { oid, tid, aud, exp } = claims ?? {};
  if (typeof oid !== 'string' || typeof tid !== 'string' || typeof aud !== 'string' || typeof exp !== 'number')
    return undefined;
  return { personId: oid, tenantId: tid, audience: aud, expiresAt: exp * 1000 };
}

function toObject(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
