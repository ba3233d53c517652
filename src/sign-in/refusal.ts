import type { Exchanged } from '../domain/sign-in';

type Refusal = Omit<Extract<Exchanged, { is: 'refused' }>, 'is'>;

/** Entra's numbers, of which the first in an answer says why: nobody agreed, the sign-in is over, the token is not one of Entra's. */
const CONSENT = new Set(['65001', '65004', '90094']);
const OVER = new Set(['500133', '50173', '70043', '700082', '50078', '50132']);
const NOT_ENTRAS = new Set(['50013', '50027', '500131', '500011', '50020', '700016']);

/** Entra's own number for it, for the log: its sentences may name people. */
export function refusalNumber(error: unknown): string {
  const { errorNo } = whyOf(error);
  return typeof errorNo === 'string' || typeof errorNo === 'number' ? String(errorNo) : '';
}

/** Why Entra would not exchange a sign-in. */
export function toRefusal(error: unknown): Refusal {
  const why = whyOf(error);
  const number = refusalNumber(error);
  const claims = typeof why.claims === 'string' && why.claims !== '' ? { claims: why.claims } : {};
  if (CONSENT.has(number) || why.subError === 'consent_required') return { code: 'consent-needed', ...claims };
  if (OVER.has(number)) return { code: 'sign-in-expired' };
  if (NOT_ENTRAS.has(number)) return { code: 'sign-in-refused' };
  // 50076, 50079, 50158, 53000 to 53011: another factor, a managed device, an allowed place.
  if (
    claims.claims !== undefined ||
    why.errorCode === 'interaction_required' ||
    /^(?:50(?:07[69]|158)|530\d\d)$/.test(number)
  )
    return { code: 'conditional-access', ...claims };
  return { code: number === '' ? 'graph-unavailable' : 'sign-in-refused' };
}

/** @azure/identity throws an error of its own, with what MSAL read from Entra's answer as its cause. */
function whyOf(error: unknown): { errorNo?: unknown; subError?: unknown; errorCode?: unknown; claims?: unknown } {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause ?? error ?? {};
}
