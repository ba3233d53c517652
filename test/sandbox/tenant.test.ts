import { phaseOf } from '../../src/domain/event';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { createWorld } from '../../src/sandbox/world/world';
import { all, allEvents, eventNamed, get, reportPath, sessionPath } from './asking';

const NOW = Date.parse('2026-11-21T09:12:34Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW });
});
afterAll(() => sandbox.close());

const world = createWorld({ seed: 1, now: NOW, attendees: 20_000 });
const phases = (now: number) =>
  createWorld({ seed: 1, now, attendees: 20_000 }).events.map(event => {
    const time = (at: number | null) => (at === null ? undefined : { at: new Date(at).toISOString(), exact: true });
    return phaseOf({ status: event.status, start: time(event.start), end: time(event.end) }, now);
  });

describe('the tenant', () => {
  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => JSON.stringify(createWorld({ seed, now: NOW, attendees: 20_000 }));
    expect(text(1)).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
  });

  it('keeps ids when time goes on', () => {
    const later = createWorld({ seed: 1, now: NOW + 5 * 86_400_000, attendees: 20_000 });
    expect(later.events.map(one => one.id)).toEqual(world.events.map(one => one.id));
    expect(later.meetings.map(one => one.id)).toEqual(world.meetings.map(one => one.id));
    expect(later.events[0]?.start).not.toBe(world.events[0]?.start);
  });

  it.each([NOW, Date.parse('2026-02-28T23:59:59Z'), Date.parse('2028-02-29T00:00:00Z')])(
    'has drafts, cancelled, coming, running and ended events at %i',
    now => {
      expect(new Set(phases(now))).toEqual(new Set(['draft', 'canceled', 'coming', 'running', 'ended']));
    },
  );

  it('names every event and id once', () => {
    const { events, meetings } = world;
    expect(events.length).toBeGreaterThanOrEqual(14);
    expect(new Set(events.map(one => one.title)).size).toBe(events.length);
    const ids = [...events, ...meetings, ...events.flatMap(one => one.sessions)].map(one => one.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows its people and nobody else', () => {
    expect(sandbox.knows(sandbox.demoOrganizerId.toUpperCase())).toBe(true);
    expect(Object.values(sandbox.people).every(id => sandbox.knows(id))).toBe(true);
    expect(sandbox.knows('11111111-2222-3333-4444-555555555555')).toBe(false);
  });

  it('has namesakes and at least three organisers', () => {
    expect(sandbox.people.namesake).not.toBe(sandbox.people.otherNamesake);
    expect(new Set(world.events.map(one => one.organizer.id)).size).toBeGreaterThanOrEqual(3);
  });

  it('refuses a size it has not', () => {
    expect(() => createWorld({ seed: 1, now: NOW, attendees: 200_001 })).toThrow(RangeError);
  });
});

describe('the demo organiser', () => {
  const byRole = async (role: string, kind = 'webinars') =>
    (
      await all(
        sandbox,
        `/solutions/virtualEvents/${kind}/getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='${role}')`,
      )
    ).map(one => one.displayName as string);

  it('organises webinars and town halls', async () => {
    expect((await byRole('organizer')).length).toBeGreaterThan(20);
    expect(await byRole('organizer', 'townhalls')).toContain('Tidewater All-Hands: Where We Stand');
  });

  it('co-organises some', async () => {
    expect(await byRole('coOrganizer')).toEqual(['Sales Kickoff Warm-Up', 'Finance Systems Question Time']);
    expect(await byRole('coOrganizer', 'townhalls')).toEqual(['Engineering Guild Forum']);
  });

  it('has no part in what others keep to themselves', async () => {
    const names = [...(await byRole('organizer')), ...(await byRole('coOrganizer'))];
    expect(names).not.toContain('Board Preparation Briefing');
  });
});

