import type { Reply } from './request';

/** What Graph refuses with: status, code and message of its own. `ask` is thrown inside a route and becomes the reply. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export const unauthenticated = (): Refusal => new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
export const noPolicy = (): Refusal => new Refusal(403, 'Forbidden', 'No application access policy found for this app');
export const noPermission = (): Refusal =>
  new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
export const notTheirs = (): Refusal =>
  new Refusal(403, 'Forbidden', '3003: User does not have access to lookup meeting');
export const appOnly = (): Refusal =>
  new Refusal(403, 'Forbidden', 'This operation is only supported with application permissions.');
export const delegatedOnly = (): Refusal =>
  new Refusal(403, 'Forbidden', 'This operation is only supported with delegated permissions.');
export const needsSignIn = (): Refusal =>
  new Refusal(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
export const notFound = (): Refusal => new Refusal(404, 'NotFound', 'The requested resource was not found.');
export const noSuchUser = (): Refusal =>
  new Refusal(
    404,
    'Request_ResourceNotFound',
    'Resource does not exist or one of its queried reference-property objects are not present.',
  );
/** What an online meeting says to an id that is none of its own. */
export const badMeetingId = (): Refusal =>
  new Refusal(
    400,
    'BadRequest',
    'Index was out of range. Must be non-negative and less than the size of the collection.\r\nParameter name: index',
  );
export const noSingleChannelReport = (): Refusal =>
  new Refusal(400, 'BadRequest', 'Getting an attendance report is not supported for channel meetings.');
export const badRequest = (message: string): Refusal => new Refusal(400, 'BadRequest', message);
export const unknownSegment = (segment: string): Refusal =>
  new Refusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
export const wrongMethod = (): Refusal =>
  new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');

/** The reply of Graph's own shape. */
export function toErrorReply(
  refusal: Refusal,
  ids: { requestId: string; clientRequestId: string; now: number },
): Reply {
  const inner = {
    date: new Date(ids.now).toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  const error =
    refusal.status === 429
      ? {
          code: refusal.code,
          innerError: { code: '429', message: 'Please retry after', status: '429', ...inner },
          message: refusal.message,
        }
      : { code: refusal.code, message: refusal.message, innerError: inner };
  return {
    status: refusal.status,
    headers: refusal.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(refusal.retryAfterSeconds) },
    body: { error },
  };
}

/** Graph's usual words for a status that a fault plan asks for. */
export function refusalOf(status: number, retryAfterSeconds?: number): Refusal {
  const [code, message] = usualWords[status] ?? ['generalException', 'An error has occurred.'];
  return new Refusal(status, code, message, retryAfterSeconds);
}

const usualWords: Record<number, [code: string, message: string]> = {
  400: ['BadRequest', 'Invalid request.'],
  401: ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
  403: ['Forbidden', 'No application access policy found for this app'],
  404: ['NotFound', 'The requested resource was not found.'],
  405: ['Request_BadRequest', 'Specified HTTP method is not allowed for the request target.'],
  409: ['Conflict', 'The request conflicts with the current state.'],
  429: ['TooManyRequests', 'Please retry again later.'],
  500: ['InternalServerError', 'An unexpected error occurred.'],
  501: ['NotImplemented', 'The requested functionality is not implemented.'],
  502: ['BadGateway', 'The server received an invalid response from an upstream server.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable. Please retry later.'],
  504: ['GatewayTimeout', 'The upstream server did not answer in time.'],
  509: ['BandwidthLimitExceeded', 'The app has been throttled for exceeding the maximum bandwidth cap.'],
};
