import { all } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { HOUR, MINUTE, startTown, withJobs, type Town } from './town';

onEachStore(opened => {
  let town: Town;
  let meeting: { graphId: string; organizerId: string };
  let target: string;
  /** Of the weekly meeting, oldest first. */
  let reports: { id: string; endAt: number; total: number }[];
  beforeEach(async () => {
    town = await startTown(opened);
    meeting = town.sandbox.channel.meetings.find(one => one.title === 'Weekly Operations Review')!;
    target = JSON.stringify(['meeting', meeting.organizerId, meeting.graphId]);
    const path = `/users/${meeting.organizerId}/onlineMeetings/${meeting.graphId}/attendanceReports`;
    reports = (await all(town.sandbox, path))
      .map(one => ({
        id: one.id,
        endAt: Date.parse(one.meetingEndDateTime),
        total: one.totalParticipantCount as number,
      }))
      .sort((one, other) => one.endAt - other.endAt);
  });
  afterEach(() => town.close());

  const at = (index: number, later = 0) => (town.clock.now = reports[index]!.endAt + later);
  const told = async (place?: string) =>
    (await town.intended())
      .filter(one => place === undefined || one.conversationId === place)
      .map(one => one.summary.attendance.report.id)
      .sort((one, other) => index(one) - index(other));
  const index = (id: string) => reports.findIndex(one => one.id === id);
  const ends = (endAt: number) =>
    town.expect({
      ...{ tenant: town.tenant, sessionId: meeting.graphId, reportHome: target, eventId: target },
      ...{ ownerId: meeting.organizerId, endAt },
    });
  async function roundAndLooks() {
    await town.finding.sweepNow();
    return town.lookAtDue();
  }

  it('whose end nobody told of is found by a round, and each time is a message of its own', async () => {
    at(1, -HOUR);
    const { conversationId } = await town.watch('event', target);
    await roundAndLooks();
    expect(await told()).toEqual([]);
    at(1, HOUR);
    expect(await roundAndLooks()).toEqual([{ outcome: 'looked', intended: 1 }]);
    expect(await roundAndLooks()).toEqual([]);
    at(2, HOUR);
    await roundAndLooks();
    at(3, HOUR);
    await roundAndLooks();
    expect(await told(conversationId)).toEqual([reports[1]!.id, reports[2]!.id, reports[3]!.id]);
    expect((await town.intended()).map(one => one.revision)).toEqual([1, 1, 1]);
    const totals = (await town.intended()).map(one => one.summary.attendance.reportedTotal).sort();
    expect(totals).toEqual(
      reports
        .slice(1)
        .map(one => one.total)
        .sort(),
    );
  });

  it('that Teams told of and a round finds is told once, and looked at once', async () => {
    at(2, -HOUR);
    await town.watch('event', target);
    await town.finding.sweepNow();
    at(2, MINUTE);
    await ends(reports[2]!.endAt + 30_000);
    at(2, 11 * MINUTE);
    expect(await roundAndLooks()).toEqual([{ outcome: 'no-report', intended: 0 }]);
    at(2, 31 * MINUTE);
    expect(await roundAndLooks()).toEqual([{ outcome: 'looked', intended: 1 }]);
    at(2, 61 * MINUTE);
    expect(await roundAndLooks()).toEqual([{ outcome: 'looked', intended: 0 }]);
    expect(await told()).toEqual([reports[2]!.id]);
  });

  it('that was held twice within the hour before anything was told of it is told twice', async () => {
    at(3, -HOUR);
    await town.watch('event', target);
    await town.finding.sweepNow();
    // The report of a week ago as one that ended half an hour before the newest.
    const [before, last] = [reports[2]!, reports[3]!];
    const wire = (of: typeof before, endAt: number) => ({
      id: of.id,
      totalParticipantCount: of.total,
      meetingStartDateTime: new Date(endAt - 20 * MINUTE).toISOString(),
      meetingEndDateTime: new Date(endAt).toISOString(),
    });
    const value = [wire(last, last.endAt), wire(before, last.endAt - 30 * MINUTE)];
    town.sandbox.faults.add({ path: /attendanceReports(\?|$)/, fault: { status: 200, body: { value } } });
    at(3, MINUTE);
    await ends(last.endAt);
    at(3, 31 * MINUTE);
    await roundAndLooks();
    expect(await told()).toEqual([before.id, last.id]);
  });

  it('tells nothing to who may not read it, nor what ended long before it was watched', async () => {
    at(2, 25 * HOUR);
    await town.watch('event', target);
    await town.watch('event', target, { personId: town.sandbox.people.stranger });
    await roundAndLooks();
    expect(await told()).toEqual([]);
    at(3, HOUR);
    await roundAndLooks();
    expect(await told()).toEqual([reports[3]!.id]);
  });

  it('is read again when Graph did not answer', async () => {
    at(3, -HOUR);
    await town.watch('event', target);
    await town.finding.sweepNow();
    at(3, HOUR);
    town.sandbox.faults.add({ path: 'attendanceReports', fault: { status: 503 } });
    expect(await town.finding.sweepNow()).toMatchObject({ unread: 1 });
    town.sandbox.faults.clear();
    expect(await town.finding.sweepNow()).toMatchObject({ unread: 0 });
    await town.lookAtDue();
    expect(await told()).toEqual([reports[3]!.id]);
  });

  it('is no trouble when it is not there any more', async () => {
    const gone = JSON.stringify(['meeting', meeting.organizerId, 'gone']);
    await town.watch('event', gone);
    expect(await town.finding.sweepNow()).toMatchObject({ unread: 0 });
    expect(await town.lookAtDue()).toEqual([]);
  });
}, withJobs);
