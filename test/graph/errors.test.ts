import { isAppError } from '../../src/domain/errors';
import { readById, toGraphError, type Failure } from '../../src/graph/errors';

const body = (code: string, message = '', innerError: object = {}) => ({ error: { code, message, innerError } });

describe('what a failure comes to', () => {
  const table: [string, Failure, string][] = [
    [
      'expired token',
      { status: 401, body: body('InvalidAuthenticationToken', 'Lifetime validation failed') },
      'sign-in-expired',
    ],
    [
      'claims challenge',
      { status: 401, headers: { 'www-authenticate': 'Bearer error="insufficient_claims", claims="e30="' } },
      'conditional-access',
    ],
    ['conditional access', { status: 403, body: body('insufficient_claims') }, 'conditional-access'],
    [
      'the same, inside',
      { status: 403, body: body('Forbidden', '', { code: 'insufficient_claims' }) },
      'conditional-access',
    ],
    [
      'missing permission',
      { status: 403, body: body('Authorization_RequestDenied', 'Insufficient privileges to complete the operation.') },
      'permission-missing',
    ],
    [
      '403 without a code',
      { status: 403, body: body('', 'You do not have the required permissions') },
      'permission-missing',
    ],
    ['403 without a body', { status: 403 }, 'permission-missing'],
    [
      'no policy',
      { status: 403, body: body('Forbidden', 'No application access policy found for this app') },
      'access-policy-missing',
    ],
    [
      'no policy, General',
      { status: 403, body: body('General', 'No Application Access Policy found for this app: x') },
      'access-policy-missing',
    ],
    [
      'no policy, old wording',
      { status: 403, body: body('Unauthorized', 'App a1 is not authorized to Create meeting on behalf of user u1') },
      'access-policy-missing',
    ],
    [
      'no policy, old wording as 401',
      { status: 401, body: body('Unauthorized', 'App a1 is not authorized to Read meeting on behalf of user u1') },
      'access-policy-missing',
    ],
    [
      'not the organiser',
      { status: 403, body: body('Forbidden', '3003: User does not have access to lookup meeting') },
      'not-the-organizer',
    ],
    ['not found', { status: 404, body: body('NotFound') }, 'not-found'],
    ['gone', { status: 410 }, 'not-found'],
    [
      'wrong id, 2024',
      {
        status: 400,
        body: body(
          'BadRequest',
          'Index was out of range. Must be non-negative and less than the size of the collection.\r\nParameter name: index',
        ),
      },
      'not-found',
    ],
    [
      'wrong id, 2021',
      { status: 400, body: body('BadRequest', 'Value cannot be null.\r\nParameter name: String') },
      'not-found',
    ],
    [
      'another bad request',
      { status: 400, body: body('BadRequest', 'Query option $top is not allowed') },
      'graph-refused',
    ],
    ['method', { status: 405, body: body('Request_BadRequest') }, 'graph-refused'],
    ['redirect', { status: 302 }, 'graph-refused'],
    ['throttled', { status: 429, body: body('TooManyRequests', '', { code: '429' }) }, 'throttled'],
    ['bandwidth', { status: 509 }, 'throttled'],
    ['unavailable', { status: 503 }, 'graph-unavailable'],
    ['unavailable for a told time', { status: 503, retryAfterMs: 90_000 }, 'throttled'],
    ['gateway page', { status: 502, body: undefined }, 'graph-unavailable'],
    ['not implemented', { status: 501 }, 'graph-unavailable'],
  ];
  it.each(table)('%s', (_, failure, code) => {
    const error = toGraphError(failure);
    expect(error.code).toBe(code);
    expect(error.details.status).toBe(failure.status);
  });

  it('keeps request-id and code in every spelling, and never the message', () => {
    const secret = 'the message names Ann';
    const withBody = toGraphError({
      status: 403,
      body: body('Forbidden', secret, { 'request-id': 'r1', message: secret }),
    });
    expect(withBody.details).toEqual({ requestId: 'r1', status: 403, graphCode: 'Forbidden' });
    const lower = {
      error: { code: '', message: secret, innererror: { code: 'a', innerError: { code: 'deep', 'request-id': 'r2' } } },
    };
    expect(toGraphError({ status: 400, body: lower }).details).toEqual({
      requestId: 'r2',
      status: 400,
      graphCode: 'deep',
    });
    const header = toGraphError({ status: 500, headers: { 'request-id': 'r3' } });
    expect(header.details).toEqual({ requestId: 'r3', status: 500 });
    expect(JSON.stringify([withBody, withBody.message, header])).not.toContain('Ann');
  });

  it('tells after how many seconds to come back', () => {
    expect(toGraphError({ status: 429, retryAfterMs: 600_000 }).details.retryAfterSeconds).toBe(600);
  });

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    { error: null },
    { error: 'no' },
    { error: { code: {}, message: 5, innerError: [] } },
  ])('reads any body: %j', any => {
    expect(toGraphError({ status: 400, body: any }).code).toBe('graph-refused');
  });

  it('takes a bad request for an id as an id that is none', async () => {
    const refused = toGraphError({ status: 400, body: body('BadRequest', 'Invalid id') });
    await expect(readById(Promise.reject(refused))).rejects.toMatchObject({
      code: 'not-found',
      details: { status: 400 },
    });
    const other = toGraphError({ status: 403 });
    await expect(readById(Promise.reject(other))).rejects.toBe(other);
    expect(isAppError(other)).toBe(true);
  });
});
