import { createEventSourceFor } from '../../src/graph/event-source';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const asker = { tenantId: 't1', personId: 'oid-1' };

/** A server that answers `$batch` out of the answers it gives to single requests, in reverse order. */
function withBatch(
  single: (url: string) => { status: number; body?: unknown; headers?: Record<string, string> },
): Handler {
  return (seen, response) => {
    if (seen.url !== '/v1.0/$batch') {
      const { status, body, headers } = single(seen.url.replace('/v1.0', ''));
      sendJson(response, body, status, headers);
      return;
    }
    const { requests } = JSON.parse(seen.body) as { requests: { id: string; method: string; url: string }[] };
    sendJson(response, { responses: requests.map(({ id, url }) => ({ id, headers: {}, ...single(url) })).reverse() });
  };
}

const webinar = (id: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.virtualEventWebinar',
  id,
  displayName: `Title ${id}`,
  status: 'published',
  startDateTime: { dateTime: '2026-03-30T10:00:00', timeZone: 'PacificSt' },
  createdBy: { application: null, user: { id: 'oid-1', displayName: 'Ann' } },
  ...more,
});

describe('events of a person', () => {
  it('come from four lists in one batch, each event once', async () => {
    const { server, client } = await startPair(
      withBatch(url => {
        if (url.includes('/webinars/'))
          return { status: 200, body: { value: [webinar('w/1@t'), { id: null }, 'odd'] } };
        return url.includes("'organizer'")
          ? { status: 404, body: { error: { code: 'NotFound' } } }
          : { status: 200, body: { value: [] } };
      }),
    );
    const { events, unread } = await createEventSourceFor(client)(asker).events();
    expect(unread).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      kind: 'webinar',
      id: 'w/1@t',
      title: 'Title w/1@t',
      start: { at: '2026-03-30T10:00:00.000Z', zone: 'PacificSt', exact: false },
      organizer: { id: 'oid-1', name: 'Ann' },
      confirmedRoles: [
        { personId: 'oid-1', role: 'organizer' },
        { personId: 'oid-1', role: 'coOrganizer' },
      ],
    });
    expect(server.seen).toHaveLength(1);
    const { requests } = JSON.parse(server.seen[0]!.body);
    expect(requests[0]).toEqual({
      id: '1',
      method: 'GET',
      url: "/solutions/virtualEvents/webinars/getByUserIdAndRole(userId='oid-1',role='organizer')",
    });
  });

  it('are read one by one, from then on, where the server has no $batch', async () => {
    const { server, client } = await startPair((seen, response) => {
      if (seen.url.endsWith('$batch')) sendError(response, 405, 'Request_BadRequest');
      else sendJson(response, { value: seen.url.includes('webinars') ? [webinar('w1')] : [] });
    });
    const source = createEventSourceFor(client)(asker);
    expect((await source.events()).events).toHaveLength(1);
    expect((await source.events()).events).toHaveLength(1);
    expect(server.seen.filter(one => one.url.endsWith('$batch'))).toHaveLength(1);
    expect(server.seen).toHaveLength(9);
  });
});

describe('lists that fail', () => {
  const failing = (status: number, code: string) => ({
    status,
    body: { error: { code, innerError: { 'request-id': 'r' } } },
  });

  it('are named, and the rest is told', async () => {
    const { client } = await startPair(
      withBatch(url => {
        if (url.includes('/townhalls/')) return failing(403, 'Forbidden');
        if (url.includes('coOrganizer')) return { status: 200, body: { value: null } };
        return { status: 200, body: { value: [webinar('w1')] } };
      }),
    );
    const { events, unread } = await createEventSourceFor(client)(asker).events();
    expect(events.map(one => one.id)).toEqual(['w1']);
    expect(unread).toHaveLength(3);
    expect(unread).toEqual(
      expect.arrayContaining([
        { kind: 'townhall', role: 'organizer', code: 'permission-missing' },
        { kind: 'townhall', role: 'coOrganizer', code: 'permission-missing' },
        { kind: 'webinar', role: 'coOrganizer', code: 'graph-garbled' },
      ]),
    );
  });

  it('keep what was read before they failed', async () => {
    const { client } = await startPair((seen, response, count) => {
      if (seen.url.includes('page=2')) sendError(response, 403, 'Forbidden');
      else
        withBatch(url => ({
          status: 200,
          body: url.includes("webinars/getByUserIdAndRole(userId='oid-1',role='organizer')")
            ? { value: [webinar('w1')], '@odata.nextLink': `/v1.0${url}?page=2` }
            : { value: [] },
        }))(seen, response, count);
    });
    const { events, unread } = await createEventSourceFor(client)(asker).events();
    expect(events).toHaveLength(1);
    expect(unread).toEqual([{ kind: 'webinar', role: 'organizer', code: 'permission-missing' }]);
  });

  it('all together are the error of the first', async () => {
    const { client } = await startPair(
      withBatch(url =>
        url.includes('webinars') && url.includes("'organizer'") ? failing(403, 'First') : failing(400, 'Later'),
      ),
    );
    await expect(createEventSourceFor(client)(asker).events()).rejects.toMatchObject({
      code: 'permission-missing',
      details: { graphCode: 'First', requestId: 'r' },
    });
  });
});

