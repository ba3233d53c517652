import { buttonsOf, startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const HOUR = 3_600_000;

describe('attendance, over HTTP from the pretend tenant', () => {
  it.each([
    ['all-hands', 60],
    ['Spring Product Briefing', 264],
    ['customer webinar series 2', 187],
    ['masterclass', 92],
    ['engineering guild', 131],
    ['sales kick-off', 73],
    ['West Coast Partner Day', 37],
    ['volunteering fair', 29],
    ['founders day', 'report-gone'],
    ['early bird', 0],
    ['advisory circle', 'no-report'],
    ['security awareness', 'report-not-ready'],
    ['product launch preview', 'not-started'],
    ['strategy town hall', 'not-started'],
    ['onboarding clinic', 'event-draft'],
    ['pricing changes', 'event-canceled'],
    ['quarterly results', 'still-running'],
    ['support desk open house', 'still-running'],
    ['summer campus tour', 'no-sessions'],
    ['finance systems', 'access-policy-missing'],
    ['board preparation', 'not-found'],
    ['customer webinar series', 'which-one'],
  ])('of %j is %s', async (which, expected) => {
    const { facts, problem, card } = await chat.say(`attendance ${which}`);
    expect(problem === undefined ? facts.attended : facts.code).toBe(expected);
    expect(facts.code).toBe(problem);
    expect(card.type).toBe('AdaptiveCard');
  });

  it.each(['/attendanceReports', '/attendanceRecords'])(
    'of one’s own event is not “not found” where Graph knows no %s of it',
    async path => {
      chat.sandbox.faults.add({ path, fault: { status: 404 } });
      expect((await chat.say('attendance Field Service Roundtable')).problem).toBe('no-report');
      expect((await chat.say('participants Field Service Roundtable')).problem).toBe('no-report');
    },
  );

  it('says that it took too long, when it did before the first record', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', fault: 'hang' });
    for (const words of ['attendance field service', 'participants field service'])
      expect((await chat.say(words, { signal: AbortSignal.timeout(300) })).problem).toBe('took-too-long');
  });

  it('tells the whole truth of one report at the top level', async () => {
    const { facts, card } = await chat.say('attendance all-hands');
    expect(facts).toMatchObject({
      attended: 60,
      reportedTotal: expect.any(Number),
      byRole: expect.any(Object),
      timeUnknown: expect.any(Number),
      peak: { count: expect.any(Number), at: expect.stringMatching(/Z$/) },
      averageSeconds: expect.any(Number),
      medianSeconds: expect.any(Number),
      shareOfEvent: expect.any(Number),
      late: expect.any(Number),
      leftEarly: expect.any(Number),
      stayedToEnd: expect.any(Number),
      completed: expect.any(Number),
      brief: expect.any(Number),
      window: { start: expect.stringMatching(/Z$/), end: expect.stringMatching(/Z$/) },
      reports: 1,
      otherReports: [],
      reportListFull: false,
      otherSessions: [],
      subject: { kind: 'townhall', title: 'Tidewater All-Hands: Where We Stand', role: 'organizer', phase: 'ended' },
    });
    expect(facts.curve).toHaveLength(60);
    expect(facts).not.toHaveProperty('incomplete');
    expect(JSON.stringify(card)).toContain('Chart.Line');
  });

  it('takes the newest report by end and names the others', async () => {
    const { facts } = await chat.say('attendance release retrospective');
    expect(facts.attended).toBe(6);
    expect(facts.otherReports).toHaveLength(2);
    const ends = [facts.report, ...facts.otherReports].map(report => Date.parse(report.end));
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
  });

  it('says when the list of reports is full', async () => {
    const { facts } = await chat.say('attendance rehearsal room');
    expect(facts).toMatchObject({ attended: 10, reportListFull: true });
    expect(facts.otherReports).toHaveLength(49);
  });

  it('takes the newest session that ended and names the others', async () => {
    const { facts } = await chat.say('attendance bootcamp');
    expect(facts).toMatchObject({ attended: 51, subject: { sessionTitle: 'Day 2: Pipelines' } });
    expect(facts.otherSessions.map((one: any) => one.title)).toEqual(['Day 3: Dashboards', 'Day 1: Modelling']);
  });

  it('counts what was read when a report in the middle can not be had', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 1, fault: { status: 403 } });
    const { facts } = await chat.say('attendance release retrospective all reports', { conversation: 'partial' });
    expect(facts).toMatchObject({ incomplete: true, reports: 1, attended: 6 });
  });

  it('merges all reports of a session, all sessions of an event, and goes on with them', async () => {
    const retro = await chat.say('attendance release retrospective');
    const all = await chat.pressOn(retro, 'attendance', args => args.all);
    expect(all.facts).toMatchObject({ reports: 3, otherReports: [] });
    expect(all.facts.attended).toBeGreaterThanOrEqual(44);
    expect(all.facts.attended).toBeLessThanOrEqual(44 + 39 + 6);
    expect(JSON.stringify(all.card)).toContain('3 reports counted as one');
    const named = await chat.pressOn(all, 'participants', args => args.all);
    expect(named.facts).toMatchObject({ attended: all.facts.attended, reports: 3 });
    const late = await chat.say('participants late by time');
    expect(late.facts).toMatchObject({ attended: all.facts.attended, matching: all.facts.late, reports: 3 });

    const bootcamp = await chat.say('attendance bootcamp all sessions');
    expect(bootcamp.facts).toMatchObject({ reports: 2, otherSessions: [] });
    expect(bootcamp.facts.subject).not.toHaveProperty('sessionId');
    const day1 = await chat.say('attendance day 1: modelling all reports');
    expect(day1.facts).toMatchObject({ reports: 1, attended: 58 });
  });

  it('asks for kept merged figures nothing but the lists, and reads ahead in many reports', async () => {
    await chat.say('attendance rehearsal room all reports');
    const again = await chat.requestsOf(() => chat.say('attendance rehearsal room all reports'));
    expect(again.result.facts).toMatchObject({ reports: 50, reportListFull: true });
    expect(again.paths.filter(path => path.includes('/attendanceReports/'))).toEqual([]);
  });

  it('opens another report and another session by button', async () => {
    const retro = await chat.say('attendance release retrospective');
    const older = retro.facts.otherReports[1].id;
    const first = await chat.pressOn(retro, 'attendance', args => args.report === older);
    expect(first.facts).toMatchObject({ attended: 44, report: { id: older } });
    const bootcamp = await chat.say('attendance bootcamp');
    const day1 = bootcamp.facts.otherSessions[1].id;
    const answer = await chat.pressOn(bootcamp, 'attendance', args => args.session === day1);
    expect(answer.facts).toMatchObject({ attended: 58, subject: { sessionTitle: 'Day 1: Modelling' } });
  });

  it.each([
    ['meeting id', '367726574046', 12],
    ['meeting id with spaces', '367 726 574 046', 12],
    ['words before the id', 'meeting id: 367 482 777 172', 9],
    ['a meeting still to come', '241708595212', 'not-started'],
    ['a channel meeting', '221243077656', 'channel-meeting'],
    ['digits that are no meeting', '999 999 999 999', 'meeting-not-found'],
  ])('of an online meeting by %s', async (_, which, expected) => {
    const { facts, problem } = await chat.say(`attendance ${which}`);
    expect(problem === undefined ? facts.attended : facts.code).toBe(expected);
  });

  it('of an online meeting by its opaque id', async () => {
    const { facts } = await chat.say('attendance 367726574046');
    const again = await chat.say(`attendance ${facts.subject.id}`);
    expect(again.facts).toMatchObject({
      attended: 12,
      subject: { kind: 'meeting', title: 'Weekly Operations Review' },
    });
    const pressed = await chat.pressOn(again, 'attendance', args => args.report !== undefined);
    expect(pressed.facts.attended).toBeGreaterThan(0);
  });

  it('reads no records twice while the report stays as it was', async () => {
    await chat.say('attendance spring product briefing');
    const { result, paths } = await chat.requestsOf(() => chat.say('attendance spring product briefing'));
    expect(result.facts.attended).toBe(264);
    expect(paths.filter(path => path.includes('attendanceRecords'))).toEqual([]);
    expect(paths.filter(path => /attendanceReports\/[^/?]+$/.test(path))).toHaveLength(1);
    // A co-organiser of the tenant shares the figures, after a check of their own.
    const other = await chat.requestsOf(() =>
      chat.say('attendance spring product briefing', { person: chat.sandbox.people.coOrganizer }),
    );
    expect(other.result.facts).toMatchObject({ attended: 264, subject: { role: 'coOrganizer' } });
    expect(other.paths.filter(path => path.includes('attendanceRecords'))).toEqual([]);
  });

  it('answers a running session with the report of an earlier part', async () => {
    const { facts } = await chat.say('event quarterly results');
    const path = facts.sessions[0].id;
    chat.sandbox.faults.add({
      path: `${path}/attendanceReports`,
      times: 1,
      fault: {
        status: 200,
        body: {
          value: [
            {
              id: 'part',
              meetingStartDateTime: '2026-11-18T15:05:00Z',
              meetingEndDateTime: '2026-11-18T15:20:00Z',
              totalParticipantCount: 1,
            },
          ],
        },
      },
    });
    chat.sandbox.faults.add({ path: 'part/attendanceRecords', fault: { status: 200, body: { value: [{ id: 'a' }] } } });
    const answer = await chat.say('attendance quarterly results');
    expect(answer.facts).toMatchObject({ attended: 1, timeUnknown: 1, report: { id: 'part' } });
    expect(answer.facts.subject.phase).toBe('running');
  });

  it('has the report once it is there', async () => {
    const later = await startChat();
    try {
      const before = await later.say('attendance security awareness');
      expect(before.facts).toMatchObject({ code: 'report-not-ready', title: 'Security Awareness Hour' });
      expect(Date.parse(before.facts.at)).toBeLessThan(later.sandbox.requests[0]!.at);
      later.moveClock(HOUR);
      expect((await later.say('attendance security awareness')).facts.attended).toBe(88);
      later.moveClock(30 * HOUR);
      const advisory = await later.say('attendance quarterly results');
      expect(advisory.facts.code).toBe('no-report');
    } finally {
      await later.close();
    }
  });
});

