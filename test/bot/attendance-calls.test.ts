import { LINE_WAIT, MOST_SESSION_PAGES } from '../../src/reading/call-quality-line';
import { turnOf } from '../support/thorough';
import { startChat, type Chat, type Said } from './chat';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let chat: Chat;
afterEach(() => chat.close());

/** What the answer says of the call, and what was asked of call records for it. */
async function ask(run: () => Promise<Said>) {
  const began = performance.now();
  const { result, paths } = await chat.requestsOf(run);
  const ms = performance.now() - began;
  const asked = paths.filter(path => path.includes('/communications/'));
  const lists = asked.filter(path => !path.includes('/sessions'));
  return { said: result, line: result.facts.callQuality, lists, sessions: asked.length - lists.length, ms };
}

const say = (text: string) => ask(() => chat.say(text));

/** The same as soon as the line is there, and all that was asked until then: it may take longer than an answer waits. */
async function askForLine(run: () => Promise<Said>, tries = 20): ReturnType<typeof ask> {
  const now = await ask(run);
  if (now.line || tries === 0) return now;
  const later = await askForLine(run, tries - 1);
  return { ...later, lists: [...now.lists, ...later.lists], sessions: now.sessions + later.sessions };
}

const sayForLine = (text: string) => askForLine(() => chat.say(text));

describe('attendance says how the call was', () => {
  it('by its audio streams, and counts them once', async () => {
    chat = await startChat();
    const first = await sayForLine('attendance all-hands');
    expect(first.line).toMatchObject({ poor: 12, of: 300, mostlyOn: 'wifi', callId: expect.any(String) });
    expect(first.line.incomplete).toBeUndefined();
    expect(first.said.facts.attended).toBe(60);
    expect([first.lists.length, first.sessions]).toEqual([1, 6]);
    const again = await say('attendance all-hands');
    expect(again.line).toEqual(first.line);
    expect([again.lists.length, again.sessions]).toEqual([0, 0]);
    // A new version may be there by then; this one is not.
    chat.moveClock(11 * MINUTE);
    const later = await sayForLine('attendance all-hands');
    expect(later.line).toEqual(first.line);
    expect([later.lists.length, later.sessions]).toEqual([1, 0]);
  });

  it('of the one report that is shown, and of all together where all are', async () => {
    chat = await startChat();
    const all = await sayForLine('attendance release retrospective all reports');
    const newest = await sayForLine('attendance release retrospective');
    const { subject, otherReports } = newest.said.facts;
    const lines = [newest.line];
    for (const { id } of otherReports) {
      const args = { kind: subject.kind, id: subject.id, session: subject.sessionId, report: id };
      lines.push((await askForLine(() => chat.press('attendance', { args }))).line);
    }
    expect(new Set(lines.map(line => line.callId)).size).toBe(3);
    const sum = (of: 'poor' | 'of') => lines.map(line => Number(line[of])).reduce((one, other) => one + other);
    expect(all.line).toMatchObject({ poor: sum('poor'), of: sum('of') });
    expect(lines.map(line => line.callId)).toContain(all.line.callId);
  });

  it('of no event of several rooms, which had no one call', async () => {
    chat = await startChat();
    const { subject } = (await chat.say('attendance data platform bootcamp')).facts;
    const { line, lists } = await ask(() =>
      chat.press('attendance', { kind: subject.kind, id: subject.id, all: true }),
    );
    expect([line, lists]).toEqual([undefined, []]);
  });

  it('says where not all of a large call was looked at', async () => {
    chat = await startChat({ calls: { sessions: 2_000 } });
    const { line, sessions } = await sayForLine('attendance all-hands');
    expect(line).toMatchObject({ incomplete: true, of: expect.any(Number) });
    expect(line.of).toBeLessThan(2_000);
    expect(sessions).toBeLessThanOrEqual(MOST_SESSION_PAGES + 2);
    // The same would come again: it is not read again.
    chat.moveClock(11 * MINUTE);
    const later = await sayForLine('attendance all-hands');
    expect([later.line, later.sessions]).toEqual([line, 0]);
  });
});