describe('reports', () => {
  const listed = async (words: string, index?: number) =>
    all(sandbox, `${await sessionPath(sandbox, words, index)}/attendanceReports`);

  it.each([
    ['Tidewater All-Hands', 1, 20_000],
    ['Spring Product Briefing', 1, 264],
    ['Global Partner Summit', 1, 11_800],
    ['Customer Webinar Series 1', 1, 214],
    ['Customer Webinar Series 4', 1, 196],
    ['Energy Savings Masterclass', 1, 92],
    ['Early Bird Feedback Session', 1, 0],
    ['Release Retrospective', 3, 6],
    ['Speaker Rehearsal Room', 50, 10],
    ['Founders’ Day Town Hall', 0, undefined],
    ['Security Awareness Hour', 0, undefined],
    ['Customer Advisory Circle', 0, undefined],
    ['Quarterly Results Live', 0, undefined],
  ])('%s: %i of them, the newest with %s people', async (words, count, total) => {
    const reports = await listed(words);
    expect(reports).toHaveLength(count);
    expect(reports[0]?.totalParticipantCount).toBe(total);
    const ends = reports.map(one => one.meetingEndDateTime);
    expect(ends).toEqual([...ends].sort().reverse());
  });

  it('come some time after the end', async () => {
    let now = NOW;
    const later = await startSandbox({ now: () => now });
    const path = `${await sessionPath(later, 'Security Awareness Hour')}/attendanceReports`;
    expect(await all(later, path)).toEqual([]);
    now += 3_600_000;
    expect(await all(later, path)).toHaveLength(1);
    await later.close();
  });

  it('older than the newest 50 can be had by id alone', async () => {
    const event = world.events.find(one => one.title === 'Speaker Rehearsal Room');
    const oldest = event!.sessions[0]!.reports[0]!.id;
    const path = `${await sessionPath(sandbox, 'Speaker Rehearsal Room')}/attendanceReports`;
    expect((await all(sandbox, path)).map(one => one.id)).not.toContain(oldest);
    expect((await get(sandbox, `${path}/${oldest}`)).status).toBe(200);
  });

  it('belong to sessions: two days of the bootcamp are over', async () => {
    expect(
      [await listed('Bootcamp', 0), await listed('Bootcamp', 1), await listed('Bootcamp', 2)].map(one => one.length),
    ).toEqual([1, 1, 0]);
  });

  it('some events have no session at all', async () => {
    const event = await eventNamed(sandbox, 'Summer Campus Tour');
    expect(await all(sandbox, `${event.path}/sessions`)).toEqual([]);
  });
});