describe('records that can not all be read', () => {
  it('gives the figures of what was read', async () => {
    const small = await startChat({ pageSize: 10 });
    try {
      small.sandbox.faults.add({ path: '/attendanceRecords', after: 3, fault: { status: 400 } });
      const seen: number[] = [];
      const { facts, problem, card } = await small.say('attendance all-hands', {
        progress: ({ people }) => seen.push(people),
      });
      expect(problem).toBeUndefined();
      expect(facts).toMatchObject({ incomplete: true, recordsRead: 30, incompleteBecause: 'graph-refused' });
      expect(facts.attended).toBeLessThanOrEqual(30);
      expect(seen).toHaveLength(3);
      expect(JSON.stringify(card).toLowerCase()).toContain('incomplete');
      small.sandbox.faults.clear();
      const again = await small.say('attendance all-hands');
      expect(again.facts).toMatchObject({ attended: 60 });
      expect(again.facts).not.toHaveProperty('incomplete');
    } finally {
      await small.close();
    }
  });

  it('is a problem when nothing could be read', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', fault: { status: 503 } });
    const { facts, problem, card } = await chat.say('attendance field service roundtable');
    expect({ problem, code: facts.code }).toEqual({ problem: 'graph-unavailable', code: 'graph-unavailable' });
    expect(buttonsOf(card).some(one => one.title === 'Ask again' && one.verb === 'attendance')).toBe(true);
  });
});
