import { setTimeout as delay } from 'node:timers/promises';
import { pagesOf, rowsOf } from '../../src/graph/pages';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const path = '/users/u%40x/things';
const pageOf = (url: string) => Number(new URL(url, 'http://x').searchParams.get('page') ?? '1');

/** Pages of rows, with a link to the next as long as there is one. */
function paged(pages: unknown[][], link: (next: number) => string = next => `?page=${next}`): Handler {
  return (seen, response) => {
    const number = pageOf(seen.url);
    const more = number < pages.length ? { '@odata.nextLink': link(number + 1) } : {};
    sendJson(response, { value: pages[number - 1], ...more });
  };
}

describe('pages', () => {
  it('are followed to the end, in order', async () => {
    const { client } = await startPair(paged([[1, 2], [3], [], [4]], next => `/v1.0/users('u@x')/Things?page=${next}`));
    expect(await rowsOf(client, path)).toEqual([1, 2, 3, 4]);
  });

  it('that overlap give each row once', async () => {
    const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    const { client } = await startPair(
      paged([
        [a, b],
        [b, c],
        [{ id: 'a', more: 1 }, {}, {}],
      ]),
    );
    expect(await rowsOf(client, path)).toEqual([a, b, c, {}, {}]);
    expect(await rowsOf(client, path, { most: 3 })).toEqual([a, b, c]);
  });

  it('end with a missing, null or empty link', async () => {
    for (const link of [undefined, null, '']) {
      const { client } = await startPair((_, response) => {
        sendJson(response, { value: [1], '@odata.nextLink': link });
      });
      expect(await rowsOf(client, path)).toEqual([1]);
    }
  });

  it('go on from a first page that was read already', async () => {
    const { server, client } = await startPair(paged([[1], [2]]));
    expect(await rowsOf(client, path, { first: { value: ['first'], '@odata.nextLink': '?page=2' } })).toEqual([
      'first',
      2,
    ]);
    expect(server.seen).toHaveLength(1);
  });

  it('the next is on its way while the caller works on this one, and no further one', async () => {
    const { server, client } = await startPair(paged([[1], [2], [3], [4]]));
    const seen: number[] = [];
    for await (const _ of pagesOf(client, path)) {
      await delay(60);
      seen.push(server.seen.length);
    }
    expect(seen).toEqual([2, 3, 4, 4]);
  });

  it('unhurried, the next is asked for when the caller has worked on this one', async () => {
    const { server, client } = await startPair(paged([[1], [2], [3]]));
    const seen: [unknown[], number][] = [];
    for await (const page of pagesOf(client, path, { unhurried: true })) {
      await delay(50);
      seen.push([page, server.seen.length]);
    }
    expect(seen).toEqual([
      [[1], 1],
      [[2], 2],
      [[3], 3],
    ]);
  });

  it('left early call off the one on its way, and nothing is left to fail', async () => {
    let closed: () => void = () => undefined;
    const isClosed = new Promise<void>(resolve => (closed = resolve));
    const { server, client } = await startPair((seen, response, count) => {
      if (pageOf(seen.url) === 1) paged([[1], [2]])(seen, response, count);
      else response.on('close', closed);
    });
    for await (const _ of pagesOf(client, path)) {
      while (server.seen.length < 2) await delay(5);
      break;
    }
    await isClosed;
    expect(server.seen).toHaveLength(2);
  });

  it('that fail in the middle fail after what came before', async () => {
    const { client } = await startPair((seen, response, count) => {
      if (pageOf(seen.url) < 3) paged([[1], [2], [3]])(seen, response, count);
      else sendError(response, 404, 'NotFound');
    });
    const rows: unknown[] = [];
    const reading = (async () => {
      for await (const page of pagesOf(client, path)) {
        rows.push(...page);
        await delay(40);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'not-found' });
    expect(rows).toEqual([1, 2]);
  });

  it('stop when the caller gives up', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const { client } = await startPair((seen, response, count) => {
      if (pageOf(seen.url) === 1) paged([[1], [2]])(seen, response, count);
      else stop.abort(reason);
    });
    await expect(rowsOf(client, path, { signal: stop.signal })).rejects.toBe(reason);
  });

  it('end at the most rows that are wanted', async () => {
    const { client } = await startPair(paged([[1, 2], [3, 4], [5]]));
    expect(await rowsOf(client, path, { most: 3 })).toEqual([1, 2, 3]);
  });
});

