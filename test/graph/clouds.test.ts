import { cloudOf, clouds } from '../../src/graph/clouds';
import { createEventSourceFor } from '../../src/graph/event-source';
import { closeAll, startPair } from './support/clients';
import { sendJson } from './support/graph-server';

afterEach(closeAll);

const asker = { tenantId: 't', personId: 'oid' };
const event = { kind: 'webinar', id: 'w' } as const;

describe('clouds', () => {
  it('are told apart by their root', () => {
    for (const [name, { root }] of Object.entries(clouds)) expect(cloudOf(`${root}/`)).toBe(name);
    expect(cloudOf('http://127.0.0.1:8080')).toBe('global');
  });

  it.each(['usgov', 'usgovDod', 'china'] as const)('%s has no virtual events: no request is made', async cloud => {
    const { server, client } = await startPair((_, response) => {
      sendJson(response, { value: [] });
    });
    const source = createEventSourceFor(client, { cloud })(asker);
    const home = { of: 'session', event, sessionId: 's' } as const;
    const lacking = { code: 'cloud-without-api' };
    await expect(source.events()).rejects.toMatchObject(lacking);
    await expect(source.event('e')).rejects.toMatchObject(lacking);
    await expect(source.sessions(event)).rejects.toMatchObject(lacking);
    await expect(source.sessionsOf([event])).rejects.toMatchObject(lacking);
    await expect(source.session(event, 's')).rejects.toMatchObject(lacking);
    await expect(source.reports(home)).rejects.toMatchObject(lacking);
    await expect(source.report(home, 'r')).rejects.toMatchObject(lacking);
    await expect(source.records(home, 'r')[Symbol.asyncIterator]().next()).rejects.toMatchObject(lacking);
    expect(server.seen).toHaveLength(0);
    const meeting = { of: 'meeting', userId: 'u', meetingId: 'm' } as const;
    if (cloud !== 'china') {
      expect(await source.reports(meeting)).toEqual([]);
      return;
    }
    await expect(source.reports(meeting)).rejects.toMatchObject(lacking);
    await expect(source.meetingById('m')).rejects.toMatchObject(lacking);
    await expect(source.meetingByJoinUrl('https://teams.microsoft.com/meet/1')).rejects.toMatchObject(lacking);
    await expect(source.meetingByJoinId('123')).rejects.toMatchObject(lacking);
    expect(server.seen).toHaveLength(0);
  });
});
