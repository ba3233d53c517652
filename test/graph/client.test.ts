import { gzipSync } from 'node:zlib';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../src/domain/errors';
import { createBudget } from '../../src/graph/budget';
import { createGraphClient, type GraphLogLine } from '../../src/graph/client';
import { clientFor, closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const json = { 'content-type': 'application/json' };

describe('a request', () => {
  it('is a GET below v1.0 with the token and an id of its own', async () => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, { id: '1' });
    });
    expect(await client.get('/users/a%2Fb')).toEqual({ id: '1' });
    const { method, url, headers } = server.seen[0]!;
    expect([method, url, headers.authorization]).toEqual(['GET', '/v1.0/users/a%2Fb', 'Bearer token-1']);
    expect(headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    'http://graph.microsoft.com',
    'http://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'https://u:p@graph.microsoft.com',
  ])('never goes to %s', root => {
    expect(() => createGraphClient({ root, token: async () => 't' })).toThrow(/https/);
  });

  it('keeps to the root, below a path of its own where it has one', async () => {
    const { server } = await startPair((_, response) => {
      sendJson(response, {});
    });
    const { client } = clientFor(`${server.root}/tenant-a/`);
    await client.get('/users');
    expect(server.seen[0]!.url).toBe('/tenant-a/v1.0/users');
    await expect(client.get(new URL('http://127.0.0.2/x'))).rejects.toMatchObject({ code: 'paging-broken' });
    await expect(client.get(new URL(`${server.root}/tenant-b/v1.0/users`))).rejects.toMatchObject({
      code: 'paging-broken',
    });
  });

  it('takes no proxy from the environment', async () => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, {});
    });
    const proxy = await startPair((_, response) => response.end());
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
    for (const name of names) process.env[name] = proxy.server.root;
    try {
      await client.get('/users');
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
    expect([server.seen.length, proxy.server.seen.length]).toEqual([1, 0]);
  });
});

describe('the token', () => {
  it('is taken fresh once after a 401', async () => {
    const { server, client } = await startPair(
      (seen, response) => {
        if (seen.headers.authorization === 'Bearer fresh') sendJson(response, { id: '1' });
        else sendError(response, 401, 'InvalidAuthenticationToken');
      },
      { token: async ({ fresh }) => (fresh ? 'fresh' : 'stale') },
    );
    expect(await client.get('/users')).toEqual({ id: '1' });
    expect(server.seen).toHaveLength(2);
  });

  it('refused twice is the end of it', async () => {
    const { server, client, slept } = await startPair((_, response) => {
      sendError(response, 401, 'InvalidAuthenticationToken');
    });
    await expect(client.get('/users')).rejects.toMatchObject({
      code: 'sign-in-expired',
      details: { requestId: 'req-1', status: 401, graphCode: 'InvalidAuthenticationToken' },
    });
    expect([server.seen.length, slept.length]).toEqual([2, 0]);
  });

  it('that can not be had is an answer', async () => {
    const give = async (error: Error) => {
      const { client } = clientFor('http://127.0.0.1:9', { token: () => Promise.reject(error) });
      return client.get('/users');
    };
    await expect(give(new AppError('conditional-access'))).rejects.toMatchObject({ code: 'conditional-access' });
    await expect(give(new Error('no secret'))).rejects.toMatchObject({ code: 'sign-in-expired' });
  });
});

