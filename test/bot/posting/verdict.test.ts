import { verdictOf } from '../../../src/bot/posting/verdict';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const error = (code: string) => Object.assign(new Error('x'), { code });
const body = (code: string) => JSON.stringify({ error: { code, message: 'no' } });

describe('what one request came to', () => {
  it.each([
    ['never left', { left: false, error: error('ENOTFOUND') }, { is: 'later', reason: 'not-sent' }],
    ['no connection', { left: true, error: error('ECONNREFUSED') }, { is: 'later', reason: 'unreachable' }],
    ['no name', { left: true, error: error('EAI_AGAIN') }, { is: 'later', reason: 'unreachable' }],
    ['reset', { left: true, error: error('ECONNRESET') }, { is: 'uncertain', reason: 'no-answer' }],
    ['time-out', { left: true, error: new Error('aborted') }, { is: 'uncertain', reason: 'no-answer' }],
    ['201 with an id', { left: true, status: 201, body: '{"id":"1;2"}' }, { is: 'sent', activityId: '1;2' }],
    ['200 without', { left: true, status: 200, body: '' }, { is: 'sent', activityId: '' }],
    ['200 and null', { left: true, status: 200, body: 'null' }, { is: 'sent', activityId: '' }],
    [
      '429 and a number',
      { left: true, status: 429, retryAfter: '7' },
      { is: 'later', reason: 'throttled', waitMs: 7_000, asked: true },
    ],
    [
      '429 and a date',
      { left: true, status: 429, retryAfter: 'Sat, 21 Nov 2026 12:00:09 GMT' },
      { is: 'later', reason: 'throttled', waitMs: 9_000, asked: true },
    ],
    ['429 alone', { left: true, status: 429 }, { is: 'later', reason: 'throttled', asked: true }],
    ['412', { left: true, status: 412 }, { is: 'later', reason: 'throttled' }],
    ['401', { left: true, status: 401 }, { is: 'later', reason: 'not-signed-in' }],
    ['403', { left: true, status: 403, body: body('Forbidden') }, { is: 'refused', reason: 'answered-403' }],
    [
      '403 within',
      {
        left: true,
        status: 403,
        body: '{"error":{"code":"x","innerHttpError":{"body":{"subCode":"MessageWritesBlocked"}}}}',
      },
      { is: 'gone' },
    ],
    ['404', { left: true, status: 404 }, { is: 'gone' }],
    ['413', { left: true, status: 413 }, { is: 'refused', reason: 'answered-413' }],
    ['408', { left: true, status: 408 }, { is: 'uncertain', reason: 'answered-408' }],
    ['502', { left: true, status: 502 }, { is: 'uncertain', reason: 'answered-502' }],
    ['a redirect', { left: true, status: 307 }, { is: 'uncertain', reason: 'answered-307' }],
  ])('%s', (_, seen, verdict) => {
    expect(verdictOf(seen, false, NOW)).toEqual(verdict);
  });

  it('an update of what is not there is refused; of a conversation that is not there, gone', () => {
    expect(verdictOf({ left: true, status: 404, body: body('ActivityNotFoundInConversation') }, true, NOW)).toEqual({
      is: 'refused',
      reason: 'removed',
    });
    expect(verdictOf({ left: true, status: 404, body: body('ConversationNotFound') }, true, NOW)).toEqual({
      is: 'gone',
    });
  });
});
