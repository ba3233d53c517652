import { AppError, isAppError, type ProblemCode, type ProblemDetails } from '../domain/errors';
import { isWire, present, toText, toWire, type Wire } from './wire';
import { newSessionShape } from '../domain/new-session';

const LONGEST_CODE = 64;

/** What a failed request comes to: the headers by lower-case name, the body as parsed, or undefined. */
export interface Failure {
  status: number;
  body?: unknown;
  headers?: Record<string, string | undefined>;
  retryAfterMs?: number | undefined;
}

/** The AppError for a failed request. Graph's message is read for the few causes that have no code of their own, and never kept. */
export function toGraphError({ status, body, headers = {}, retryAfterMs }: Failure): AppError {
  const error = toWire(toWire(body).error);
  const inner = innermost(error);
  const graphCode = toCode(error.code) ?? toCode(inner.code);
  const claims = [error.code, inner.code, headers['www-authenticate']].some(it =>
    /insufficient_claims/i.test(toText(it) ?? ''),
  );
  const details = present<Pick<ProblemDetails, 'requestId' | 'status' | 'graphCode' | 'retryAfterSeconds' | 'field'>>({
    requestId: toText(inner['request-id']) ?? toText(headers['request-id']),
    status,
    graphCode,
    retryAfterSeconds: retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1000),
    field: status === 400 ? fieldIn(toText(error.message) ?? '') : undefined,
  });
  return new AppError(toProblemCode(status, toText(error.message) ?? '', claims, retryAfterMs), details);
}

function toProblemCode(
  status: number,
  message: string,
  claims: boolean,
  retryAfterMs: number | undefined,
): ProblemCode {
  if (status === 429 || status === 509 || (status === 503 && retryAfterMs !== undefined)) return 'throttled';
  if (status >= 500) return 'graph-unavailable';
  if (status === 401 || status === 403) {
    if (claims) return 'conditional-access';
    if (/application access policy|not authorized to .* on behalf of/i.test(message)) return 'access-policy-missing';
    if (/^\s*3003\b|does not have access to lookup meeting/i.test(message)) return 'not-the-organizer';
    if (status === 403 && /\bsubscriptions?\b.*\blimit|\blimit\b.*\bsubscriptions?\b/is.test(message))
      return 'subscription-limit';
    return status === 401 ? 'sign-in-expired' : 'permission-missing';
  }
  if (status === 404 || status === 410) return 'not-found';
  if (status === 400 && /index was out of range|value cannot be null/i.test(message)) return 'not-found';
  if (status === 400 && /subscription validation request/i.test(message)) return 'notifications-unreachable';
  return 'graph-refused';
}

/** The only property of a new session that the message names; of a message nothing else is kept. */
function fieldIn(message: string): string | undefined {
  const named = Object.keys(newSessionShape).filter(field => new RegExp(`\\b${field}\\b`).test(message));
  return named.length === 1 ? named[0] : undefined;
}

/** Graph nests innerError, in either spelling; the deepest one that says something is the most exact. */
function innermost(error: Wire): Wire {
  let found: Wire = {};
  let next: unknown = error.innerError ?? error.innererror;
  for (let depth = 0; depth < 5 && isWire(next); depth += 1) {
    found = { ...found, ...next };
    next = next.innerError ?? next.innererror;
  }
  return found;
}

function toCode(code: unknown): string | undefined {
  return toText(code)?.slice(0, LONGEST_CODE);
}

/** For requests that hold nothing but ids: what Graph calls a bad request (400) is an id that is none. */
export function toWrongId(error: unknown): AppError {
  if (!isAppError(error)) return new AppError('internal', {}, { cause: error });
  const isBadRequest = error.code === 'graph-refused' && error.details.status === 400;
  return isBadRequest ? new AppError('not-found', error.details, { cause: error }) : error;
}

/** The answer to such a request. */
export async function readById(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    throw isAppError(error) ? toWrongId(error) : error;
  }
}
