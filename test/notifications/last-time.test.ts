import { seriesKeyOf } from '../../src/domain/series';
import { toHomeKey } from '../../src/store/home-key';
import { eventNamed, get } from '../sandbox/asking';
import { onEachStore, START } from '../store/stores';
import { HOUR, startTown, withJobs, type Town } from './town';

const DAY = 24 * HOUR;
const SERIES = 'Customer Webinar Series';

onEachStore(opened => {
  let town: Town;
  beforeEach(async () => {
    town = await startTown(opened);
  });
  afterEach(() => town.close());

  const told = async () =>
    (await town.intended()).map(({ revision, summary: { attendance, change } }) => ({
      ...{ revision, title: attendance.subject.title, session: attendance.subject.sessionTitle },
      ...{ attended: attendance.attended, change },
    }));
  /** Whose records were asked for since so many requests. */
  const reportsRead = (since: number) => {
    const ids = town.sandbox.requests.slice(since).map(one => /([^/]+)\/attendanceRecords/.exec(one.path)?.[1]);
    return new Set(ids.filter(Boolean));
  };
  /** Everything that is due by then. */
  const lookAfter = async (ms: number) => {
    town.clock.now += ms;
    return town.lookAtDue();
  };
  /** The second day of three, which ended a day before the tenant's clock begins; the first ended two days before. */
  const watchBootcamp = async () => {
    const bootcamp = await eventNamed(town.sandbox, 'Data Platform Bootcamp');
    await town.watch('event', bootcamp.id);
    await town.finding.sweepNow();
    return bootcamp;
  };

  it('of an event with several sessions is its session before, and is read once', async () => {
    await watchBootcamp();
    await town.lookAtDue();
    const [first] = await told();
    expect(first).toMatchObject({ session: 'Day 2: Pipelines', revision: 1 });
    const { attended, change } = first!;
    expect(change).toMatchObject({ lastTime: { start: new Date(START - 2 * DAY - HOUR).toISOString() } });
    expect(change!.difference).toBe(attended - change!.lastTime.attended);
    expect(change!.difference).not.toBe(0);
    expect(reportsRead(0).size).toBe(2);
    const before = town.sandbox.requests.length;
    expect(await lookAfter(DAY)).toEqual([{ outcome: 'looked', intended: 0 }]);
    // The report itself is read again; of the time before, nothing is.
    expect(reportsRead(before).size).toBe(1);
    expect((await told()).map(one => one.revision)).toEqual([1]);
  });

  it('of an event is the one before in its series, taken from what was told of that one', async () => {
    const { displayName } = await eventNamed(town.sandbox, SERIES);
    await watchEarlier(() => town.watch('series', seriesKeyOf(displayName)));
    await town.finding.sweepNow();
    // The oldest first, as they ended.
    const due = (await town.due()).sort((a, b) => a.endAt - b.endAt);
    expect(due.length).toBeGreaterThan(2);
    for (const [index, { tenant, sessionId, reportHome }] of due.entries()) {
      const before = town.sandbox.requests.length;
      expect(await town.finding.lookNow({ tenant, sessionId, reportHome })).toMatchObject({ intended: 1 });
      expect(reportsRead(before).size).toBe(index === 0 ? 2 : 1);
    }
    const newestOf = async () => {
      const all = await told();
      const titles = [...new Set(all.map(one => one.title))].sort();
      return titles.map(title => all.filter(one => one.title === title).sort((a, b) => b.revision - a.revision)[0]!);
    };
    const expectChanges = (all: Awaited<ReturnType<typeof newestOf>>) => {
      for (const [index, { attended, change }] of all.entries()) {
        if (index === 0) continue;
        const before = all[index - 1]!.attended;
        expect(change).toMatchObject({ difference: attended - before, lastTime: { attended: before } });
      }
    };
    const all = await newestOf();
    expectChanges(all);
    // One of them grows late, and so does what the next one is compared with.
    const [grows, follows] = due.slice(-2);
    town.sandbox.growReport(grows!.eventId, { by: 'larger', people: 9 });
    for (const { tenant, sessionId, reportHome } of [grows!, follows!])
      expect(await town.finding.lookNow({ tenant, sessionId, reportHome })).toMatchObject({ intended: 1 });
    const later = await newestOf();
    expectChanges(later);
    expect(later.at(-2)!.attended).toBeGreaterThan(all.at(-2)!.attended);
  });

  it('is recomputed when a report has grown', async () => {
    const bootcamp = await watchBootcamp();
    await town.lookAtDue();
    const [first] = await told();
    const { attended, change } = first!;
    // The newest report is that of the second day.
    town.sandbox.growReport(bootcamp.id, { by: 'larger', people: 9 });
    await lookAfter(DAY);
    const grown = (await told()).find(one => one.revision === 2)!;
    expect(grown.attended).toBeGreaterThan(attended);
    expect(grown.change).toEqual({
      difference: change!.difference + grown.attended - attended,
      relative: (grown.attended - change!.lastTime.attended) / change!.lastTime.attended,
      lastTime: change!.lastTime,
    });
  });

  it.each([
    ['Graph does not give its reports', { status: 503 }],
    ['there is no report of it', { status: 200, body: { value: [] } }],
    ['its reports are gone', { status: 404 }],
  ])('holds up nothing where %s, and is told by a later look', async (_, fault) => {
    const bootcamp = await watchBootcamp();
    const [session] = (await town.sourceFor(asker()).sessions({ kind: 'webinar', id: bootcamp.id })).sort((a, b) =>
      a.start!.at.localeCompare(b.start!.at),
    );
    town.sandbox.faults.add({ path: new RegExp(`/${escaped(session!.id)}/attendanceReports`), fault });
    expect(await town.lookAtDue()).toContainEqual({ outcome: 'looked', intended: 1 });
    expect((await told()).map(one => one.change)).toEqual([undefined]);
    town.sandbox.faults.clear();
    await lookAfter(DAY);
    expect((await told()).map(one => one.change !== undefined)).toEqual([false, true]);
  });

  it('keeps what was told while nobody can know whether it may be told, and drops it where it may not', async () => {
    const { ref, event } = await knowLast();
    const before = await eventNamed(town.sandbox, `${SERIES} 3`);
    await watchEarlier(() => town.watch('event', event.id));
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 1 });
    const [first] = await told();
    expect(first!.change).toMatchObject({ difference: expect.any(Number) });
    const path = new RegExp(`/${escaped(before.id)}(\\?|$)`);
    town.sandbox.faults.add({ path, fault: { status: 503 } });
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 0 });
    town.sandbox.faults.clear();
    town.sandbox.faults.add({ path, fault: { status: 404 } });
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 1 });
    expect((await told()).map(one => one.change)).toEqual([first!.change, undefined]);
  });

  it('is not told from a list of events that has gaps, in which the one before may be missing', async () => {
    const { ref, event } = await knowLast();
    await watchEarlier(() => town.watch('event', event.id));
    town.sandbox.faults.add({ path: /getByUserIdAndRole.*coOrganizer/, fault: { status: 503 } });
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 1 });
    town.sandbox.faults.clear();
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 1 });
    expect((await told()).map(one => one.change !== undefined)).toEqual([false, true]);
  });

  it('is told to no place of somebody who does not run it', async () => {
    const { ref, event } = await knowLast();
    const before = await eventNamed(town.sandbox, `${SERIES} 3`);
    const { coOrganizer } = town.sandbox.people;
    // Both run the last of the series; one of them alone ran the one before.
    const own = {
      ...(await get(town.sandbox, event.path)).body,
      coOrganizers: [{ id: coOrganizer, displayName: 'C' }],
    };
    town.sandbox.faults.add(
      { path: new RegExp(`/${escaped(event.id)}(\\?|$)`), fault: { status: 200, body: own } },
      { path: /webinars\/getByUserIdAndRole.*coOrganizer/, fault: { status: 200, body: { value: [own] } } },
    );
    const mine = await watchEarlier(() => town.watch('event', event.id));
    const theirs = await watchEarlier(() => town.watch('event', event.id, { personId: coOrganizer }));
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 2 });
    const changes = new Map((await town.intended()).map(one => [one.conversationId, one.summary.change]));
    expect(changes.get(mine.conversationId)).toMatchObject({ lastTime: { attended: expect.any(Number) } });
    expect(changes.get(theirs.conversationId)).toBeUndefined();
    // None of it names the event before.
    expect(JSON.stringify(changes.get(mine.conversationId))).not.toContain(before.id);
  });

  it('of a meeting is its report of the time before', async () => {
    const meeting = town.sandbox.channel.meetings.find(one => one.title === 'Weekly Operations Review')!;
    const home = { of: 'meeting', userId: meeting.organizerId, meetingId: meeting.graphId } as const;
    const reportHome = toHomeKey(home);
    const reports = [...(await town.sourceFor(asker()).reports(home))].sort((a, b) => a.end!.localeCompare(b.end!));
    const [beforeIt, newest] = reports.slice(-2);
    await watchEarlier(() => town.watch('event', reportHome, { personId: meeting.organizerId }));
    const ref = { tenant: town.tenant, sessionId: meeting.graphId, reportHome };
    const known = { ...ref, eventId: reportHome, ownerId: meeting.organizerId, endAt: Date.parse(newest!.end!) };
    await town.expect(known);
    expect(await town.finding.lookNow(ref)).toEqual({ outcome: 'looked', intended: 1 });
    expect((await told())[0]!.change).toMatchObject({ lastTime: { id: beforeIt!.id, start: beforeIt!.start } });
  });

  const asker = () => ({ tenantId: town.tenant, personId: town.sandbox.demoOrganizerId });
  /** A watch that was made before any of it ended. */
  const watchEarlier = async <T>(watch: () => Promise<T>): Promise<T> => {
    const since = town.clock.now;
    town.clock.now = START - 40 * DAY;
    try {
      return await watch();
    } finally {
      town.clock.now = since;
    }
  };
  /** The last of the series, known as a round makes it known. */
  const knowLast = async () => {
    const event = await eventNamed(town.sandbox, `${SERIES} 4`);
    const [session] = await town.sourceFor(asker()).sessions({ kind: 'webinar', id: event.id });
    const reportHome = toHomeKey({ of: 'session', event: { kind: 'webinar', id: event.id }, sessionId: session!.id });
    const ref = { tenant: town.tenant, sessionId: session!.id, reportHome };
    const endAt = Date.parse(session!.end!.at);
    await town.expect({ ...ref, eventId: event.id, ownerId: asker().personId, endAt });
    return { event, ref };
  };
}, withJobs);

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
