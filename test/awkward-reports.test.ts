import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { createAnswerer } from '../src/bot/answerer';
import { createGraphClient } from '../src/graph/client';
import { createEventSourceFor } from '../src/graph/event-source';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import { slowAttendance } from './support/attendance-oracle';
import { rawRecord, rawReport } from './support/raw-records';
import { runs } from './support/thorough';

/* A report whose pages come as they please, in front of the pretend tenant: right figures, or an answer that says it is incomplete. */

const AT = Date.parse('2026-11-18T15:30:00Z');
const START = Date.parse('2026-11-12T10:00:00Z');
const RECORDS = /\/attendanceReports\/[^/]+\/attendanceRecords/;
const REPORTS = /\/attendanceReports(?:\/[^/]+)?$/;

/** What the report is at the moment, and how its page `number`, from 1, is sent. */
interface Script {
  pages(): any[][];
  total(): number;
  /** Called before each page. */
  before?: (number: number) => 'hang' | { status: number; retryAfter: string } | undefined;
}

let sandbox: Sandbox;
let script: Script;
let root: string;
const server = createServer((request, response) => {
  void (async () => {
    const url = new URL(request.url!, 'http://here');
    response.setHeader('content-type', 'application/json');
    if (RECORDS.test(decodeURIComponent(url.pathname))) {
      const number = Number(url.searchParams.get('$skiptoken') ?? 1);
      const fault = script.before?.(number);
      if (fault === 'hang') return;
      if (fault) {
        response
          .writeHead(fault.status, { 'retry-after': fault.retryAfter })
          .end('{"error":{"code":"TooManyRequests"}}');
        return;
      }
      const pages = script.pages();
      const next =
        number < pages.length ? { '@odata.nextLink': `${root}${url.pathname}?$skiptoken=${number + 1}` } : {};
      response.end(JSON.stringify({ value: pages[number - 1] ?? [], ...next }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(sandbox.root + request.url!, {
      method: request.method!,
      headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
      ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
    });
    const text = (await answer.text()).replaceAll(sandbox.root, root);
    const isReport = REPORTS.test(decodeURIComponent(url.pathname));
    const total = (report: any) => ({ ...report, totalParticipantCount: script.total() });
    const body = isReport ? JSON.parse(text) : undefined;
    response.statusCode = answer.status;
    response.end(
      isReport ? JSON.stringify(body.value ? { ...body, value: body.value.map(total) } : total(body)) : text,
    );
  })();
});

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60, now: () => AT });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await sandbox.close();
});

async function ask(as: Script, command = 'attendance Spring Product Briefing') {
  script = as;
  const limits = { answerMs: 300, totalMs: 5_000 };
  const client = createGraphClient({ root, token: async () => 'test', sleep: async () => undefined, limits });
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client), now: () => AT });
  try {
    const answer = await answerer.words(command, {
      asker: { tenantId: sandbox.tenantId, personId: sandbox.demoOrganizerId },
      conversation: 'c',
      card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
    });
    return { ...answer, facts: answer.facts as any };
  } finally {
    await client.close();
  }
}

const iso = (minute: number) => new Date(START + minute * 60_000).toISOString();
const record = (who: number, join: number | null = who % 50, leave: number | null = 60) => ({
  id: `record ${who}`,
  identity: { id: `person ${who}`, displayName: `P${who}` },
  role: 'Attendee',
  totalAttendanceInSeconds: 60,
  attendanceIntervals: [
    { joinDateTime: join === null ? null : iso(join), leaveDateTime: leave === null ? null : iso(leave) },
  ],
});
const inPages = (records: any[], size: number) =>
  Array.from({ length: Math.max(1, Math.ceil(records.length / size)) }, (_, page) =>
    records.slice(page * size, (page + 1) * size),
  );

