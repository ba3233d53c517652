import { startSandbox } from '../../src/sandbox/server';
import { createWorld } from '../../src/sandbox/world/world';
import { get, reportPath } from './asking';

const NOW = Date.parse('2026-11-21T09:12:34Z');

describe('a town hall of 200,000', () => {
  const world = createWorld({ seed: 1, now: NOW, attendees: 200_000 });
  const report = world.events.find(one => one.title.includes('All-Hands'))!.sessions[0]!.reports[0]!;

  it('holds no records: each is computed on demand, in any order, and is always the same', () => {
    expect(JSON.stringify(world).length).toBeLessThan(400_000);
    expect(report.count).toBe(200_000);
    const last = report.record(199_999);
    expect(report.record(5)).toEqual(report.record(5));
    expect(report.record(199_999)).toEqual(last);
    expect(last).not.toEqual(report.record(199_998));
  });

  it('opens at any place in the middle', async () => {
    const sandbox = await startSandbox({ now: () => NOW, attendees: 200_000 });
    const path = `${await reportPath(sandbox, 'All-Hands')}/attendanceRecords`;
    const token = Buffer.from(JSON.stringify({ from: 199_900, turn: 0 })).toString('base64url');
    const { body } = await get(sandbox, `${path}?$skiptoken=${token}`);
    expect(body.value).toHaveLength(100);
    expect(body['@odata.nextLink']).toBeUndefined();
    await sandbox.close();
  });

  it('keeps its people apart', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => report.record(index * 40).identity?.id).filter(
      id => id && !/^[0-]+$/.test(id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
