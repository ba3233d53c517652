import { createEventSourceFor } from '../../src/graph/event-source';
import type { EventRef } from '../../src/domain/sources';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const event: EventRef = { kind: 'webinar', id: '88b2/x@f944' };

async function sourceOver(handler: Handler) {
  const { server, client } = await startPair(handler);
  return { server, source: createEventSourceFor(client)({ tenantId: 't', personId: 'oid' }) };
}

describe('sessions of one event', () => {
  it('are summaries, from all pages', async () => {
    const { server, source } = await sourceOver((seen, response) => {
      if (seen.url.includes('skiptoken')) sendJson(response, { value: [{ id: 's2', subject: ' Two ' }] });
      else
        sendJson(response, {
          value: [
            {
              id: 's1',
              '@odata.type': '#microsoft.graph.virtualEventSession',
              subject: null,
              startDateTime: '2023-08-08T12:30:00Z',
              endDateTime: { dateTime: '2023-08-08T14:30:00', timeZone: 'W. Europe Standard Time' },
              joinWebUrl: 'https://join',
              capabilities: [],
              chatInfo: null,
              isBroadcast: null,
            },
            { id: null },
            null,
          ],
          '@odata.nextLink': '?$skiptoken=2',
        });
    });
    expect(await source.sessions(event)).toEqual([
      {
        id: 's1',
        start: { at: '2023-08-08T12:30:00.000Z', exact: true },
        end: { at: '2023-08-08T12:30:00.000Z', zone: 'Europe/Berlin', exact: true },
        joinWebUrl: 'https://join',
        properties: {},
      },
      { id: 's2', subject: 'Two', properties: {} },
    ]);
    expect(server.seen[0]!.url).toBe('/v1.0/solutions/virtualEvents/webinars/88b2%2Fx%40f944/sessions');
  });
});

describe('sessions of many events', () => {
  it('are asked for together; trouble stays with its event', async () => {
    const { server, source } = await sourceOver((seen, response) => {
      if (seen.url.includes('skiptoken')) return sendJson(response, { value: [{ id: 'later' }] });
      const { requests } = JSON.parse(seen.body) as { requests: { id: string; url: string }[] };
      const responses = requests.map(({ id, url }) => {
        if (url.includes('gone')) return { id, status: 404, body: { error: { code: 'NotFound' } } };
        const more = url.includes('long') ? { '@odata.nextLink': `/v1.0${url}?$skiptoken=1` } : {};
        return { id, status: 200, body: { value: [{ id: `s-${url}` }], ...more } };
      });
      sendJson(response, { responses });
    });
    const events: EventRef[] = [
      'a',
      'gone',
      '..',
      'long',
      ...Array.from({ length: 20 }, (_, index) => `e${index}`),
    ].map(id => ({
      kind: 'townhall',
      id,
    }));
    const found = await source.sessionsOf(events);
    expect(found.size).toBe(24);
    expect(found.get('a')).toMatchObject([{ id: 's-/solutions/virtualEvents/townhalls/a/sessions' }]);
    expect(found.get('long')).toMatchObject([{}, { id: 'later' }]);
    expect(found.get('gone')).toMatchObject({ code: 'not-found', details: { status: 404 } });
    expect(found.get('..')).toMatchObject({ code: 'not-found' });
    expect(server.seen).toHaveLength(3);
  });
});

describe('one session', () => {
  const wire = {
    id: 's1',
    subject: 'One',
    startDateTime: '2023-08-08T12:30:00Z',
    allowMeetingChat: 'limited',
    capacity: null,
  };
  const session = {
    id: 's1',
    subject: 'One',
    start: { at: '2023-08-08T12:30:00.000Z', exact: true },
    properties: { allowMeetingChat: 'limited' },
  };

  it('has its properties, wrapped in "value" or not', async () => {
    for (const body of [wire, { '@odata.context': 'x', value: wire }]) {
      const { server, source } = await sourceOver((_, response) => {
        sendJson(response, body);
      });
      expect(await source.session(event, 'a0f9/1')).toEqual(session);
      expect(server.seen[0]!.url).toBe('/v1.0/solutions/virtualEvents/webinars/88b2%2Fx%40f944/sessions/a0f9%2F1');
    }
  });

  it('keeps the id it was asked by where the answer has none', async () => {
    const { source } = await sourceOver((_, response) => {
      sendJson(response, { subject: 'One' });
    });
    expect(await source.session(event, 's9')).toEqual({ id: 's9', subject: 'One', properties: {} });
  });

  it.each([[], {}, null, 'x', { value: [] }, { value: null }])('is none: %j', async body => {
    const { source } = await sourceOver((_, response) => {
      sendJson(response, body);
    });
    const reading = source.session(event, 's1');
    if (JSON.stringify(body) === '{"value":null}') expect(await reading).toEqual({ id: 's1', properties: {} });
    else await expect(reading).rejects.toMatchObject({ code: 'graph-garbled' });
  });

  it('is not found by an id that Graph calls a bad request, nor by one that is none', async () => {
    const { server, source } = await sourceOver((_, response) => {
      sendError(response, 400, 'BadRequest', 'Invalid session id');
    });
    await expect(source.session(event, 'odd')).rejects.toMatchObject({ code: 'not-found', details: { status: 400 } });
    await expect(source.session(event, '..')).rejects.toMatchObject({ code: 'not-found' });
    expect(server.seen).toHaveLength(1);
  });
});
