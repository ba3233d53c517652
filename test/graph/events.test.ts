import { createEventSourceFor } from '../../src/graph/event-source';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson } from './support/graph-server';
import type { Handler } from './support/graph-server';

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