describe('faults', () => {
  const once =
    (fault: Handler): Handler =>
    (seen, response, count) => {
      if (count === 1) fault(seen, response, count);
      else sendJson(response, { id: 'fine' });
    };
  const cut = (chunk: string): Handler => {
    return (_, response) => {
      response.writeHead(200, { ...json, 'content-length': '100' });
      response.write(chunk);
      setTimeout(() => response.destroy(), 20);
    };
  };
  const passing: [string, Handler][] = [
    ['reset before the answer', (_, response) => response.destroy()],
    ['reset after the headers', cut('')],
    ['reset inside the body', cut('{"id":"x"')],
    [
      'end inside chunked JSON',
      (_, response) => {
        response.writeHead(200, json);
        response.write('{"id":');
        setTimeout(() => response.socket?.end(), 20);
      },
    ],
    ['truncated JSON', (_, response) => response.writeHead(200, json).end('{"value":[1,')],
    ['a web page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['a web page that says it is JSON', (_, response) => response.writeHead(200, json).end('<html>')],
    [
      'JSON that says it is a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{}'),
    ],
    ['no content type', (_, response) => response.writeHead(200).end('{}')],
    ['nothing', (_, response) => response.writeHead(200, json).end()],
    ['204', (_, response) => response.writeHead(204).end()],
    [
      'another charset',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-16' }).end('{}'),
    ],
    ['bytes that are no UTF-8', (_, response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xe9, 0x22]))],
    [
      'an encoding nobody asked for',
      (_, response) => response.writeHead(200, { ...json, 'content-encoding': 'br' }).end('{}'),
    ],
    ['gzip that is none', (_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{}')],
    ...[500, 502, 503, 504, 509].map((status): [string, Handler] => [
      String(status),
      (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    ]),
    ['429', (_, response) => sendError(response, 429, 'TooManyRequests')],
  ];
  it.each(passing)('%s is tried again', async (_, fault) => {
    const { server, client } = await startPair(once(fault));
    expect(await client.get('/users')).toEqual({ id: 'fine' });
    expect(server.seen).toHaveLength(2);
  });

  it.each<[string, Handler, string]>([
    [
      'web pages',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'graph-garbled',
    ],
    ['resets', (_, response) => response.destroy(), 'graph-unavailable'],
    ['503', (_, response) => response.writeHead(503).end(), 'graph-unavailable'],
    ['429', (_, response) => sendError(response, 429, 'TooManyRequests'), 'throttled'],
  ])('%s without end stop after five tries', async (_, fault, code) => {
    const { server, client, slept } = await startPair(fault);
    await expect(client.get('/users')).rejects.toMatchObject({ code });
    expect(server.seen).toHaveLength(5);
    expect(slept.filter(ms => ms >= 250)).toEqual(expect.arrayContaining([250, 500, 1_000, 2_000]));
  });

  it.each<[string, Handler, string]>([
    ['301', (_, response) => response.writeHead(301, { location: 'http://127.0.0.1:9/x' }).end(), 'graph-refused'],
    ['307', (_, response) => response.writeHead(307, { location: '/v1.0/users' }).end(), 'graph-refused'],
    ['400', (_, response) => sendError(response, 400, 'BadRequest'), 'graph-refused'],
    ['403', (_, response) => sendError(response, 403, 'Forbidden'), 'permission-missing'],
    ['404', (_, response) => sendError(response, 404, 'NotFound'), 'not-found'],
    ['410', (_, response) => response.writeHead(410).end(), 'not-found'],
    [
      'Retry-After of ten minutes',
      (_, response) => sendError(response, 429, 'T', '', { 'retry-after': '600' }),
      'throttled',
    ],
  ])('%s is the answer, at once', async (_, fault, code) => {
    const { server, client, slept } = await startPair(fault);
    await expect(client.get('/users')).rejects.toMatchObject({ code });
    expect([server.seen.length, slept.length]).toEqual([1, 0]);
  });

  it('nobody listening is tried again, then told', async () => {
    const { client, slept } = clientFor('http://127.0.0.1:9');
    await expect(client.get('/users')).rejects.toMatchObject({ code: 'graph-unavailable', details: {} });
    expect(slept).toEqual([250, 500, 1_000, 2_000]);
  });

  it('reads JSON with a byte order mark, packed, and of a special type', async () => {
    const { client } = await startPair((_, response, count) => {
      if (count === 1) response.writeHead(200, json).end('\ufeff{"id":"ä"}');
      else if (count === 2)
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{"id":"ä"}'));
      else
        response
          .writeHead(200, { 'content-type': 'application/problem+json;odata.metadata=minimal;charset="UTF-8"' })
          .end('{"id":"ä"}');
    });
    for (let time = 0; time < 3; time += 1) expect(await client.get('/users')).toEqual({ id: 'ä' });
  });

  it('stops at a body that is too large, plain or packed, once', async () => {
    const limits = { bodyBytes: 100_000 };
    const big = Buffer.alloc(1_000_000, 0x20);
    const packed = gzipSync(big);
    for (const fault of [
      (response: Parameters<Handler>[1]) => response.writeHead(200, json).end(big),
      (response: Parameters<Handler>[1]) =>
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed),
    ]) {
      const { server, client } = await startPair((_, response) => fault(response), { limits });
      await expect(client.get('/users')).rejects.toMatchObject({ code: 'graph-garbled' });
      expect(server.seen).toHaveLength(1);
    }
  });

  it('waits for no answer longer than it should: silence, one byte at a time', async () => {
    const slow: Handler = (seen, response) => {
      if (seen.url.endsWith('silence')) return;
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drip);
      });
    };
    const { server, client } = await startPair(slow, { limits: { answerMs: 80, tries: 2 } });
    await expect(client.get('/silence')).rejects.toMatchObject({ code: 'graph-unavailable' });
    await expect(client.get('/drip')).rejects.toMatchObject({ code: 'graph-unavailable' });
    expect(server.seen).toHaveLength(4);
  });
});

