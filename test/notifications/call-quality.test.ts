import { RIGHT_HOLDS } from '../../src/domain/access';
import { LINE_WAIT } from '../../src/reading/call-quality-line';
import { eventNamed } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { HOUR, MINUTE, startTown, until, withJobs, type Town } from './town';

/** The pretend tenant's record of a call is there 20 minutes after it, with four in five of its sessions, and whole after 90. */
const LOOKS = [10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 2 * HOUR, 21 * HOUR];

onEachStore(opened => {
  let town: Town;
  afterEach(() => town.close());

  /** An event that just ended, watched in so many places. */
  async function ended({ places = 1, ...options }: Parameters<typeof startTown>[1] & { places?: number } = {}) {
    town = await startTown(opened, { calls: {}, ...options });
    const results = await eventNamed(town.sandbox, 'Quarterly Results Live');
    for (let place = 0; place < places; place += 1) await town.watch('event', results.id);
    town.sandbox.endEvent(results.id);
    await town.finding.sweepNow();
    return results.id;
  }
  /** The n-th look after the end: what it came to, and what was asked of call records for it. */
  async function lookNumber(n: number) {
    town.clock.now += LOOKS[n]!;
    const before = town.sandbox.requests.length;
    const looked = await town.lookAtDue();
    const asked = town.sandbox.requests.slice(before).map(one => one.path);
    const intended = looked.map(one => (typeof one === 'string' ? one : one.intended));
    return { intended, asked: asked.filter(path => path.includes('/communications/')) };
  }
  const lines = async () => (await town.intended()).map(one => one.summary.attendance.callQuality);

  it('is in no first post, and changes every post once for each version of the record', async () => {
    await ended({ places: 2 });
    expect(await lookNumber(0)).toMatchObject({ intended: [2] });
    expect(await lines()).toEqual([undefined, undefined]);
    const { intended, asked } = await lookNumber(1);
    expect(intended).toEqual([2]);
    const some = (await lines()).filter(Boolean);
    expect(some).toHaveLength(2);
    expect(some[0]).toMatchObject({ callId: expect.any(String), of: expect.any(Number), people: expect.any(Number) });
    expect(asked.filter(path => path.includes('/sessions')).length).toBeGreaterThan(0);
    // The same version is not read again, and changes nothing.
    const third = await lookNumber(2);
    expect(third.intended).toEqual([0]);
    expect(third.asked.filter(path => path.includes('/sessions'))).toEqual([]);
    expect((await lookNumber(3)).intended).toEqual([2]);
    const newest = (await town.intended()).filter(one => one.revision === 3);
    expect(newest.map(one => one.summary.attendance.callQuality)).toEqual([
      expect.objectContaining({ callId: some[0]!.callId }),
      expect.objectContaining({ callId: some[0]!.callId }),
    ]);
    expect(newest[0]!.summary.attendance.callQuality!.of).toBeGreaterThan(some[0]!.of);
    expect((await lookNumber(4)).intended).toEqual([0]);
  });

  it('names nobody in what is kept', async () => {
    await ended();
    await lookNumber(0);
    await lookNumber(1);
    const [, { summary }] = (await town.intended()) as [unknown, { summary: object }];
    const { callQuality } = (summary as { attendance: { callQuality: object } }).attendance;
    expect(Object.keys(callQuality).sort()).toEqual(expect.arrayContaining(['callId', 'of', 'people', 'poor']));
    expect(Object.values(callQuality).every(value => typeof value !== 'object')).toBe(true);
  });

  it('is not asked for again for ten minutes where it may not be read', async () => {
    await ended({ calls: { permitted: false } });
    const other = await eventNamed(town.sandbox, 'Support Desk Open House');
    await town.watch('event', other.id);
    town.sandbox.endEvent(other.id);
    await town.finding.sweepNow();
    const first = await lookNumber(0);
    expect(first.intended).toEqual([1, 1]);
    expect(first.asked).toHaveLength(1);
    const second = await lookNumber(1);
    expect(second).toMatchObject({ intended: [0, 0], asked: [expect.any(String)] });
  });

  it('holds up no post where Graph hangs, and is told by the next look', async () => {
    await ended({ lineMs: LINE_WAIT + 500 });
    town.clock.now += LOOKS[0]!;
    town.sandbox.faults.add({ path: '/communications/', fault: 'hang' });
    const looking = lookNumber(1);
    await until(async () => (await town.intended()).length === 1);
    expect(await looking).toMatchObject({ intended: [1] });
    town.sandbox.faults.clear();
    expect(await lookNumber(2)).toMatchObject({ intended: [1] });
    expect((await lines()).map(line => line !== undefined)).toEqual([false, true]);
  });

  it('that comes after the post changes it at once', async () => {
    await ended();
    town.clock.now += LOOKS[0]!;
    town.sandbox.faults.add({ path: '/sessions?$expand=segments', times: 1, fault: { delayMs: LINE_WAIT + 1_000 } });
    expect(await lookNumber(1)).toMatchObject({ intended: [2] });
    expect((await lines()).map(line => line !== undefined)).toEqual([false, true]);
    expect((await lookNumber(2)).intended).toEqual([0]);
  });

  it('that comes long after the post changes none by a right that was taken away meanwhile', async () => {
    const id = await ended();
    town.clock.now += LOOKS[0]!;
    town.sandbox.faults.add({ path: '/sessions?$expand=segments', times: 1, fault: { delayMs: LINE_WAIT + 1_000 } });
    const looking = lookNumber(1);
    await until(async () => (await town.intended()).length === 1);
    town.sandbox.faults.add({ path: `/${id}`, fault: { status: 404 } });
    town.clock.now += RIGHT_HOLDS;
    expect(await looking).toMatchObject({ intended: [1] });
    expect((await lines()).map(line => line !== undefined)).toEqual([false]);
  });

  it('that was told stays where a later look can not read it', async () => {
    await ended();
    await lookNumber(0);
    expect((await lookNumber(1)).intended).toEqual([1]);
    town.sandbox.faults.add({ path: '/communications/', fault: { status: 403 } });
    expect((await lookNumber(2)).intended).toEqual([0]);
    town.sandbox.faults.clear();
    town.sandbox.faults.add({ path: '/sessions?$expand=segments', fault: { status: 404 } });
    expect((await lookNumber(3)).intended).toEqual([0]);
    expect((await lines()).map(line => line !== undefined)).toEqual([false, true]);
  });

  it('is of the one time of a meeting that comes round', async () => {
    town = await startTown(opened, { calls: {} });
    const meeting = town.sandbox.channel.meetings.find(one => one.title === 'Weekly Operations Review')!;
    const home = { of: 'meeting', userId: meeting.organizerId, meetingId: meeting.graphId } as const;
    const asker = { tenantId: town.tenant, personId: meeting.organizerId };
    const reports = await town.sourceFor(asker).reports(home);
    const ends = reports.map(one => Date.parse(one.end!)).sort((one, other) => one - other);
    town.clock.now = ends.at(-2)! - HOUR;
    await town.watch('event', JSON.stringify(['meeting', meeting.organizerId, meeting.graphId]), {
      personId: meeting.organizerId,
    });
    for (const end of ends.slice(-2)) {
      town.clock.now = end + 2 * HOUR;
      await town.finding.sweepNow();
      await town.lookAtDue();
    }
    const told = await lines();
    expect(told.map(line => line !== undefined)).toEqual([true, true]);
    expect(new Set(told.map(line => line!.callId)).size).toBe(2);
  });
}, withJobs);