describe('attendance is as good without', () => {
  it('where call records may not be read, and asks that every ten minutes', async () => {
    chat = await startChat({ calls: { permitted: false } });
    const { said, line, lists } = await say('attendance all-hands');
    expect([said.problem, said.facts.attended, line, lists.length]).toEqual([undefined, 60, undefined, 1]);
    // Of no event, and for nobody of the tenant.
    expect((await say('attendance release retrospective')).lists).toEqual([]);
    const other = await ask(() =>
      chat.say('attendance all-hands', { person: chat.sandbox.people.coOrganizer, conversation: 'theirs' }),
    );
    expect(other.lists).toEqual([]);
    chat.moveClock(10 * MINUTE);
    expect((await say('attendance all-hands')).lists).toHaveLength(1);
  });

  it.each([
    ['callRecords?', 2],
    ['/sessions?$expand=segments', 1],
  ])('where Graph hangs at %s, and is hardly later', async (path, every) => {
    chat = await startChat();
    chat.sandbox.faults.add({ path, fault: 'hang' });
    for (const words of turnOf(['attendance all-hands', 'attendance all-hands'], 0, every)) {
      const { said, line, ms } = await say(words);
      expect([said.problem, said.facts.attended, line]).toEqual([undefined, 60, undefined]);
      expect(ms).toBeLessThan(LINE_WAIT + 4_000);
    }
  });

  it('where it comes too late, and the next answer has it without another reading', async () => {
    chat = await startChat();
    chat.sandbox.faults.add({ path: '/sessions?$expand=segments', times: 1, fault: { delayMs: LINE_WAIT + 1_000 } });
    const first = await say('attendance all-hands');
    expect(first.line).toBeUndefined();
    const next = await sayForLine('attendance all-hands');
    expect(next.line).toMatchObject({ poor: 12, of: 300 });
    expect(next.lists).toEqual([]);
    expect(next.said.facts).toEqual({ ...first.said.facts, callQuality: next.line });
  });

  it.each([
    ['Graph has none', { status: 404 }],
    ['Graph fails', { status: 400 }],
    ['what comes is no JSON', 'html'],
  ] as const)('where %s', async (_, fault) => {
    chat = await startChat();
    chat.sandbox.faults.add({ path: '/communications/', fault });
    const { said, line } = await say('attendance all-hands');
    expect([said.problem, said.facts.attended, line]).toEqual([undefined, 60, undefined]);
    expect(chat.log.filter(({ facts }) => facts.code === 'internal')).toEqual([]);
  });

  it('for what is longer ago than Graph keeps, which it is not asked for', async () => {
    chat = await startChat();
    chat.moveClock(31 * DAY);
    const { said, line, lists } = await say('attendance all-hands');
    expect([said.facts.attended, line, lists]).toEqual([60, undefined, []]);
  });

  it('for whoever may not see the event: nothing is asked', async () => {
    chat = await startChat();
    const { said, lists } = await ask(() =>
      chat.say('attendance all-hands', { person: chat.sandbox.people.stranger, conversation: 'theirs' }),
    );
    expect([said.problem, lists]).toEqual(['not-found', []]);
  });

  it('where the question was given up, and the next one reads anew', async () => {
    chat = await startChat();
    chat.sandbox.faults.add({ path: '/sessions?$expand=segments', times: 1, fault: 'hang' });
    const stop = new AbortController();
    const first = await chat.say('attendance all-hands', { signal: stop.signal });
    expect(first.facts.callQuality).toBeUndefined();
    stop.abort();
    await new Promise(resolve => setImmediate(resolve));
    expect((await sayForLine('attendance all-hands')).line).toMatchObject({ of: 300 });
  });
});
