import { endEventAt } from '../../src/sandbox/end-event';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { all, eventNamed, get } from './asking';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T10:00:00Z');

let clock: number;
let sandbox: Sandbox;
const start = () => startSandbox({ attendees: 60, pageSize: 25, now: () => clock });
beforeEach(async () => {
  clock = START;
  sandbox = await start();
});
afterEach(() => sandbox.close());

const reportsIn = async (place: { path: string }, sessionId: string) =>
  (await get(sandbox, `${place.path}/sessions/${sessionId}/attendanceReports`)).body.value;

describe('ending an event', () => {
  it('ends its session now, and its report follows within a minute, with records', async () => {
    const event = await eventNamed(sandbox, 'Quarterly Results Live');
    const ended = sandbox.endEvent(event.id)!;
    const session = (await get(sandbox, `${event.path}/sessions/${ended.sessionId}`)).body.value;
    expect(Date.parse(`${session.endDateTime.dateTime}Z`)).toBe(START);
    expect(Date.parse(`${(await get(sandbox, event.path)).body.endDateTime.dateTime}Z`)).toBe(START);
    expect(await reportsIn(event, ended.sessionId)).toEqual([]);
    clock += MINUTE;
    expect(await reportsIn(event, ended.sessionId)).toEqual([
      expect.objectContaining({
        id: ended.reportId,
        totalParticipantCount: ended.total,
        meetingEndDateTime: new Date(START).toISOString(),
      }),
    ]);
    const records = await all(
      sandbox,
      `${event.path}/sessions/${ended.sessionId}/attendanceReports/${ended.reportId}/attendanceRecords`,
    );
    expect(records).toHaveLength(ended.total);
    const times = records.flatMap(one => one.attendanceIntervals.map((stay: any) => Date.parse(stay.leaveDateTime)));
    expect(Math.max(...times)).toBeLessThanOrEqual(START);
  });

  it('is the same for the same seed and clock', async () => {
    const other = await start();
    const event = await eventNamed(sandbox, 'Support Desk Open House');
    expect(sandbox.endEvent(event.id)).toEqual(other.endEvent(event.id));
    await other.close();
  });

  it('happens once, and only to what is running', async () => {
    const event = await eventNamed(sandbox, 'Support Desk Open House');
    const coming = await eventNamed(sandbox, 'Product Launch Preview');
    const over = await eventNamed(sandbox, 'Spring Product Briefing');
    expect([coming, over, { id: 'none' }].map(one => sandbox.endEvent(one.id))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(sandbox.endEvent(event.id, { people: 33 })).toMatchObject({ total: 33 });
    expect(sandbox.endEvent(event.id)).toBeUndefined();
  });

  it('is asked for over HTTP', async () => {
    const event = await eventNamed(sandbox, 'Quarterly Results Live');
    const post = async (what: string, body?: object, method = 'POST') => {
      const path = `${sandbox.root}/sandbox/events/${encodeURIComponent(event.id)}/${what}`;
      const response = await fetch(path, { method, ...(body && { body: JSON.stringify(body) }) });
      return { status: response.status, body: (await response.json()) as any };
    };
    expect(await post('end', { people: 20 })).toMatchObject({ status: 200, body: { eventId: event.id, total: 20 } });
    expect((await post('end')).status).toBe(404);
    clock += MINUTE;
    expect(await post('grow')).toMatchObject({ status: 200, body: { total: 27 } });
    expect(await post('grow', { by: 'second', people: 9 })).toMatchObject({ status: 200, body: { total: 9 } });
    expect((await post('announce')).status).toBe(200);
    const [{ id: person }] = (await get(sandbox, event.path)).body.coOrganizers;
    expect((await post('remove', { person })).status).toBe(200);
    expect((await post('remove', { person })).status).toBe(404);
    expect((await post('vanish')).status).toBe(404);
    expect((await post('end', undefined, 'PUT')).status).toBe(405);
  });
});

describe('a report that grows', () => {
  it('counts more people under the same id', async () => {
    const event = await eventNamed(sandbox, 'Spring Product Briefing');
    const [session] = await all(sandbox, `${event.path}/sessions`);
    const [before] = await reportsIn(event, session.id);
    const path = `${event.path}/sessions/${session.id}/attendanceReports/${before.id}/attendanceRecords`;
    const records = await all(sandbox, path);
    for (const people of [3, 4]) sandbox.growReport(event.id, { by: 'larger', people });
    const [after] = await reportsIn(event, session.id);
    expect(after).toEqual({ ...before, totalParticipantCount: Number(before.totalParticipantCount) + 7 });
    const grown = await all(sandbox, path);
    expect(grown.slice(0, records.length)).toEqual(records);
    expect(grown).toHaveLength(records.length + 7);
  });

  it('gets a second one after the first', async () => {
    const event = await eventNamed(sandbox, 'Spring Product Briefing');
    const second = sandbox.growReport(event.id, { by: 'second' })!;
    expect(await reportsIn(event, second.sessionId)).toHaveLength(1);
    clock += MINUTE;
    const [newest, first] = await reportsIn(event, second.sessionId);
    expect([newest.id, newest.totalParticipantCount]).toEqual([second.reportId, 12]);
    expect(Date.parse(newest.meetingStartDateTime)).toBeGreaterThanOrEqual(Date.parse(first.meetingEndDateTime));
  });

  it('is not made of nothing', async () => {
    const coming = await eventNamed(sandbox, 'Product Launch Preview');
    expect(sandbox.growReport(coming.id, { by: 'larger' })).toBeUndefined();
  });
});

it('ends an event from another process by the root alone', async () => {
  const event = await eventNamed(sandbox, 'Support Desk Open House');
  const fair = await eventNamed(sandbox, 'Volunteering Fair');
  expect(await endEventAt(`${sandbox.root}/`, fair.id)).toBeUndefined();
  expect(await endEventAt(sandbox.root, '../../faults')).toBeUndefined();
  expect(await endEventAt(sandbox.root, event.id)).toMatchObject({ eventId: event.id });
  expect(await endEventAt(sandbox.root, event.id)).toBeUndefined();
  await expect(endEventAt('http://127.0.0.1:9', event.id)).rejects.toThrow();
});