/** What the slow oracle makes of these records, in the window that the answer names. */
function expectFigures(facts: any, records: any[]): void {
  const { start, end } = facts.report;
  const report = rawReport({ id: 'r', meetingStartDateTime: start, meetingEndDateTime: end });
  const {
    averageSeconds,
    medianSeconds,
    shareOfEvent,
    reportedTotal: _,
    ...slow
  } = slowAttendance({
    report,
    records: records.map(rawRecord),
  });
  const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 6));
  expect(facts).toMatchObject({
    ...slow,
    averageSeconds: close(averageSeconds),
    medianSeconds: close(medianSeconds),
    shareOfEvent: close(shareOfEvent),
  });
}

const people = Array.from({ length: 120 }, (_, who) => record(who));

it('pages in any order, pages and records twice, odd times, roles and totals: right figures', async () => {
  const minute = fc.option(fc.integer({ min: -100, max: 200 }));
  const odd = fc
    .tuple(
      fc.integer({ min: 0, max: 20 }),
      minute,
      minute,
      fc.constantFrom('Attendee', 'None', 'Presenter', 'Owl', null),
    )
    .chain(([who, join, leave, role]) =>
      fc
        .constantFrom(-5, 0, 60, 1e12, null)
        .map(totalAttendanceInSeconds => ({ ...record(who, join, leave), role, totalAttendanceInSeconds })),
    );
  const pages = fc
    .array(fc.array(odd, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    .chain(some => fc.shuffledSubarray([...some, ...some], { minLength: some.length }));
  await fc.assert(
    fc.asyncProperty(pages, async some => {
      const { facts } = await ask({ pages: () => some, total: () => some.length });
      expect(facts).not.toHaveProperty('incomplete');
      expectFigures(
        facts,
        some.flat().map(one => ({ ...one, totalAttendanceInSeconds: Math.max(0, one.totalAttendanceInSeconds ?? 0) })),
      );
    }),
    { numRuns: runs(40), endOnFailure: true },
  );
}, 60_000);

it('429 in the middle of page 37: waits, goes on, and is right', async () => {
  let refused = 0;
  const { facts } = await ask({
    pages: () => inPages(people, 2),
    total: () => people.length,
    before: number => (number === 37 && refused++ < 2 ? { status: 429, retryAfter: '1' } : undefined),
  });
  expect(refused).toBe(3);
  expect(facts).not.toHaveProperty('incomplete');
  expectFigures(facts, people);
});

it('a page that never comes: the figures of what was read, and how much that was', async () => {
  const { facts, card } = await ask({
    pages: () => inPages(people, 2),
    total: () => people.length,
    before: number => (number === 37 ? 'hang' : undefined),
  });
  expect(facts).toMatchObject({ incomplete: true, recordsRead: 72, incompleteBecause: 'graph-unavailable' });
  expectFigures(facts, people.slice(0, 72));
  expect(JSON.stringify(card)).toContain('Read again');
}, 20_000);

it('a report that shrinks between two pages is read again, so that nobody is missed', async () => {
  let left = people;
  const { facts } = await ask({
    pages: () => inPages(left, 40),
    total: () => left.length,
    before: number => {
      if (number === 2 && left === people) left = people.slice(1);
      return undefined;
    },
  });
  expect(facts).not.toHaveProperty('incomplete');
  expectFigures(facts, people.slice(1));
});

it('a report that goes on shrinking is marked incomplete', async () => {
  let left = people;
  const { facts, card } = await ask({
    pages: () => inPages(left, 40),
    total: () => left.length,
    before: number => {
      if (number === 2) left = left.slice(1);
      return undefined;
    },
  });
  expect(facts).toMatchObject({ incomplete: true, incompleteBecause: 'report-changing' });
  expect(JSON.stringify(card)).toContain('Graph changed the report again');
});

it('nobody is told as absent, or left out of the walk-ins, because the report shrank', async () => {
  let left = people;
  const pages = () => inPages(left, 40);
  const before = (always: boolean) => (number: number) => {
    if (number === 2 && (always || left === people)) left = left.slice(1);
    return undefined;
  };
  const once = { pages, total: () => left.length, before: before(false) };
  expect((await ask(once, 'walk-ins Spring Product Briefing find P40')).facts.matching).toBe(1);
  const again = { ...once, before: before(true) };
  expect((await ask(again, 'no-shows Spring Product Briefing')).facts.code).toBe('report-changing');
});
