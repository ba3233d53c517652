import fc from 'fast-check';
import type { AttendanceRecord } from '../../src/domain/attendance-record';
import type { ReportHome } from '../../src/domain/sources';
import { toRecord, toReport } from '../../src/graph/attendance';
import { createEventSourceFor } from '../../src/graph/event-source';
import { closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const home: ReportHome = { of: 'session', event: { kind: 'townhall', id: 't/1' }, sessionId: 's1' };
const base = '/v1.0/solutions/virtualEvents/townhalls/t%2F1/sessions/s1/attendanceReports';

async function sourceOver(handler: Handler) {
  const { server, client } = await startPair(handler);
  return { server, source: createEventSourceFor(client)({ tenantId: 't', personId: 'oid-1' }) };
}

const absent = {
  id: undefined,
  identityId: undefined,
  identityType: undefined,
  tenantId: undefined,
  name: undefined,
  email: undefined,
  role: undefined,
  registrationId: undefined,
  totalSeconds: undefined,
  intervals: [],
};

describe('a record', () => {
  it('is read whole', () => {
    const wire = {
      id: 'r1',
      emailAddress: 'ann@contoso.example',
      totalAttendanceInSeconds: 322,
      role: 'Organizer',
      registrantId: null,
      registrationId: 'reg-1',
      identity: {
        '@odata.type': '#microsoft.graph.communicationsUserIdentity',
        id: 'oid-1',
        displayName: 'Ann',
        tenantId: 'ten-1',
      },
      attendanceIntervals: [
        {
          joinDateTime: '2021-10-05T04:38:27.6027225Z',
          leaveDateTime: '2021-10-05T04:43:49.7702391Z',
          durationInSeconds: 1,
        },
        { joinDateTime: null, leaveDateTime: '2021-10-05T04:43:49Z', durationInSeconds: 0 },
        { joinDateTime: '2021-10-05T04:38:27Z', leaveDateTime: '0001-01-01T00:00:00Z' },
      ],
      externalRegistrationInformation: { referrer: 'F', registrationId: 'not ours' },
    };
    expect(toRecord(wire)).toEqual({
      id: 'r1',
      identityId: 'oid-1',
      identityType: 'communicationsUserIdentity',
      tenantId: 'ten-1',
      name: 'Ann',
      email: 'ann@contoso.example',
      role: 'Organizer',
      registrationId: 'reg-1',
      totalSeconds: 322,
      intervals: [
        { join: Date.parse('2021-10-05T04:38:27.602Z'), leave: Date.parse('2021-10-05T04:43:49.770Z') },
        { join: undefined, leave: Date.parse('2021-10-05T04:43:49Z') },
        { join: Date.parse('2021-10-05T04:38:27Z'), leave: undefined },
      ],
    });
  });

  it.each<[object, Partial<AttendanceRecord>]>([
    [{}, {}],
    [{ identity: null, attendanceIntervals: null, role: null, emailAddress: null }, {}],
    [{ identity: { id: '', displayName: ' ', tenantId: null }, emailAddress: '', registrationId: '', role: '' }, {}],
    [{ identity: 'x', attendanceIntervals: {}, totalAttendanceInSeconds: 'many' }, {}],
    [{ totalAttendanceInSeconds: '314' }, { totalSeconds: 314 }],
    [{ totalAttendanceInSeconds: -1 }, {}],
    [{ totalAttendanceInSeconds: 0 }, { totalSeconds: 0 }],
    [{ role: 'SomethingNew' }, { role: 'SomethingNew' }],
    [{ attendanceIntervals: [null, 5, {}] }, { intervals: [{ join: undefined, leave: undefined }] }],
    [{ identity: { '@odata.type': 'communicationsGuestIdentity' } }, { identityType: 'communicationsGuestIdentity' }],
    [
      { attendanceIntervals: [{ joinDateTime: '2021-10-05T04:38:27', leaveDateTime: '2021-10-05T06:38:27+02:00' }] },
      {
        intervals: [{ join: Date.parse('2021-10-05T04:38:27Z'), leave: Date.parse('2021-10-05T04:38:27Z') }],
      },
    ],
  ])('%j', (wire, expected) => {
    expect(toRecord(wire)).toEqual({ ...absent, ...expected });
  });

  it('is garbled where it is no object, and never throws else', () => {
    for (const row of [null, 'x', 5, []])
      expect(() => toRecord(row)).toThrow(expect.objectContaining({ code: 'graph-garbled' }));
    const names = fc.constantFrom(
      'id',
      'identity',
      'role',
      'emailAddress',
      'attendanceIntervals',
      'totalAttendanceInSeconds',
    );
    fc.assert(fc.property(fc.dictionary(names, fc.jsonValue()), wire => void toRecord(wire)));
  });
});

describe('a report', () => {
  it('is read, with what is missing as null', () => {
    const wire = {
      totalParticipantCount: '2',
      meetingStartDateTime: '2021-10-04T23:13:31.658Z',
      meetingEndDateTime: '2021-10-04T23:18:57.563',
      externalEventInformation: [{ applicationId: 'a', externalEventId: 'e' }, {}, null],
      attendanceRecords: [],
    };
    expect(toReport(wire, 'r')).toEqual({
      id: 'r',
      start: '2021-10-04T23:13:31.658Z',
      end: '2021-10-04T23:18:57.563Z',
      reportedTotal: 2,
      externalEventInformation: [{ applicationId: 'a', externalEventId: 'e' }],
    });
    expect(toReport({ totalParticipantCount: null, externalEventInformation: null }, 'r')).toEqual({
      id: 'r',
      start: null,
      end: null,
      reportedTotal: null,
      externalEventInformation: [],
    });
  });

  it('by id, wrapped or not', async () => {
    for (const wrap of [(one: object) => one, (value: object) => ({ value })]) {
      const { server, source } = await sourceOver((_, response) => {
        sendJson(response, wrap({ id: 'r/1', totalParticipantCount: 5 }));
      });
      expect(await source.report(home, 'r/1')).toMatchObject({ id: 'r/1', reportedTotal: 5 });
      expect(server.seen[0]!.url).toBe(`${base}/r%2F1`);
    }
  });

  it('is listed in the order of Graph, fifty at most, over all pages', async () => {
    const { server, source } = await sourceOver((seen, response) => {
      const page = Number(new URL(seen.url, 'http://x').searchParams.get('p') ?? 0);
      const value = Array.from({ length: 20 }, (_, index) => ({ id: `r${page * 20 + index}` }));
      sendJson(response, { value, '@odata.nextLink': `?p=${page + 1}` });
    });
    const reports = await source.reports(home);
    expect(reports.map(one => one.id)).toEqual(Array.from({ length: 50 }, (_, index) => `r${index}`));
    expect(server.seen[0]!.url).toBe(base);
  });

  it('of a meeting hangs below the person the meeting was asked for', async () => {
    const { server, source } = await sourceOver((_, response) => {
      sendJson(response, { value: [{ id: 'r1' }, { id: '' }, 'x'] });
    });
    expect(await source.reports({ of: 'meeting', userId: 'u 1', meetingId: 'm=' })).toHaveLength(1);
    expect(server.seen[0]!.url).toBe('/v1.0/users/u%201/onlineMeetings/m%3D/attendanceReports');
  });
});

describe('records', () => {
  it('come page by page from their own collection, without parameters', async () => {
    const { server, source } = await sourceOver((seen, response) => {
      if (seen.url.includes('token')) sendJson(response, { value: [{ id: '3' }] });
      else sendJson(response, { value: [{ id: '1' }, { id: '2' }], '@odata.nextLink': `${seen.url}?$skiptoken=token` });
    });
    const pages: string[][] = [];
    for await (const page of source.records(home, 'r1')) pages.push(page.map(one => one.id!));
    expect(pages).toEqual([['1', '2'], ['3']]);
    expect(server.seen[0]!.url).toBe(`${base}/r1/attendanceRecords`);
  });

  it('fail in the middle after what was right, and stop when asked to', async () => {
    const { source } = await sourceOver((seen, response) => {
      if (seen.url.includes('token')) sendError(response, 403, 'Forbidden');
      else sendJson(response, { value: [{ id: '1' }], '@odata.nextLink': `${seen.url}?$skiptoken=token` });
    });
    let read = 0;
    const reading = async (signal?: AbortSignal) => {
      for await (const page of source.records(home, 'r1', signal ? { signal } : {})) read += page.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'permission-missing' });
    expect(read).toBe(1);
    const reason = new Error('enough');
    await expect(reading(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it.each(['', '..', 'a\nb'])('of the report %j are not asked for', async id => {
    const { server, source } = await sourceOver((_, response) => {
      sendJson(response, { value: [] });
    });
    await expect(source.records(home, id)[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'not-found' });
    await expect(source.report(home, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(server.seen).toHaveLength(0);
  });
});
