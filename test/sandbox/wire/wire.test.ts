import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { createWorld } from '../../../src/sandbox/world/world';
import { clockIn, zones } from '../../../src/sandbox/world/zones';
import { all, allEvents, eventNamed, get, reportPath, sessionPath } from '../asking';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => Date.parse('2026-11-21T09:12:34Z'), attendees: 1_200 });
});
afterAll(() => sandbox.close());

describe('quirks of Graph', () => {
  it('descriptions: bare strings of webinars, bodies of town halls', async () => {
    for (const event of await allEvents(sandbox)) {
      if (event.path.includes('webinars')) expect(typeof event.description).toBe('string');
      else expect(event.description).toMatchObject({ contentType: 'html', content: expect.stringMatching(/^<p>/) });
    }
  });

  it('session times: ISO text or clock time and zone', async () => {
    const starts = [];
    for (const event of await allEvents(sandbox))
      for (const one of await all(sandbox, `${event.path}/sessions`)) starts.push(one.startDateTime);
    expect(starts.some(one => /^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/.test(one))).toBe(true);
    expect(starts.some(one => one?.timeZone === 'India Standard Time')).toBe(true);
    expect(starts.some(one => one === null)).toBe(true);
  });

  it('zones: Windows names, one that is none, IANA and UTC', async () => {
    const names = new Set((await allEvents(sandbox)).map(one => one.startDateTime?.timeZone));
    for (const name of ['GMT Standard Time', 'Eastern Standard Time', 'PacificSt', 'UTC', 'Europe/Copenhagen'])
      expect(names).toContain(name);
  });

  it.each([
    ['2026-03-29T00:59:59Z', zones.berlin, '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00Z', zones.berlin, '2026-03-29T03:00:00'],
    ['2026-11-01T08:59:59Z', zones.pacific, '2026-11-01T01:59:59'],
    ['2026-11-01T09:00:00Z', zones.pacific, '2026-11-01T01:00:00'],
    ['2026-12-31T23:59:59Z', zones.tokyo, '2027-01-01T08:59:59'],
    ['2026-06-30T00:00:00Z', zones.utc, '2026-06-30T00:00:00'],
  ])('the clock at %s in %j shows %s', (instant, zone, clock) => {
    expect(clockIn(zone, Date.parse(instant))).toBe(clock);
  });

  it('ids: with the tenant behind an @, bare, and such that must be encoded', async () => {
    const ids = (await allEvents(sandbox)).map(one => one.id);
    expect(ids.some(id => id.endsWith(`@${sandbox.tenantId}`))).toBe(true);
    expect(ids.some(id => /^[0-9a-f-]{36}$/.test(id))).toBe(true);
    const odd = ids.find(id => /[/+?#%]/.test(id));
    expect((await get(sandbox, `/solutions/virtualEvents/webinars/${encodeURIComponent(odd)}/sessions`)).status).toBe(
      200,
    );
    expect((await get(sandbox, `/solutions/virtualEvents/webinars/${odd}/sessions`)).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  it('keys in brackets mean the same', async () => {
    const { id } = await eventNamed(sandbox, 'Engineering Guild Forum');
    expect((await get(sandbox, `/solutions/virtualEvents/townhalls('${id}')`)).body.id).toBe(id);
    expect((await get(sandbox, `/solutions/virtualEvents/events/${id}`)).body.id).toBe(id);
  });

  it('report lists: no records of sessions, empty ones of meetings', async () => {
    const session = await all(sandbox, `${await sessionPath(sandbox, 'All-Hands')}/attendanceReports`);
    expect(session[0]).not.toHaveProperty('attendanceRecords');
    expect(session[0].externalEventInformation[0].externalEventId).toBe('intranet-4711');
    const link = meetingNamed('Weekly Operations Review');
    const meeting = await all(sandbox, `${link}/attendanceReports`);
    expect(meeting.map(one => one.attendanceRecords)).toEqual([[], [], [], []]);
  });

  it('fine times have seven digits', async () => {
    const [record] = await all(sandbox, `${await reportPath(sandbox, 'Spring')}/attendanceRecords`);
    expect(record.attendanceIntervals[0].joinDateTime).toMatch(/T\d\d:\d\d:\d\d\.\d{7}Z$/);
  });

  it('every answer has a request-id and the OData version', async () => {
    for (const path of ['/solutions/virtualEvents/webinars', '/solutions/virtualEvents/webinars/none']) {
      const { headers } = await get(sandbox, path);
      expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('odata-version')).toBe('4.0');
      expect(headers.get('content-type')).toContain('application/json');
    }
  });
});

describe('pages', () => {
  it('of records hold 500, and lead to each other by opaque links', async () => {
    const path = `${await reportPath(sandbox, 'All-Hands')}/attendanceRecords`;
    const first = (await get(sandbox, path)).body;
    expect(first.value).toHaveLength(500);
    expect(first['@odata.nextLink']).toMatch(new RegExp(`^${sandbox.root}/v1\\.0/.*\\$skiptoken=`));
    expect(await all(sandbox, path)).toHaveLength(1_200);
  });

  it('of events come in several', async () => {
    const { body } = await get(sandbox, '/solutions/virtualEvents/webinars?$count=true');
    expect(body['@odata.nextLink']).toContain('$count=true');
    expect(await all(sandbox, '/solutions/virtualEvents/webinars')).toHaveLength(body['@odata.count']);
  });

  it('go on from an expanded report in the list of its records', async () => {
    const path = await reportPath(sandbox, 'All-Hands');
    const { body } = await get(sandbox, `${path}?$expand=attendanceRecords`);
    const next = body['attendanceRecords@odata.nextLink'];
    const rest = await all(sandbox, next);
    expect([...body.attendanceRecords, ...rest]).toEqual(await all(sandbox, `${path}/attendanceRecords`));
    const small = (await get(sandbox, `${await reportPath(sandbox, 'Spring')}?$expand=attendanceRecords`)).body;
    expect(small.attendanceRecords).toHaveLength(264);
    expect(small).not.toHaveProperty(['attendanceRecords@odata.nextLink']);
  });

  it('can be of another size', async () => {
    const small = await startSandbox({ attendees: 50, pageSize: 7 });
    const path = `${await reportPath(small, 'All-Hands')}/attendanceRecords`;
    expect((await get(small, path)).body.value).toHaveLength(7);
    expect(await all(small, path)).toHaveLength(50);
    await small.close();
  });

  it('refuse a token that is none', async () => {
    const path = `${await reportPath(sandbox, 'All-Hands')}/attendanceRecords`;
    expect((await get(sandbox, `${path}?$skiptoken=nonsense`)).status).toBe(400);
  });
});

describe('online meetings', () => {
  it('are found by id, join link and join meeting id', async () => {
    const path = meetingNamed('Client Onboarding Call');
    const { body } = await get(sandbox, path);
    const by = async (filter: string) =>
      get(sandbox, `/users/${sandbox.demoOrganizerId}/onlineMeetings?$filter=${encodeURIComponent(filter)}`);
    expect((await by(`JoinWebUrl eq '${body.joinWebUrl}'`)).body.value).toEqual([body]);
    expect(
      (await by(`joinMeetingIdSettings/joinMeetingId eq '${body.joinMeetingIdSettings.joinMeetingId}'`)).body.value,
    ).toEqual([body]);
    expect((await by(`JoinWebUrl eq 'https://teams.microsoft.com/l/meetup-join/none'`)).status).toBe(404);
    expect((await get(sandbox, '/me/onlineMeetings/x')).status).toBe(400);
    expect(
      (await get(sandbox, path.replace(`/users/${sandbox.demoOrganizerId}`, '/me'), `user:${sandbox.demoOrganizerId}`))
        .body,
    ).toEqual(body);
  });

  it('in a channel list the reports of all its meetings, and give no single one', async () => {
    const path = meetingNamed('Design Channel Sync');
    expect((await get(sandbox, path)).body.chatInfo.threadId).toMatch(/@thread\.tacv2$/);
    const reports = await all(sandbox, `${path}/attendanceReports`);
    expect(reports).toHaveLength(3);
    expect((await get(sandbox, `${path}/attendanceReports/${reports[0].id}`)).status).toBe(400);
  });
});

/** Meetings can't be listed: the model knows their ids. */
function meetingNamed(subject: string): string {
  const world = createWorld({ seed: 1, now: Date.parse('2026-11-21T09:12:34Z'), attendees: 1_200 });
  const meeting = world.meetings.find(one => one.subject === subject)!;
  return `/users/${sandbox.demoOrganizerId}/onlineMeetings/${encodeURIComponent(meeting.id)}`;
}
