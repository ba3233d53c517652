import { createBudget } from '../../src/graph/budget';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler, type Seen } from './support/graph-server';

afterEach(closeAll);

interface Inner {
  id: string;
  url: string;
  method: string;
}
type Answer = Record<string, unknown>;

const requestsOf = (seen: Seen): Inner[] => JSON.parse(seen.body).requests as Inner[];

/** Answers each request of a batch by itself; `round` counts batches, from 1. */
function batches(answer: (inner: Inner, round: number) => Answer | undefined): Handler {
  let round = 0;
  return (seen, response) => {
    round += 1;
    const responses = requestsOf(seen).flatMap(inner => {
      const one = answer(inner, round);
      return one ? [{ id: inner.id, headers: { 'Content-Type': 'application/json' }, ...one }] : [];
    });
    sendJson(response, { responses: responses.reverse() });
  };
}

const paths = (count: number) => Array.from({ length: count }, (_, index) => `/users/${index + 1}`);
const fine = ({ url }: Inner): Answer => ({ status: 200, body: { url } });

describe('many reads', () => {
  it('go out twenty at a time, with ids of their own, and come back in order', async () => {
    const { server, client } = await startPair(batches(fine));
    const results = await client.getMany(paths(45));
    expect(results.map(one => (one as PromiseFulfilledResult<{ url: string }>).value.url)).toEqual(paths(45));
    expect(server.seen.map(one => requestsOf(one).length).sort()).toEqual([20, 20, 5]);
    for (const one of server.seen) {
      expect([one.method, one.url, one.headers['content-type']]).toEqual(['POST', '/v1.0/$batch', 'application/json']);
      const ids = requestsOf(one).map(inner => inner.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('alone are a plain GET, and none are no request', async () => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, {});
    });
    await client.getMany(['/users/1']);
    expect(await client.getMany([])).toEqual([]);
    expect(server.seen.map(one => one.method)).toEqual(['GET']);
  });

  it('count one by one in the budget', async () => {
    const taken: number[] = [];
    const budget = createBudget({ now: () => 0, sleep: () => Promise.resolve() });
    const take: typeof budget.take = (reads, options) => (taken.push(reads), budget.take(reads, options));
    const { client } = await startPair(batches(fine), { budget: { ...budget, take } });
    await client.getMany(paths(23));
    expect(taken).toEqual([20, 3]);
  });
});

describe('inside a batch', () => {
  it('each failure is its own', async () => {
    const { client } = await startPair(
      batches(({ url }) => {
        if (url.endsWith('1')) return { status: 200, body: { value: [] } };
        if (url.endsWith('2'))
          return { status: 403, body: { error: { code: '', message: 'no', innerError: { 'request-id': 'r2' } } } };
        return { status: 404, body: { error: { code: 'NotFound' } } };
      }),
    );
    expect(await client.getMany(paths(3))).toMatchObject([
      { status: 'fulfilled', value: { value: [] } },
      { status: 'rejected', reason: { code: 'permission-missing', details: { requestId: 'r2', status: 403 } } },
      { status: 'rejected', reason: { code: 'not-found' } },
    ]);
  });

  it('only what failed is asked again, after the longest wait asked for', async () => {
    const { server, client, slept } = await startPair(
      batches((inner, round) => {
        if (round > 1 || inner.url.endsWith('1')) return fine(inner);
        if (inner.url.endsWith('2')) return { status: 429, headers: { 'Retry-After': '7' } };
        if (inner.url.endsWith('3')) return { status: 503, headers: { 'retry-after': 3 } };
        if (inner.url.endsWith('4')) return { status: 500 };
        return inner.url.endsWith('5') ? undefined : { status: 200, body: 'PGh0bWw+' };
      }),
    );
    const results = await client.getMany(paths(6));
    expect(results.map(one => one.status)).toEqual(Array(6).fill('fulfilled'));
    expect(requestsOf(server.seen[1]!).map(one => one.url)).toEqual(paths(6).slice(1));
    expect(slept).toContain(7_000);
    expect(server.seen).toHaveLength(2);
  });

  it('five tries are the end of it, and a Retry-After beyond the minute at once', async () => {
    const { server, client } = await startPair(
      batches(({ url }) => (url.endsWith('1') ? { status: 502 } : { status: 429, headers: { 'Retry-After': '61' } })),
      { budget: { take: () => Promise.resolve(), pause: () => undefined } },
    );
    expect(await client.getMany(paths(2))).toMatchObject([
      { reason: { code: 'graph-unavailable', details: { status: 502 } } },
      { reason: { code: 'throttled', details: { retryAfterSeconds: 61 } } },
    ]);
    expect(server.seen.map(one => requestsOf(one).length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('a 401 takes a fresh token once', async () => {
    let round = 0;
    const { server, client } = await startPair(
      batches((inner, at) => {
        round = at;
        return at === 1 || inner.url.endsWith('2')
          ? { status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } }
          : fine(inner);
      }),
      { token: async ({ fresh }) => (fresh ? 'fresh' : 'stale') },
    );
    expect(await client.getMany(paths(2))).toMatchObject([
      { status: 'fulfilled' },
      { reason: { code: 'sign-in-expired' } },
    ]);
    expect(round).toBe(2);
    expect(server.seen.map(one => one.headers.authorization)).toEqual(['Bearer stale', 'Bearer fresh']);
  });

  it('an answer without answers is garbled, whatever it is', async () => {
    for (const body of [{}, { responses: null }, { responses: [5, null, { id: 'x' }, { id: '1', status: 'odd' }] }]) {
      const { client } = await startPair((_, response) => {
        sendJson(response, body);
      });
      expect(await client.getMany(paths(2))).toMatchObject([
        { reason: { code: 'graph-garbled' } },
        { reason: { code: 'graph-garbled' } },
      ]);
    }
  });
});

describe('a batch as a whole', () => {
  it.each([400, 404, 405, 501])(
    'that the server does not know (%d) becomes single reads, from then on',
    async status => {
      const { server, client } = await startPair((seen, response) => {
        if (seen.url.endsWith('$batch')) sendError(response, status, 'Nope');
        else if (seen.url.endsWith('2')) sendError(response, 404, 'NotFound');
        else sendJson(response, { url: seen.url });
      });
      const expected = [{ status: 'fulfilled' }, { reason: { code: 'not-found' } }, { status: 'fulfilled' }];
      expect(await client.getMany(paths(3))).toMatchObject(expected);
      expect(await client.getMany(paths(3))).toMatchObject(expected);
      expect(server.seen.filter(one => one.method === 'POST')).toHaveLength(1);
      expect(server.seen).toHaveLength(7);
    },
  );

  it('counts as GETs when it fails: tried again after a reset', async () => {
    const { server, client } = await startPair((seen, response, count) => {
      if (count === 1) response.destroy();
      else batches(fine)(seen, response, count);
    });
    expect((await client.getMany(paths(2)))[1]).toMatchObject({ status: 'fulfilled' });
    expect(server.seen).toHaveLength(2);
  });

  it('refused is refused for each', async () => {
    const { client } = await startPair((_, response) => {
      sendError(response, 403, 'Authorization_RequestDenied');
    });
    const refused = { status: 'rejected', reason: { code: 'permission-missing' } };
    expect(await client.getMany(paths(2))).toMatchObject([refused, refused]);
  });

  it('given up is given up', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const { client } = await startPair(() => {
      stop.abort(reason);
    });
    await expect(client.getMany(paths(2), { signal: stop.signal })).rejects.toBe(reason);
  });
});
