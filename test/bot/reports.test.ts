import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/bot/commands';
import { cardText } from '../../src/cards/text';
import type { ReportsAnswer } from '../../src/domain/report-list';
import { personal } from '../support/card-context';
import { startChat, type Chat, type Said } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const text = ({ card }: Said) => cardText(card, personal);
const totals = ({ lines }: ReportsAnswer) => lines.map(({ report }) => report?.reportedTotal ?? null);

describe('the reports of one session', () => {
  it('are listed newest first by their end, each with its length and Graph’s total', async () => {
    const said = await chat.say('reports release retrospective');
    expect(totals(said.facts)).toEqual([6, 39, 44]);
    expect(said.facts.lines.map((one: any) => one.report.isNewest)).toEqual([true, false, false]);
    for (const { report } of said.facts.lines)
      expect(report.seconds).toBe((Date.parse(report.end) - Date.parse(report.start)) / 1000);
    expect(text(said)).toMatch(/3 reports/);
  });

  it.each([
    ['by its number', (_: Said, on: string) => chat.say('attendance 2', { conversation: on })],
    [
      'by pressing it',
      (said: Said) => chat.pressOn(said, 'attendance', args => args.report === said.facts.lines[1].report.id),
    ],
  ])('one of them is opened %s', async (how, open) => {
    const said = await chat.say('reports release retrospective', { conversation: how });
    const { facts } = await open(said, how);
    expect(facts).toMatchObject({ attended: 39, report: { id: said.facts.lines[1].report.id } });
  });

  it('a number works for other commands too', async () => {
    const on = { conversation: 'people by number' };
    const { facts } = await chat.say('reports release retrospective', on);
    const people = await chat.say('participants 3', on);
    expect(people.facts.report.id).toBe(facts.lines[2].report.id);
    expect((await chat.say('event 1', on)).facts.subject.title).toBe('Release Retrospective');
  });

  it('"All as one" counts them together', async () => {
    const said = await chat.say('reports release retrospective');
    const { facts } = await chat.pressOn(said, 'attendance', args => args.all === true);
    expect(facts).toMatchObject({ reports: 3, reportedTotal: 6 + 39 + 44 });
  });

  it('one report alone offers no "All as one" and is no newest', async () => {
    const said = await chat.say('reports spring product briefing');
    expect(said.facts.lines).toHaveLength(1);
    expect(text(said)).not.toMatch(/All as one|newest/i);
  });

  it('are found with what the conversation spoke of, and take two requests beside the lists of events', async () => {
    const on = { conversation: 'remembered' };
    await chat.say('attendance release retrospective', on);
    const { result, paths } = await chat.requestsOf(() => chat.say('reports', on));
    expect(result.facts.reports).toBe(3);
    expect(paths.filter(path => path.endsWith('sessions'))).toHaveLength(1);
    expect(paths.filter(path => path.endsWith('attendanceReports'))).toHaveLength(1);
    expect(paths.filter(path => path.includes('attendanceRecords'))).toEqual([]);
  });
});

