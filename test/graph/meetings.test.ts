import { createEventSourceFor } from '../../src/graph/event-source';
import { toMeeting } from '../../src/graph/meetings';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

async function sourceOver(handler: Handler) {
  const { server, client } = await startPair(handler);
  return { server, source: createEventSourceFor(client)({ tenantId: 't', personId: 'oid-1' }) };
}

const joinWebUrl =
  "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MGQ4%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22o'x%22%7d";

const wire = {
  id: 'MSpkYzE3==',
  startDateTime: '2020-09-29T22:35:31.389759Z',
  endDateTime: '2020-09-29T23:35:31.389759Z',
  joinWebUrl,
  subject: null,
  participants: {
    organizer: {
      upn: 'x',
      role: 'presenter',
      identity: { user: { id: 'oid-1', displayName: null, identityProvider: 'AAD' } },
    },
    attendees: [
      { role: 'coorganizer', identity: { user: { id: 'oid-2', displayName: 'Bea' } } },
      { role: 'presenter', identity: { user: { id: 'oid-3' } } },
      { role: 'coOrganizer', identity: null },
      null,
    ],
  },
};

const meeting = {
  id: 'MSpkYzE3==',
  userId: 'oid-1',
  start: { at: '2020-09-29T22:35:31.389Z', exact: true },
  end: { at: '2020-09-29T23:35:31.389Z', exact: true },
  joinWebUrl,
  organizer: { id: 'oid-1' },
  coOrganizers: [{ id: 'oid-2', name: 'Bea' }],
  isChannelMeeting: false,
};

describe('a meeting', () => {
  it('by id', async () => {
    const { server, source } = await sourceOver((_, response) => {
      sendJson(response, wire);
    });
    expect(await source.meetingById('MSpkYzE3==')).toEqual(meeting);
    expect(server.seen[0]!.url).toBe('/v1.0/users/oid-1/onlineMeetings/MSpkYzE3%3D%3D');
  });

  it('by join link, encoded once more inside the literal, quotes doubled', async () => {
    const { server, source } = await sourceOver((_, response) => {
      sendJson(response, { value: [wire] });
    });
    expect(await source.meetingByJoinUrl(joinWebUrl)).toEqual(meeting);
    const { url } = server.seen[0]!;
    expect(url).toMatch(/^\/v1\.0\/users\/oid-1\/onlineMeetings\?\$filter=JoinWebUrl%20eq%20%27https%3A%2F%2Fteams/);
    expect(url).toContain('19%253ameeting_MGQ4%2540thread.v2');
    expect(url).toContain('o%27%27x%2522%257d%27');
    const filter = new URL(url, 'http://x').searchParams.get('$filter');
    expect(filter).toBe(`JoinWebUrl eq '${joinWebUrl.replace("'", "''")}'`);
  });

  it('by the digits of its id', async () => {
    const { server, source } = await sourceOver((_, response) => {
      sendJson(response, { value: [wire] });
    });
    await source.meetingByJoinId(' 123 456-789 ');
    expect(new URL(server.seen[0]!.url, 'http://x').searchParams.get('$filter')).toBe(
      "joinMeetingIdSettings/joinMeetingId eq '123456789'",
    );
    await expect(source.meetingByJoinId('no digits')).rejects.toMatchObject({ code: 'not-found' });
    expect(server.seen).toHaveLength(1);
  });

  it('is not found where the collection is empty, and garbled where there is none', async () => {
    for (const [body, code] of [
      [{ value: [] }, 'not-found'],
      [{ value: [null] }, 'not-found'],
      [{ value: null }, 'graph-garbled'],
      [{ id: 'x' }, 'graph-garbled'],
    ]) {
      const { source } = await sourceOver((_, response) => {
        sendJson(response, body);
      });
      await expect(source.meetingByJoinUrl('https://x')).rejects.toMatchObject({ code });
    }
  });

  it.each([
    [
      400,
      'BadRequest',
      'Index was out of range. Must be non-negative and less than the size of the collection.',
      'not-found',
    ],
    [400, 'BadRequest', 'Value cannot be null.\r\nParameter name: String', 'not-found'],
    [400, 'BadRequest', 'Meeting Id is corrupted', 'not-found'],
    [403, 'Forbidden', '3003: User does not have access to lookup meeting', 'not-the-organizer'],
    [403, 'Forbidden', 'No application access policy found for this app', 'access-policy-missing'],
    [404, 'NotFound', '', 'not-found'],
  ])('%d %s "%s" is %s', async (status, code, message, problem) => {
    const { source } = await sourceOver((_, response) => {
      sendError(response, status, code, message);
    });
    await expect(source.meetingById('odd')).rejects.toMatchObject({ code: problem, details: { status } });
  });
});

describe('a channel meeting', () => {
  it.each([
    { chatInfo: { threadId: '19:abc@thread.tacv2' } },
    { chatInfo: { threadId: '19:abc@thread.skype' } },
    { joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/19%3aabc%40thread.tacv2/1600?context=%7b%7d' },
    { joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/19%253aabc%2540thread.skype/0' },
    { joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/19:abc@thread.tacv2/0' },
  ])('is known by its thread: %j', more => {
    expect(toMeeting({ id: 'm', ...more }, 'u')).toMatchObject({ isChannelMeeting: true });
  });

  it.each([
    {},
    { chatInfo: null, joinWebUrl: 5 },
    { chatInfo: { threadId: '19:meeting_x@thread.v2' } },
    { joinWebUrl: 'https://teams.microsoft.com/meet/123?p=x@thread.tacv2' },
  ])('is not %j', more => {
    expect(toMeeting({ id: 'm', ...more }, 'u')).toMatchObject({ isChannelMeeting: false });
  });
});
