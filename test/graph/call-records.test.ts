import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isAppError } from '../../src/domain/errors';
import type { CallSource } from '../../src/domain/sources';
import { createEventSourceFor } from '../../src/graph/event-source';
import type { GraphLogLine } from '../../src/graph/client';
import { readSession, wireSession } from './support/call-payloads';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

/** The time of the clients in tests. */
const NOW = 1_800_000_000_000;
const DAY = 24 * 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();
const id = 'e523d2ed-2966-4b6b-925b-754a88034cc5';
const base = `/v1.0/communications/callRecords`;
const preferred = 'include-unknown-enum-members, omit-values=nulls';

const wireCall = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#communications/callRecords/$entity',
  id,
  version: 3,
  type: 'groupCall',
  modalities: ['audio', 'hologram'],
  startDateTime: '2027-01-10T10:00:00.2169889Z',
  endDateTime: '2027-01-10T10:30:00Z',
  lastModifiedDateTime: '2027-01-10T11:00:00Z',
  joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/x',
  organizer: { user: { id: 'retired', displayName: 'Retired' } },
  organizer_v2: { id: 'oid-1', identity: { user: { id: 'oid-1', displayName: 'Ann', tenantId: 'ten-1' } } },
  participants: [{ user: { id: 'retired' } }],
};

const readCall = {
  id,
  version: 3,
  type: 'groupCall',
  modalities: ['audio', 'hologram'],
  startDateTime: '2027-01-10T10:00:00.216Z',
  endDateTime: '2027-01-10T10:30:00.000Z',
  lastModifiedDateTime: '2027-01-10T11:00:00.000Z',
  joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/x',
  organizer: { is: 'user', id: 'oid-1', displayName: 'Ann', tenantId: 'ten-1' },
};

async function sourceOver(handler: Handler) {
  const lines: GraphLogLine[] = [];
  const { server, client } = await startPair(handler, { log: line => void lines.push(line) });
  const source: CallSource = createEventSourceFor(client)({ tenantId: 't', personId: 'oid-1' });
  return { server, source, lines };
}

async function all<Row>(pages: AsyncIterable<Row[]>): Promise<Row[][]> {
  const read: Row[][] = [];
  for await (const page of pages) read.push(page);
  return read;
}

/** Pages that lead to each other, the last to none. */
function pagesOver(pages: object[][]): Handler {
  return (seen, response) => {
    const page = Number(new URL(seen.url, 'http://x').searchParams.get('$skiptoken') ?? 0);
    const next = page + 1 < pages.length && { '@odata.nextLink': `${seen.url.split('?')[0]}?$skiptoken=${page + 1}` };
    sendJson(response, { value: pages[page], ...next });
  };
}

describe('the list of calls', () => {
  const window = { start: at(NOW - 2 * DAY), end: at(NOW - DAY) };

  it('is asked for by its window, and by a person, with the preferences on every page', async () => {
    const { server, source } = await sourceOver(pagesOver([[wireCall], [{ id: 'c2' }, { id: null }, { id }]]));
    expect(await all(source.calls({ ...window, participantId: "o'id" }))).toEqual([
      [readCall],
      [
        {
          ...{ id: 'c2', version: null, type: 'unknown', modalities: [] },
          ...{ startDateTime: null, endDateTime: null, lastModifiedDateTime: null },
        },
      ],
    ]);
    const { pathname, searchParams } = new URL(server.seen[0]!.url, 'http://x');
    expect(pathname).toBe(base);
    expect([...searchParams]).toEqual([
      [
        '$filter',
        `startDateTime ge ${window.start} and startDateTime lt ${window.end} and participants_v2/any(p:p/id eq 'o''id')`,
      ],
    ]);
    expect(server.seen.map(({ headers }) => headers.prefer)).toEqual(
      Array(2).fill(`${preferred}, odata.maxpagesize=60`),
    );
  });

  it('is clipped where its window reaches further back than Graph keeps calls', async () => {
    const { server, source } = await sourceOver(pagesOver([[]]));
    await all(source.calls({ start: at(NOW - 40 * DAY), end: at(NOW) }));
    expect(decodeURIComponent(server.seen[0]!.url)).toBe(
      `${base}?$filter=startDateTime ge ${at(NOW - 30 * DAY)} and startDateTime lt ${at(NOW)}`,
    );
  });

  it('of a time that Graph keeps nothing of is not asked for', async () => {
    const { server, source } = await sourceOver(pagesOver([[]]));
    const gone = { start: at(NOW - 31 * DAY), end: at(NOW - 30 * DAY) };
    await expect(all(source.calls(gone))).rejects.toMatchObject({ code: 'call-gone' });
    expect(await all(source.calls({ start: at(NOW), end: at(NOW) }))).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ['rows that are none', [5], 'graph-garbled'],
    ['no rows', undefined, 'graph-garbled'],
  ])('fails on %s', async (_, value, code) => {
    const { source } = await sourceOver((_seen, response) => sendJson(response, { value }));
    await expect(all(source.calls(window))).rejects.toMatchObject({ code });
  });

  it('is refused in the words of a list, not of a call', async () => {
    const { source } = await sourceOver((_, response) => sendError(response, 400, 'BadRequest', 'Invalid filter'));
    await expect(all(source.calls(window))).rejects.toMatchObject({ code: 'graph-refused' });
  });
});