describe('Retry-After', () => {
  it('is kept to the second and holds everybody back', async () => {
    const { server, client } = await startPair(
      (seen, response, count) => {
        if (count === 1) sendError(response, 429, 'TooManyRequests', '', { 'retry-after': '1' });
        else sendJson(response, { url: seen.url });
      },
      { now: Date.now, sleep: ms => delay(ms) },
    );
    const first = client.get('/first');
    while (server.seen.length === 0) await delay(5);
    await delay(50);
    await Promise.all([first, client.get('/second')]);
    const [refused, ...later] = server.seen;
    expect(later).toHaveLength(2);
    for (const one of later) expect(one.at - refused!.at).toBeGreaterThanOrEqual(1_000);
  });

  it('longer than the minute is told to those who ask meanwhile, without a request', async () => {
    const { server, client } = await startPair((_, response) => {
      sendError(response, 429, 'TooManyRequests', '', { 'retry-after': '90' });
    });
    const told = { code: 'throttled', details: { retryAfterSeconds: 90 } };
    await expect(client.get('/first')).rejects.toMatchObject(told);
    await expect(client.get('/second')).rejects.toMatchObject(told);
    expect(server.seen).toHaveLength(1);
  });
});

describe('giving up', () => {
  const reason = new Error('enough');

  it('ends a request under way, a wait and a place in line', async () => {
    const { server, client } = await startPair(
      (seen, response) => {
        if (seen.url.endsWith('busy')) response.writeHead(503, { 'retry-after': '30' }).end();
      },
      { now: Date.now, sleep: (ms, signal) => delay(ms, undefined, { signal }), budget: tight() },
    );
    for (const path of ['/silence', '/busy', '/in-line']) {
      const stop = new AbortController();
      const asked = client.get(path, { signal: stop.signal });
      setTimeout(() => {
        stop.abort(reason);
      }, 60);
      await expect(asked).rejects.toBe(reason);
    }
    expect(server.seen).toHaveLength(2);
    await expect(client.get('/x', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  function tight() {
    return createBudget({
      now: Date.now,
      sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
      reads: 2,
    });
  }
});

describe('the log', () => {
  it('tells every try without ids, names and tokens', async () => {
    const lines: GraphLogLine[] = [];
    const { client } = await startPair(
      (_, response, count) => {
        if (count === 1) response.writeHead(503, { 'request-id': 'r1' }).end();
        else sendError(response, 404, 'NotFound', 'Ann is not here');
      },
      { log: line => lines.push(line) },
    );
    const path = "/solutions/virtualEvents/webinars/abc%40def/sessions/Sessions?$filter=email eq 'ann@contoso.example'";
    await expect(client.get(path.replaceAll(' ', '%20'))).rejects.toBeDefined();
    await expect(
      client.get("/solutions/virtualEvents/webinars/getByUserIdAndRole(userId='oid-1',role='o')"),
    ).rejects.toBeDefined();
    expect(lines).toMatchObject([
      {
        method: 'GET',
        route: '/v1.0/solutions/virtualEvents/webinars/{id}/sessions/Sessions',
        outcome: 503,
        attempt: 1,
        requestId: 'r1',
        waitMs: 250,
      },
      { outcome: 404, attempt: 2 },
      { route: '/v1.0/solutions/virtualEvents/webinars/getByUserIdAndRole', outcome: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/ann|token-1|oid-1/i);
  });
});
