import { isObject } from './activity';

/** Who signs the channel's tokens, and for whom. */
export interface ChannelTokens {
  issuer: string;
  audience: string;
}

/** As the SDK allows them. */
const ALGORITHMS: readonly unknown[] = ['RS256', 'RS384', 'RS512'];

/**
 * Whether what a token says of itself, still unverified, is what the channel's say. The SDK also knows the issuers of its emulator, and would fetch their
 * keys for anybody who names one: what is refused here costs no request.
 */
export function looksLikeTheChannels(authorization: string, { issuer, audience }: ChannelTokens): boolean {
  const [scheme, token = '', ...rest] = authorization.split(' ');
  const [header, payload, signature, ...more] = token.split('.');
  if (scheme !== 'Bearer' || rest.length > 0 || !signature || more.length > 0) return false;
  const claims = toObject(payload);
  return ALGORITHMS.includes(toObject(header)?.alg) && claims?.iss === issuer && claims.aud === audience;
}

function toObject(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