describe('traps', () => {
  const broken = { code: 'paging-broken' };

  it.each<[string, Handler]>([
    ['a link to itself', (seen, response) => sendJson(response, { value: [1], '@odata.nextLink': seen.url })],
    [
      'a circle',
      (seen, response) =>
        sendJson(response, {
          value: [1],
          '@odata.nextLink': `${path.replace('/', '/v1.0/')}?page=${(pageOf(seen.url) % 3) + 1}`,
        }),
    ],
    [
      'a foreign host',
      (_, response) => sendJson(response, { value: [1], '@odata.nextLink': `http://127.0.0.2/v1.0${path}` }),
    ],
    [
      'another port',
      (_, response) => sendJson(response, { value: [1], '@odata.nextLink': `http://127.0.0.1:1/v1.0${path}` }),
    ],
    [
      'another collection',
      (_, response) => sendJson(response, { value: [1], '@odata.nextLink': '/v1.0/users/other/things?page=2' }),
    ],
    ['no link at all', (_, response) => sendJson(response, { value: [1], '@odata.nextLink': { href: '?page=2' } })],
  ])('%s', async (_, handler) => {
    const { server, client } = await startPair(handler);
    await expect(rowsOf(client, path)).rejects.toMatchObject(broken);
    expect(server.seen.length).toBeLessThanOrEqual(4);
    for (const one of server.seen) expect(one.url).toContain(path);
  });

  it('a page whose link leads astray is given first', async () => {
    const { client } = await startPair((seen, response) =>
      sendJson(response, { value: [1, 2], '@odata.nextLink': seen.url }),
    );
    const rows: unknown[] = [];
    const reading = async () => {
      for await (const page of pagesOf(client, path)) rows.push(...page);
    };
    await expect(reading()).rejects.toMatchObject(broken);
    expect(rows).toEqual([1, 2]);
  });

  it('twenty times the same page under ever new addresses', async () => {
    const { server, client } = await startPair(endless([{ id: 'a' }, { id: 'b' }]));
    await expect(rowsOf(client, path)).rejects.toMatchObject(broken);
    expect(server.seen.length).toBeLessThanOrEqual(22);
  });

  const endless =
    (rows: unknown[]): Handler =>
    (seen, response) => {
      sendJson(response, { value: rows, '@odata.nextLink': `?page=${pageOf(seen.url) + 1}` });
    };

  const counting = (): Handler => (seen, response, count) => {
    endless([count])(seen, response, count);
  };

  it('twenty empty pages in a row', async () => {
    const { server, client } = await startPair(endless([]));
    await expect(rowsOf(client, path)).rejects.toMatchObject(broken);
    expect(server.seen).toHaveLength(20);
  });

  it('a minute of empty pages', async () => {
    let time = 0;
    const { server, client } = await startPair(
      (seen, response, count) => {
        time += 25_000;
        endless([])(seen, response, count);
      },
      { now: () => time },
    );
    await expect(rowsOf(client, path)).rejects.toMatchObject(broken);
    expect(server.seen).toHaveLength(3);
  });

  it('pages and rows without end', async () => {
    const many = await startPair(counting(), { limits: { pages: 30 } });
    await expect(rowsOf(many.client, path)).rejects.toMatchObject(broken);
    expect(many.server.seen).toHaveLength(30);
    const wide = await startPair(endless([1, 2, 3]), { limits: { rows: 10 } });
    await expect(rowsOf(wide.client, path)).rejects.toMatchObject(broken);
    expect(wide.server.seen.length).toBeLessThanOrEqual(5);
  });

  it.each([{}, { value: null }, { value: {} }, { value: 'x' }, [], 5, null])('no list: %j', async body => {
    const { client } = await startPair((_, response) => {
      sendJson(response, body);
    });
    await expect(rowsOf(client, path)).rejects.toMatchObject({ code: 'graph-garbled' });
  });
});