describe('records', () => {
  const records = async (words: string): Promise<any[]> =>
    all(sandbox, `${await reportPath(sandbox, words)}/attendanceRecords`);

  it('of the large town hall are 20,000 people, some without an account', async () => {
    const found = await records('All-Hands');
    expect(found).toHaveLength(20_000);
    const ids = found.map(one => one.identity.id).filter(id => id && !/^[0-]+$/.test(id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(found.some(one => one.identity.id === null && one.emailAddress === null)).toBe(true);
    expect(found.some(one => /^[0-]+$/.test(one.identity.id ?? ''))).toBe(true);
    expect(new Set(found.map(one => one.role))).toEqual(new Set(['Organizer', 'Presenter', 'Attendee', 'None']));
  });

  it('show every oddity', async () => {
    const found = await records('Accessibility in Practice');
    const by = (id: string) => found.filter(one => one.identity?.id === id);
    expect(by(sandbox.people.attendee).map(one => one.id)).toEqual(Array(2).fill(sandbox.people.attendee));
    expect(by(sandbox.people.thirdPresenter)[0]).toEqual(by(sandbox.people.thirdPresenter)[1]);
    expect(by(sandbox.people.twoDevices)).toHaveLength(2);
    expect(found.filter(one => one.identity?.displayName === 'Maria Silva')).toHaveLength(3);
    expect(found.filter(one => one.identity === null && !('id' in one))).toHaveLength(1);
    expect(by(sandbox.people.guest)[0].attendanceIntervals).toEqual([
      { joinDateTime: null, leaveDateTime: null, durationInSeconds: 0 },
    ]);
    expect(by(sandbox.people.guest)[0].totalAttendanceInSeconds).toBe(1_800);
    expect(
      found.some(one => one.identity?.['@odata.type'] === '#microsoft.graph.azureCommunicationServicesUserIdentity'),
    ).toBe(true);
  });

  it('may all lie outside the window', async () => {
    const report = (await get(sandbox, await reportPath(sandbox, 'New Joiners'))).body;
    const joins = (await records('New Joiners')).flatMap(one =>
      one.attendanceIntervals.map((it: any) => it.leaveDateTime),
    );
    expect(joins.every((at: string) => at < report.meetingStartDateTime)).toBe(true);
  });

  it('may tell sums alone', async () => {
    const found = await records('Field Service Roundtable');
    expect(found.flatMap(one => one.attendanceIntervals).every((it: any) => it.joinDateTime === null)).toBe(true);
    expect(found.map(one => one.totalAttendanceInSeconds)).toEqual([2700, 2650, 1200, 240, 9000, 0]);
  });

  it('of the series overlap', async () => {
    const people = async (number: number) =>
      (await records(`Series ${number}:`)).map(one => one.emailAddress).filter(Boolean);
    const [first, second] = [new Set(await people(1)), await people(2)];
    const returning = second.filter(one => first.has(one)).length;
    expect(returning).toBeGreaterThan(10);
    expect(returning).toBeLessThan(second.length - 10);
  });

  it('add up as Graph adds them', async () => {
    for (const record of await records('Spring Product Briefing')) {
      const sum = record.attendanceIntervals.reduce(
        (total: number, one: { durationInSeconds: number }) => total + one.durationInSeconds,
        0,
      );
      expect(record.totalAttendanceInSeconds).toBe(sum);
      for (const { joinDateTime, leaveDateTime } of record.attendanceIntervals)
        expect(joinDateTime < leaveDateTime).toBe(true);
    }
  });
});

describe('registrations', () => {
  it('have every status, answers of every kind and times without a Z', async () => {
    const event = await eventNamed(sandbox, 'Energy Savings Masterclass');
    const found = await all(sandbox, `${event.path}/registrations`);
    expect(found).toHaveLength(140);
    expect(new Set(found.map(one => one.status))).toEqual(
      new Set(['registered', 'canceled', 'waitlisted', 'pendingApproval', 'rejectedByOrganizer']),
    );
    expect(found.every(one => /T\d\d:\d\d:\d\d$/.test(one.registrationDateTime))).toBe(true);
    expect(found.every(one => (one.cancelationDateTime !== null) === (one.status === 'canceled'))).toBe(true);
    const questions = (await get(sandbox, `${event.path}/registrationConfiguration/questions`)).body.value;
    const single = questions.find((one: any) => one.answerInputType === 'singleChoice');
    const answer = found[0].registrationQuestionAnswers.find((one: any) => one.questionId === single.id);
    expect(answer).toMatchObject({ value: null, displayName: null });
    expect(single.answerChoices).toEqual(expect.arrayContaining(answer.multiChoiceValues));
  });

  it('are what most records point to, each to its own', async () => {
    const event = await eventNamed(sandbox, 'Spring Product Briefing');
    const registrations = new Map((await all(sandbox, `${event.path}/registrations`)).map(one => [one.id, one]));
    const records = await all(sandbox, `${await reportPath(sandbox, 'Spring Product Briefing')}/attendanceRecords`);
    const ids = records.map(one => one.registrationId).filter(Boolean);
    expect(ids.length).toBeGreaterThan(230);
    expect(new Set(ids).size).toBe(ids.length);
    for (const record of records)
      if (record.registrationId) expect(registrations.get(record.registrationId).email).toBe(record.emailAddress);
  });

  it('of the large webinar are as many as the town hall has people', async () => {
    const summit = world.events.find(one => one.title.startsWith('Global Partner Summit'));
    expect(summit?.registrations?.count).toBe(20_000);
  });

  it('are found by id, e-mail and person', async () => {
    const event = await eventNamed(sandbox, 'Energy Savings Masterclass');
    const found = await all(sandbox, `${event.path}/registrations`);
    const [one, member] = [found[17], found.find(each => each.userId !== null)];
    expect((await get(sandbox, `${event.path}/registrations/${one.id}`)).body).toEqual(one);
    expect((await get(sandbox, `${event.path}/registrations(email='${one.email}')`)).body).toEqual(one);
    expect((await get(sandbox, `${event.path}/registrations(userId='${member.userId}')`)).body).toEqual(member);
    expect((await get(sandbox, `${event.path}/registrations/${one.id}/sessions`)).body.value).toHaveLength(1);
    expect((await get(sandbox, `${event.path}/registrations/none`)).status).toBe(404);
  });
});

describe('names that try to be more than names', () => {
  it('reach the wire as they are', async () => {
    const event = (await allEvents(sandbox)).find(one => one.displayName.includes('<at>'));
    expect(event.displayName.length).toBeGreaterThan(200);
    expect(event.displayName).toContain('${event.secret}');
    const names = (await all(sandbox, `${await reportPath(sandbox, 'Naming Things')}/attendanceRecords`)).map(
      one => one.identity.displayName,
    );
    expect(names).toContain('${user.secret} {{now}} @{body}');
  });
});