describe('a call', () => {
  it('is read with who organises it, and never with what Graph retired', async () => {
    const { server, source } = await sourceOver((_, response) => sendJson(response, wireCall));
    expect(await source.call(id)).toEqual(readCall);
    expect(server.seen.map(({ url, headers }) => [url, headers.prefer])).toEqual([[`${base}/${id}`, preferred]]);
  });

  it.each<[string, object, object | undefined]>([
    [
      'a phone',
      { organizer_v2: { id: '+1', identity: { user: null, phone: { id: '+1' } } } },
      { is: 'phone', id: '+1' },
    ],
    ['an id alone', { organizer_v2: { id: 'x', identity: null } }, { is: 'identity', id: 'x' }],
    ['nobody', { organizer_v2: null, organizer: { user: { id: 'retired' } } }, undefined],
  ])('is organised by %s', async (_, wire, organizer) => {
    const { source } = await sourceOver((_seen, response) => sendJson(response, { id, ...wire }));
    expect((await source.call(id)).organizer).toEqual(organizer);
  });

  it.each<[string, number, string]>([
    ['older than Graph keeps', 404, 'call-not-found'],
    ['gone', 410, 'call-not-found'],
    ['no id of a call', 400, 'call-not-found'],
    ['not for this app', 403, 'permission-missing'],
  ])('that is %s', async (_, status, code) => {
    const { source } = await sourceOver((_seen, response) => sendError(response, status, 'x'));
    await expect(source.call(id)).rejects.toMatchObject({ code, details: { requestId: 'req-1', status } });
    await expect(all(source.callSessions(id))).rejects.toMatchObject({ code });
    await expect(all(source.callParticipants(id))).rejects.toMatchObject({ code });
  });

  it.each(['', '.', '..', 'a\nb', 'half a pair \ud83c', 'x'.repeat(513)])(
    'by the id %j is not asked for',
    async wrong => {
      const { server, source } = await sourceOver((_, response) => sendJson(response, { value: [] }));
      const notFound = { code: 'call-not-found' };
      await expect(source.call(wrong)).rejects.toMatchObject(notFound);
      await expect(all(source.callSessions(wrong))).rejects.toMatchObject(notFound);
      await expect(all(source.callParticipants(wrong))).rejects.toMatchObject(notFound);
      expect(server.seen).toHaveLength(0);
    },
  );

  it('by an id that would walk elsewhere stays one segment', async () => {
    const { server, source } = await sourceOver((_, response) => sendError(response, 404, 'x'));
    await expect(source.call('../users/ann?$select=mail')).rejects.toMatchObject({ code: 'call-not-found' });
    expect(server.seen[0]!.url).toBe(`${base}/..%2Fusers%2Fann%3F%24select%3Dmail`);
  });
});