describe('one event', () => {
  const townhall = {
    '@odata.type': '#microsoft.graph.virtualEventTownhall',
    id: 'fc6e',
    status: 'somethingNew',
    displayName: ' Tech ',
    description: { content: '<p>One &amp; <b>two</b></p>', contentType: 'html' },
    startDateTime: { dateTime: '2023-11-30T16:30:00', timeZone: 'Eastern Standard Time' },
    endDateTime: '2023-11-30T22:00:00Z',
    createdBy: null,
    audience: 'everyone',
    capacity: 5000,
    coOrganizers: [{ id: 'k1', displayName: 'Kenneth', tenantId: 't' }, null, {}],
    isInviteOnly: false,
    isRegistrationRequired: true,
    externalEventInformation: [{ applicationId: 'a', externalEventId: 'e' }],
  };

  it('is read as Graph sends town halls', async () => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, townhall);
    });
    expect(await createEventSourceFor(client)(asker).event('fc6e', 'townhall')).toEqual({
      kind: 'townhall',
      id: 'fc6e',
      title: 'Tech',
      description: 'One & two',
      status: 'somethingNew',
      start: { at: '2023-11-30T21:30:00.000Z', zone: 'America/New_York', exact: true },
      end: { at: '2023-11-30T22:00:00.000Z', exact: true },
      coOrganizers: [{ id: 'k1', name: 'Kenneth' }],
      confirmedRoles: [],
      audience: 'everyone',
      capacity: 5000,
      isInviteOnly: false,
      isRegistrationRequired: true,
      externalEventInformation: [{ applicationId: 'a', externalEventId: 'e' }],
    });
    expect(server.seen.map(one => one.url)).toEqual(['/v1.0/solutions/virtualEvents/townhalls/fc6e']);
  });

  it('is read as Graph sends webinars: wrapped, the description a string', async () => {
    const { client } = await startPair((_, response) => {
      sendJson(response, {
        value: webinar('w1', { description: 'Plain <5', externalEventInformation: null, displayName: null }),
      });
    });
    expect(await createEventSourceFor(client)(asker).event('w1', 'webinar')).toMatchObject({
      kind: 'webinar',
      title: '',
      description: 'Plain <5',
      externalEventInformation: [],
      coOrganizers: [],
    });
  });

  it.each([404, 400, 403])('of an unknown kind is asked for as both, %d for the wrong one', async status => {
    const { client } = await startPair(
      withBatch(url =>
        url.includes('/webinars/') ? { status, body: { error: { code: 'x' } } } : { status: 200, body: townhall },
      ),
    );
    expect(await createEventSourceFor(client)(asker).event('fc6e')).toMatchObject({ kind: 'townhall', id: 'fc6e' });
  });

  it('is of the kind it says it is, where a server answers to both', async () => {
    const { client } = await startPair(withBatch(() => ({ status: 200, body: townhall })));
    expect((await createEventSourceFor(client)(asker).event('fc6e')).kind).toBe('townhall');
  });

  it.each([
    [404, 404, 'not-found'],
    [400, 400, 'not-found'],
    [404, 403, 'permission-missing'],
    [403, 404, 'permission-missing'],
  ])('of %d as webinar and %d as town hall is %s', async (first, second, code) => {
    const { client } = await startPair(
      withBatch(url => ({ status: url.includes('/webinars/') ? first : second, body: { error: { code: 'x' } } })),
    );
    await expect(createEventSourceFor(client)(asker).event('e')).rejects.toMatchObject({ code });
  });

  it.each(['', '.', '..', 'a\u0000b', 'x'.repeat(600)])('%j is no id: nobody is asked', async id => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, {});
    });
    await expect(createEventSourceFor(client)(asker).event(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(server.seen).toHaveLength(0);
  });
});
