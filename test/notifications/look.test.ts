import { look } from '../../src/notifications/look';
import { createRuns } from '../../src/notifications/runs';
import { toHomeKey } from '../../src/store/home-key';
import { eventNamed, get } from '../sandbox/asking';
import { onEachStore } from '../store/stores';
import { HOUR, MINUTE, startTown, withJobs, type Town } from './town';

onEachStore(opened => {
  let town: Town;
  let results: { id: string; path: string; displayName: string };
  beforeEach(async () => {
    town = await startTown(opened);
    results = await eventNamed(town.sandbox, 'Quarterly Results Live');
  });
  afterEach(() => town.close());

  const end = () => town.sandbox.endEvent(results.id)!;
  const outcomes = async () => (await town.lookAtDue()).map(one => (typeof one === 'string' ? one : one.outcome));
  const revisions = async () => (await town.intended()).map(one => one.revision);

  it('tells each place once, again when the report grew, and nothing where nothing changed', async () => {
    const [here, there] = [await town.watch('event', results.id), await town.watch('event', results.id)];
    const ended = end();
    await town.finding.sweepNow();
    expect(await outcomes()).toEqual([]);
    town.clock.now += 10 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 2 }]);
    const first = await town.intended();
    expect(new Set(first.map(one => one.conversationId))).toEqual(new Set([here.conversationId, there.conversationId]));
    expect(first.map(one => one.summary.attendance.reportedTotal)).toEqual([ended.total, ended.total]);
    expect(first[0]!.summary).toMatchObject({
      attendance: { subject: { id: results.id, sessionId: ended.sessionId, phase: 'ended', role: 'organizer' } },
      parts: ['figures', 'curve', 'registrations', 'stay'],
    });
    // The same look again, and the next one: nothing new.
    expect(await town.lookAtDue()).toEqual([]);
    town.clock.now += 20 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 0 }]);
    town.sandbox.growReport(results.id, { by: 'larger', people: 9 });
    town.clock.now += 30 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 2 }]);
    const grown = (await town.intended()).filter(one => one.revision === 2);
    expect(grown.map(one => one.summary.attendance.reportedTotal)).toEqual([ended.total + 9, ended.total + 9]);
    // People came back: a second report, counted with the first as one.
    town.sandbox.growReport(results.id, { by: 'second', people: 12 });
    town.clock.now += 2 * HOUR;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 2 }]);
    const third = (await town.intended()).filter(one => one.revision === 3);
    expect(third.map(one => one.summary.attendance.reports)).toEqual([2, 2]);
    expect(third[0]!.summary.attendance.attended).toBeGreaterThan(grown[0]!.summary.attendance.attended);
    town.clock.now += 22 * HOUR;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 0 }]);
    town.clock.now += 48 * HOUR;
    expect(await town.due()).toEqual([]);
  });

  it('names nobody in what it keeps', async () => {
    await town.watch('event', results.id);
    const { sessionId, reportId } = end();
    await town.finding.sweepNow();
    town.clock.now += 10 * MINUTE;
    await town.lookAtDue();
    const kept = JSON.stringify(await town.intended());
    const { body } = await get(
      town.sandbox,
      `${results.path}/sessions/${sessionId}/attendanceReports/${reportId}/attendanceRecords`,
    );
    const people = body.value.flatMap((one: any) => [one.emailAddress, one.identity?.displayName].filter(Boolean));
    expect(people.length).toBeGreaterThan(50);
    expect(people.filter((one: string) => kept.includes(one))).toEqual([]);
  });

  it('asks again later while there is no report yet', async () => {
    await town.watch('event', results.id);
    end();
    await town.finding.sweepNow();
    town.sandbox.faults.add({ path: '/attendanceReports', times: 1, fault: { status: 200, body: { value: [] } } });
    town.clock.now += 10 * MINUTE;
    expect(await outcomes()).toEqual(['no-report']);
    expect(await outcomes()).toEqual([]);
    town.clock.now += 20 * MINUTE;
    expect(await outcomes()).toEqual(['looked']);
    expect(await revisions()).toEqual([1]);
  });

  it.each([
    ['throttled', { status: 429 }],
    ['graph-unavailable', { status: 503 }],
    ['graph-unavailable', 'reset' as const],
    ['graph-garbled', 'html' as const],
  ])('loses nothing while Graph is %s (%o), wherever it strikes', async (code, fault) => {
    await town.watch('event', results.id);
    end();
    await town.finding.sweepNow();
    town.clock.now += 10 * MINUTE;
    for (const path of [`/${results.id}`, '/sessions', '/attendanceReports', '/attendanceRecords']) {
      town.sandbox.faults.add({ path: new RegExp(`${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\?|$)`), fault });
      expect([path, await outcomes()]).toEqual([path, [code]]);
      town.sandbox.faults.clear();
    }
    expect(await town.intended()).toEqual([]);
    expect(await outcomes()).toEqual(['looked']);
    expect(await revisions()).toEqual([1]);
  });

  async function noCoOrganizers(event: { id: string; path: string }) {
    const { body } = await get(town.sandbox, event.path);
    town.sandbox.faults.add(
      { path: /getByUserIdAndRole.*coOrganizer/, fault: { status: 200, body: { value: [] } } },
      {
        path: new RegExp(`/${event.id.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\?|$)`),
        fault: { status: 200, body: { ...body, coOrganizers: [] } },
      },
    );
  }

  it('tells nothing by a right that was taken away while it counted for minutes', async () => {
    const allHands = await eventNamed(town.sandbox, 'Tidewater All-Hands');
    await town.watch('event', allHands.id, { personId: town.sandbox.people.coOrganizer });
    const stays = await town.watch('event', allHands.id);
    await town.finding.sweepNow();
    const [due] = await town.due();
    let slow = 1;
    const sourceFor: typeof town.sourceFor = (asker, options) => {
      const source = town.sourceFor(asker, options);
      return {
        ...source,
        async *records(...ref) {
          if (slow-- > 0) await noCoOrganizers(allHands);
          town.clock.now += 16 * MINUTE;
          yield* source.records(...ref);
        },
      };
    };
    const now = () => town.clock.now;
    await look(due!, { store: opened.store, runs: createRuns({ sourceFor, now }), now });
    expect((await town.intended()).map(one => one.conversationId)).toEqual([stays.conversationId]);
  });

  it('tells nothing by the right of somebody who no longer runs it, and all by that of another', async () => {
    const { coOrganizer } = town.sandbox.people;
    const allHands = await eventNamed(town.sandbox, 'Tidewater All-Hands');
    const [gone, stays] = [
      await town.watch('event', allHands.id, { personId: coOrganizer }),
      await town.watch('event', allHands.id),
    ];
    await town.finding.sweepNow();
    await noCoOrganizers(allHands);
    // Beyond what a list is held for.
    town.clock.now += 16 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 1 }]);
    const places = (await town.intended()).map(one => one.conversationId);
    expect(places).toEqual([stays.conversationId]);
    expect(places).not.toContain(gone.conversationId);
  });

  it('tells strangers nothing, whatever they watch', async () => {
    const { stranger } = town.sandbox.people;
    await town.watch('event', results.id, { personId: stranger });
    const { sessionId } = end();
    const reportHome = toHomeKey({ of: 'session', event: { kind: 'townhall', id: results.id }, sessionId });
    const ref = { tenant: town.tenant, sessionId, reportHome };
    await town.expect({ ...ref, eventId: results.id, ownerId: stranger, endAt: town.clock.now });
    town.clock.now += 10 * MINUTE;
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'nobody', intended: 0 });
    expect(await town.intended()).toEqual([]);
  });

  it('tells nothing where nobody watches any more, or nothing can be sent to', async () => {
    const [taken, left] = [await town.watch('event', results.id), await town.watch('event', results.id)];
    end();
    await town.finding.sweepNow();
    await town.run(async tx => {
      await tx.watches.remove(town.tenant, taken.id);
      await tx.conversations.markGone(town.tenant, left.conversationId);
    });
    town.clock.now += 10 * MINUTE;
    expect(await town.lookAtDue()).toEqual([{ outcome: 'looked', intended: 0 }]);
    expect(await town.intended()).toEqual([]);
  });

  it('looks by the time at which it really ended', async () => {
    await town.watch('event', results.id);
    town.clock.now += 30 * MINUTE;
    await town.finding.sweepNow();
    // Half an hour before its time.
    town.clock.now += 5 * MINUTE;
    const endedAt = town.clock.now;
    end();
    expect(await town.due()).toEqual([]);
    town.clock.now += 45 * MINUTE;
    expect(await outcomes()).toEqual(['moved']);
    expect((await town.due()).map(one => one.endAt)).toEqual([endedAt]);
    expect(await outcomes()).toEqual(['looked']);
  });

  it('does not know what it never heard of', async () => {
    const ref = { tenant: town.tenant, sessionId: 'none', reportHome: 'none' };
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'unknown', intended: 0 });
  });
}, withJobs);