describe('a list that ends at Graph’s 50', () => {
  it('is paged, numbered through, and says so', async () => {
    const on = { conversation: 'rehearsal' };
    const first = await chat.say('reports speaker rehearsal room', on);
    expect(first.facts).toMatchObject({ reports: 50, matching: 50, page: 1, pages: 5, listFull: true });
    expect(text(first)).toContain('newest 50 reports');
    const second = await chat.pressOn(first, 'reports', args => args.page === 2, on);
    expect(second.facts.lines.map((one: any) => one.number)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    const ends = [...first.facts.lines, ...second.facts.lines].map((one: any) => Date.parse(one.report.end));
    expect(ends).toEqual(ends.toSorted((a, b) => b - a));
    const last = await chat.say('reports speaker rehearsal room page 5', on);
    const { facts } = await chat.say('attendance 50', on);
    expect(facts.report.id).toBe(last.facts.lines.at(-1).report.id);
  });
});

describe('an event with several sessions', () => {
  it('has its reports session by session, the latest first', async () => {
    const said = await chat.say('reports data platform bootcamp');
    expect(said.facts).toMatchObject({ sessions: 3, reports: 2, otherSessions: 0 });
    expect(said.facts.lines.map((one: any) => [one.session.title, one.state, one.report?.reportedTotal])).toEqual([
      ['Day 3: Dashboards', 'not-started', undefined],
      ['Day 2: Pipelines', null, 51],
      ['Day 1: Modelling', null, 58],
    ]);
    const all = await chat.pressOn(said, 'attendance', args => args.all === true);
    expect(all.facts.reports).toBe(2);
  });

  it('shows those of one session, with a way to the others', async () => {
    const on = { conversation: 'day 1' };
    const said = await chat.say('reports bootcamp day 1', on);
    expect(said.facts).toMatchObject({ sessions: 1, reports: 1, otherSessions: 2 });
    const others = await chat.pressOn(said, 'reports', args => args.session === undefined, on);
    expect(others.facts.sessions).toBe(3);
  });

  it('a line without a report tells why when pressed, or by its number', async () => {
    const on = { conversation: 'day 3' };
    const said = await chat.say('reports data platform bootcamp', on);
    const { id } = said.facts.lines[0].session;
    expect((await chat.pressOn(said, 'attendance', args => args.session === id, on)).problem).toBe('not-started');
    expect((await chat.say('attendance 1', on)).problem).toBe('not-started');
  });

  it('a session that could not be read is named, the others stand', async () => {
    const { facts } = await chat.say('reports data platform bootcamp');
    const { id } = facts.lines[1].session;
    chat.sandbox.faults.add({ path: `/sessions/${id}/attendanceReports`, fault: { status: 403 } });
    const said = await chat.say('reports data platform bootcamp');
    expect(said.facts.lines.map((one: any) => one.state)).toEqual(['not-started', 'access-policy-missing', null]);
    chat.sandbox.faults.add({ path: '/attendanceReports', fault: { status: 403 } });
    expect((await chat.say('reports data platform bootcamp')).problem).toBe('access-policy-missing');
  });
});

describe('every state of a report has its own words', () => {
  const states: [state: string, which: string, code: string | undefined, words: RegExp][] = [
    ['not started yet', 'product launch preview', 'not-started', /Not started yet/],
    ['running', 'quarterly results live', 'still-running', /Still running/],
    ['ended, not ready', 'security awareness hour', 'report-not-ready', /The report is not ready yet[^]*does not mean/],
    ['ready', 'spring product briefing', undefined, /264/],
    ['nobody came', 'early bird feedback', undefined, /Nobody came/],
    ['ended long ago, no report', 'customer advisory circle', 'no-report', /No report/],
    ['gone after a year', 'founders day', 'report-gone', /The report is gone[^]*more than a year ago/],
    ['not yours', 'board preparation briefing', 'not-found', /Not found/],
    ['not your meeting', '211759650148', 'meeting-not-found', /No meeting of yours there/],
    ['channel meeting', '345652435021', 'channel-meeting', /A channel meeting/],
    ['cancelled', 'pricing changes explained', 'event-canceled', /It was cancelled/],
    ['no session', 'summer campus tour', 'no-sessions', /No session yet/],
  ];

  it.each(states)('%s', async (state, which, code, words) => {
    for (const command of ['reports', 'attendance']) {
      const said = await chat.say(`${command} ${which}`, { conversation: `${state} ${command}` });
      expect(said.problem).toBe(code);
      expect(text(said)).toMatch(words);
    }
  });

  it('none has the words of another', async () => {
    const titles = await Promise.all(
      states
        .filter(([, , code]) => code !== undefined)
        .map(
          async ([state, which]) => text(await chat.say(`reports ${which}`, { conversation: state })).split('\n')[0],
        ),
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('beyond the newest 50', async () => {
    const { facts } = await chat.say('reports speaker rehearsal room');
    const { kind, id, sessionId } = facts.subject;
    const args = { kind, id, session: sessionId, report: 'a-report-of-long-ago' };
    const said = await chat.press('attendance', { args });
    expect(said.problem).toBe('report-unlisted');
    expect(text(said)).toMatch(/out of reach[^]*newest 50/);
  });

  it('breakout rooms are in no report: both cards say so', async () => {
    expect(text(await chat.say('reports spring product briefing'))).toContain('breakout rooms');
    expect(JSON.stringify((await chat.say('attendance spring product briefing')).card)).toContain('breakout rooms');
  });
});

describe('the reports of a meeting', () => {
  it('are listed without sessions', async () => {
    const said = await chat.say('reports 367 726 574 046');
    expect(said.facts).toMatchObject({ sessions: 0, reports: 4, subject: { kind: 'meeting' } });
    expect((await chat.pressOn(said, 'attendance', args => args.all === true)).facts.reports).toBe(4);
  });
});

it('in a shared place a total of fewer than five is not told', async () => {
  const shared = { place: 'shared' as const, conversation: 'group' };
  const onboarding = 'reports onboarding day for new joiners';
  expect(text(await chat.say(onboarding))).toMatch(/\b4 people/);
  const said = await chat.say(onboarding, shared);
  expect(text(said)).toContain('fewer than 5 people');
  expect(text(said)).not.toMatch(/\b4 people/);
  // Nor how long these few were there.
  expect(text(said)).not.toMatch(/\d min\b/);
});

describe('the deprecated path meetingAttendanceReport', () => {
  it('stands nowhere in the code that asks Graph', () => {
    const folder = join(__dirname, '../../src/graph');
    for (const file of readdirSync(folder)) {
      const source = readFileSync(join(folder, file), 'utf8');
      expect({ file, asks: /meetingAttendanceReport/i.test(source) }).toEqual({ file, asks: false });
    }
  });

  it('is asked by no command, about events or meetings', async () => {
    const { paths } = await chat.requestsOf(async () => {
      for (const { name, example } of commands) {
        await chat.say(example, { conversation: name });
        await chat.say(`${name} 367726574046`, { conversation: name });
      }
    });
    expect(paths.some(path => path.includes('/attendanceReports'))).toBe(true);
    expect(paths.filter(path => /meetingAttendanceReport/i.test(path))).toEqual([]);
  });
});
