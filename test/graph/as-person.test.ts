import { createEventSourceFor } from '../../src/graph/event-source';
import { rowsOf } from '../../src/graph/pages';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { clientFor, closeAll, startPair } from './support/clients';
import { sendJson } from './support/graph-server';

afterEach(closeAll);

const ann = async () => 'ann';

describe('a client in a person’s name', () => {
  it('sends their token with every page, every batch and what follows from a batch (trap: pages read with the app’s rights)', async () => {
    const { server, client } = await startPair((seen, response, count) => {
      if (seen.url.endsWith('$batch')) {
        const requests = JSON.parse(seen.body).requests as { id: string }[];
        return sendJson(response, { responses: requests.map(({ id }) => ({ id, status: 200, body: { value: [] } })) });
      }
      return sendJson(response, { value: [{ id: count }], ...(count < 3 && { '@odata.nextLink': `?page=${count}` }) });
    });
    const person = client.as(ann);
    expect(await rowsOf(person, '/me/things')).toHaveLength(3);
    await person.getMany(['/a', '/b']);
    await person.post('/c', {});
    await person.change('/d', { method: 'PATCH' });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(6).fill('Bearer ann'));
    await person.close();
    await client.get('/e');
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer token-1');
  });

  it('asks for a fresh one of theirs when Graph refuses it, and never sends the app’s', async () => {
    const { server, client } = await startPair((_, response) => sendJson(response, { error: { code: 'x' } }, 401));
    const asked: boolean[] = [];
    const person = client.as(async ({ fresh }) => (asked.push(fresh), 'ann'));
    await expect(person.get('/me')).rejects.toMatchObject({ code: 'sign-in-expired' });
    expect(asked).toEqual([false, true]);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer ann', 'Bearer ann']);
  });
});

describe('a source that reads in the asker’s name', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ attendees: 30 });
  });
  afterAll(() => sandbox.close());

  function sources(personId: string) {
    const { client } = clientFor(sandbox.root);
    const tokenOf = (asker: { personId: string }) => async () => `user:${asker.personId}`;
    const asker = { tenantId: sandbox.tenantId, personId };
    const own = createEventSourceFor(client, { tokenOf, reads: 'person' });
    return { own: own(asker), background: own(asker, { background: true }), app: createEventSourceFor(client)(asker) };
  }

  it.each(['organizer', 'coOrganizer'] as const)('finds what the app finds for the %s', async part => {
    const personId = part === 'organizer' ? sandbox.demoOrganizerId : sandbox.people.coOrganizer;
    const { own, app } = sources(personId);
    const [theirs, ours] = [await own.events(), await app.events()];
    expect(theirs.events.length).toBeGreaterThan(0);
    const keys = (list: typeof ours) => list.events.map(one => [one.kind, one.id, one.confirmedRoles]).sort();
    expect(keys(theirs)).toEqual(keys(ours));
    expect(theirs.unread).toEqual([]);
  });

  it('never asks for anybody by id, and leaves what goes on in the background to the app', async () => {
    const { own, background } = sources(sandbox.demoOrganizerId);
    const before = sandbox.requests.length;
    const event = (await own.events()).events[0]!;
    await own.sessions(event);
    await own.meetingById('none').catch(() => undefined);
    await own.meetingByJoinId('1').catch(() => undefined);
    const asked = sandbox.requests.slice(before).map(one => one.path);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter(path => path.includes('/users/') || path.includes('getByUserIdAndRole'))).toEqual([]);
    const since = sandbox.requests.length;
    await background.events();
    const later = sandbox.requests.slice(since).map(one => one.path);
    expect(later.some(path => path.includes('getByUserIdAndRole'))).toBe(true);
  });

  it('is told by Graph that an attendee may not have the reports', async () => {
    const event = (await sources(sandbox.demoOrganizerId).app.events()).events.find(one => one.status === 'published')!;
    const { own } = sources(sandbox.people.attendee);
    const session = (await sources(sandbox.demoOrganizerId).app.sessions(event))[0]!;
    await expect(own.reports({ of: 'session', event, sessionId: session.id })).rejects.toMatchObject({
      code: expect.stringMatching(/^not-/),
    });
  });
});