describe('the sessions of a call', () => {
  it('come page by page with their segments, each once', async () => {
    const pages = [[wireSession, { id: 's2' }, { id: 's2' }], [wireSession], [{ id: 's3' }, {}]];
    const { server, source, lines } = await sourceOver(pagesOver(pages));
    const read = await all(source.callSessions(id));
    expect(read[0]?.[0]).toEqual(readSession);
    // A session without an id is named by its place in Graph's list.
    expect(read.map(page => page.map(one => one.id))).toEqual([
      ['s1', 's2'],
      ['s3', '#6'],
    ]);
    expect(server.seen[0]!.url).toBe(`${base}/${id}/sessions?$expand=segments`);
    expect(server.seen.map(({ headers }) => headers.prefer)).toEqual(
      Array(3).fill(`${preferred}, odata.maxpagesize=60`),
    );
    expect([...new Set(lines.map(line => line.route))]).toEqual(['/v1.0/communications/callRecords/{id}/sessions']);
  });

  it.each<[string, (url: string, root: string) => string]>([
    ['to itself', url => url],
    [
      'to the metadata',
      () => `/v1.0/$metadata#communications/callRecords('${id}')/sessions?$expand=segments&$skiptoken=abc`,
    ],
    ['to another host', url => `https://graph.example.net${url}&$skiptoken=abc`],
    ['to another call', () => `${base}/other/sessions?$skiptoken=abc`],
    ['nowhere', () => 'http://['],
  ])('end where the next link leads %s, after what was right', async (_, link) => {
    const { server, source } = await sourceOver((seen, response) =>
      sendJson(response, { value: [wireSession], '@odata.nextLink': link(seen.url, server.root) }),
    );
    const read: string[] = [];
    const reading = async () => {
      for await (const page of source.callSessions(id)) read.push(...page.map(one => one.id));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'paging-broken' });
    expect(read).toEqual(['s1']);
    expect(server.seen).toHaveLength(1);
  });

  it('go on where Graph writes the next link in another way', async () => {
    const { source } = await sourceOver((seen, response) =>
      sendJson(response, {
        value: [{ id: seen.url.includes('skiptoken') ? 's2' : 's1' }],
        ...(!seen.url.includes('skiptoken') && {
          '@odata.nextLink': `/v1.0/communications/callRecords('${id}')/sessions?$expand=segments&$skiptoken=abc`,
        }),
      }),
    );
    expect((await all(source.callSessions(id))).flat().map(one => one.id)).toEqual(['s1', 's2']);
  });

  it('fail in the middle after what was right: the record went between two pages', async () => {
    const { source } = await sourceOver((seen, response) => {
      if (seen.url.includes('skiptoken')) sendError(response, 404, 'NotFound');
      else sendJson(response, { value: [wireSession], '@odata.nextLink': `${seen.url}&$skiptoken=1` });
    });
    let read = 0;
    const reading = async (signal?: AbortSignal) => {
      for await (const page of source.callSessions(id, signal ? { signal } : {})) read += page.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'call-not-found' });
    expect(read).toBe(1);
    const reason = new Error('enough');
    await expect(reading(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('are garbled where one is no object', async () => {
    const { source } = await sourceOver(pagesOver([[wireSession], ['x' as never]]));
    await expect(all(source.callSessions(id))).rejects.toMatchObject({ code: 'graph-garbled' });
  });
});

describe('any JSON at all', () => {
  it('in place of an answer, its rows or its next link comes to a value or an AppError', async () => {
    let body: unknown;
    const { source } = await sourceOver((_, response) => sendJson(response, body));
    const window = { start: at(NOW - DAY), end: at(NOW) };
    const reads = [
      () => all(source.calls(window)),
      () => source.call(id),
      () => all(source.callSessions(id)),
      () => all(source.callParticipants(id)),
      () => source.peopleNamed('Ann'),
    ];
    const link = fc.oneof(fc.constantFrom('?page=2', '//x', 'http://['), fc.jsonValue());
    const answer = fc.oneof(
      fc.jsonValue(),
      fc.record({ value: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.jsonValue()) }),
      fc.record({
        value: fc.array(fc.dictionary(fc.constantFrom('id', 'segments', 'caller'), fc.jsonValue())),
        '@odata.nextLink': link,
      }),
    );
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(...reads), async (json, read) => {
        body = json;
        const failure: unknown = await read().then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(failure === undefined || isAppError(failure)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the participants of a call', () => {
  it('come page by page, each once, whoever they are', async () => {
    const ann = { id: 'oid-1', identity: { user: { id: 'oid-1', displayName: 'Ann' } } };
    const { server, source } = await sourceOver(
      pagesOver([
        [ann, { id: 'p2', identity: { user: null, phone: { id: '+1' } } }],
        [ann, { id: 'p3', identity: null }, { identity: { guest: { id: 'g1' } } }, {}],
      ]),
    );
    expect(await all(source.callParticipants(id))).toEqual([
      [
        { id: 'oid-1', identity: { is: 'user', id: 'oid-1', displayName: 'Ann' } },
        { id: 'p2', identity: { is: 'phone', id: '+1' } },
      ],
      [{ id: 'p3' }, { id: 'g1', identity: { is: 'guest', id: 'g1' } }, { id: '#6' }],
    ]);
    expect(server.seen[0]!.url).toBe(`${base}/${id}/participants_v2`);
    expect(server.seen.map(({ headers }) => headers.prefer)).toEqual(
      Array(2).fill(`${preferred}, odata.maxpagesize=130`),
    );
  });
});

describe('who reads call records', () => {
  const window = { start: at(NOW - DAY), end: at(NOW) };

  it.each([{}, { background: true }])('is the app, also where people read in their own name: %j', async how => {
    const { server, client } = await startPair((_, response) => sendJson(response, { id, value: [] }));
    const tokenOf = () => async () => 'ann';
    const source = createEventSourceFor(client, { tokenOf, reads: 'person' })({ tenantId: 't', personId: 'ann' }, how);
    await all(source.calls(window));
    await source.call(id).catch(() => undefined);
    await all(source.callSessions(id));
    await all(source.callParticipants(id));
    await source.peopleNamed('Ann');
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill('Bearer token-1'));
  });

  it.each(['usgov', 'usgovDod', 'china'] as const)('in the cloud %s', async cloud => {
    const { server, client } = await startPair((_, response) => sendJson(response, { ...wireCall, value: undefined }));
    const source = createEventSourceFor(client, { cloud })({ tenantId: 't', personId: 'ann' });
    if (cloud !== 'china') {
      expect(await source.call(id)).toEqual(readCall);
      return;
    }
    const lacking = { code: 'cloud-without-api' };
    await expect(all(source.calls(window))).rejects.toMatchObject(lacking);
    await expect(source.call(id)).rejects.toMatchObject(lacking);
    await expect(all(source.callSessions(id))).rejects.toMatchObject(lacking);
    await expect(all(source.callParticipants(id))).rejects.toMatchObject(lacking);
    expect(server.seen).toHaveLength(0);
  });

  it('waits as long as Graph says, with other readers of call records, and holds back nobody who reads events', async () => {
    const released = Promise.withResolvers<undefined>();
    const slept: number[] = [];
    const sleep = (ms: number) => (slept.push(ms), released.promise);
    let now = NOW;
    const { server, client } = await startPair(
      (_, response, count) => {
        if (count === 1) sendError(response, 429, 'TooManyRequests', '', { 'retry-after': '20' });
        else sendJson(response, { ...wireCall, value: undefined });
      },
      { sleep, now: () => now },
    );
    const source = createEventSourceFor(client)({ tenantId: 't', personId: 'oid-1' });
    const first = source.call(id);
    while (slept.length === 0) await new Promise(resolve => setImmediate(resolve));
    const second = source.call(id);
    await client.get('/solutions/virtualEvents/townhalls/t');
    expect(server.seen.map(({ url }) => url)).toEqual([`${base}/${id}`, '/v1.0/solutions/virtualEvents/townhalls/t']);
    expect(slept).toContain(20_000);
    now += 20_000;
    released.resolve(undefined);
    expect(await Promise.all([first, second])).toEqual([readCall, readCall]);
  });
});

describe('people of the directory', () => {
  const oid = '821809f5-0000-4000-8000-3b5136c0e777';

  it.each([
    ['ann@contoso.example', "userPrincipalName eq 'ann@contoso.example' or mail eq 'ann@contoso.example'"],
    [` ${oid.toUpperCase()} `, `id eq '${oid.toUpperCase()}'`],
    ['Ann', "startswith(displayName,'Ann')"],
    ["O'Neil", "startswith(displayName,'O''Neil')"],
    ["x') or startswith(displayName,'", "startswith(displayName,'x'') or startswith(displayName,''')"],
    ["o'x@contoso.example", "userPrincipalName eq 'o''x@contoso.example' or mail eq 'o''x@contoso.example'"],
    ['a&$select=mail#+%', "startswith(displayName,'a&$select=mail#+%')"],
    ['half a pair \ud83c', "startswith(displayName,'half a pair \ufffd')"],
  ])('named %j', async (words, filter) => {
    const { server, source, lines } = await sourceOver((_, response) =>
      sendJson(response, {
        value: [
          { id: oid, displayName: 'Ann', mail: 'ann@contoso.example' },
          { id: 'other', displayName: 'Ann', mail: null, userPrincipalName: 'ann' },
          { displayName: 'No id' },
          null,
        ],
      }),
    );
    expect(await source.peopleNamed(words)).toEqual([
      { id: oid, name: 'Ann', email: 'ann@contoso.example' },
      { id: 'other', name: 'Ann', email: 'ann' },
    ]);
    const { pathname, searchParams } = new URL(server.seen[0]!.url, 'http://x');
    expect(pathname).toBe('/v1.0/users');
    expect([...searchParams]).toEqual([
      ['$filter', filter],
      ['$select', 'id,displayName,mail,userPrincipalName'],
      ['$top', '10'],
    ]);
    expect(server.seen[0]!.headers.prefer).toBeUndefined();
    expect(lines[0]?.route).toBe('/v1.0/users');
  });

  it('are ten at most, whatever Graph sends', async () => {
    const { server, source } = await sourceOver((seen, response) =>
      sendJson(response, {
        value: Array.from({ length: 25 }, (_, index) => ({ id: `oid-${index}` })),
        '@odata.nextLink': `${seen.url}&$skiptoken=1`,
      }),
    );
    expect(await source.peopleNamed('a')).toHaveLength(10);
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  it.each(['', '  ', 'x'.repeat(257)])('named %j are nobody: nothing is asked', async words => {
    const { server, source } = await sourceOver((_, response) => sendJson(response, { value: [{ id: oid }] }));
    expect(await source.peopleNamed(words)).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });
});

const samples = join(__dirname, '../../../shared/reference/samples');
const describeSamples = existsSync(samples) ? describe : describe.skip;

describeSamples('the samples of Graph', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(samples, `callrecords-${name}.json`), 'utf8')) as { value: { id: string }[] };
  const window = { start: at(NOW - DAY), end: at(NOW) };

  it('of the list are read, by user and by phone', async () => {
    const { source } = await sourceOver((_, response) =>
      sendJson(response, read('cloudcommunications-list-callrecords')),
    );
    const calls = (await all(source.calls(window))).flat();
    expect(calls.map(({ type, version, modalities, organizer }) => ({ type, version, modalities, organizer }))).toEqual(
      [
        {
          ...{ type: 'unknown', version: 2, modalities: ['audio'] },
          organizer: expect.objectContaining({ is: 'user', displayName: 'Abbie Wilkins' }),
        },
        { type: 'unknown', version: 2, modalities: ['audio'], organizer: { is: 'phone', id: '+5564981205182' } },
      ],
    );
  });

  it.each(['callrecord-get', 'callrecord-get-expanded-sessions-segments'])('of one call are read: %s', async name => {
    const { source } = await sourceOver((_, response) => sendJson(response, read(name)));
    expect(await source.call(id)).toMatchObject({
      ...{ id, type: 'peerToPeer', version: 1, startDateTime: '2020-02-25T18:52:21.216Z' },
      organizer: { is: 'user', id: '821809f5-0000-0000-0000-3b5136c0e777' },
    });
  });

  it('of its sessions are read, before a next link that leads to the metadata', async () => {
    const { source } = await sourceOver((_, response) => sendJson(response, read('callrecord-list-sessions')));
    const sessions = source.callSessions(id)[Symbol.asyncIterator]();
    const { value } = await sessions.next();
    expect(value).toMatchObject([
      {
        id,
        caller: { of: 'participant', name: 'machineName_1', cpuCoresCount: 8, userAgent: { platform: 'android' } },
        callee: { feedback: { rating: 'poor', tokens: { Noisy: true, Echo: false } } },
      },
    ]);
    await expect(sessions.next()).rejects.toMatchObject({ code: 'paging-broken' });
  });
});
