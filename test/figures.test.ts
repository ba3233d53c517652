import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { createAnswerer } from '../src/bot/answerer';
import type { AttendanceAnswer } from '../src/domain/attendance';
import { createBudget } from '../src/graph/budget';
import { createGraphClient } from '../src/graph/client';
import { createEventSourceFor } from '../src/graph/event-source';
import { startSandbox } from '../src/sandbox/server';
import { slowAttendance, slowPeople } from './support/attendance-oracle';
import { startOtherGraph } from './support/other-graph';
import { rawPages, rawRecord, rawRegistration, rawReport } from './support/raw-records';
import { slowFigures } from './support/registration-oracle';

/* Words in, facts out, against what a slow count over the raw JSON comes to: the whole way, with a plain fetch as the only witness. */

function asking(root: string, personId: string, now: () => number) {
  // Pages of one record take more requests than Graph gives in 30 seconds.
  const budget = createBudget({ now: Date.now, sleep: ms => delay(ms), reads: 100_000 });
  const client = createGraphClient({ root, token: async () => 'test', budget });
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client), now });
  return {
    ask: (words: string) =>
      answerer.words(words, {
        asker: { tenantId: 't', personId },
        conversation: 'c',
        card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en' },
      }),
    close: () => client.close(),
  };
}

async function expectFigures(facts: object, ...reportUrls: string[]) {
  const parts = reportUrls.map(async reportUrl => {
    const answer = await fetch(reportUrl, { headers: { authorization: 'Bearer oracle' } });
    const records = (await rawPages(`${reportUrl}/attendanceRecords`)).map(rawRecord);
    return { records, report: rawReport(await answer.json()) };
  });
  const slow = slowAttendance(...(await Promise.all(parts)));
  const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 6));
  expect(facts).toMatchObject({
    ...slow,
    averageSeconds: close(slow.averageSeconds),
    medianSeconds: close(slow.medianSeconds),
    shareOfEvent: close(slow.shareOfEvent),
  });
  expect(facts).not.toHaveProperty('incomplete');
}

/** Who registered against who came; nothing of it where there are no registrations, or they can't be read. */
async function expectRegistration(facts: object, registrationsUrl: string, ...reportUrls: string[]) {
  const answer = await fetch(registrationsUrl, { headers: { authorization: 'Bearer oracle' } });
  const pages = answer.ok ? [(await rawPages(registrationsUrl)).map(rawRegistration)] : [];
  const records = await Promise.all(reportUrls.map(url => rawPages(`${url}/attendanceRecords`)));
  const slow = slowFigures(pages, slowPeople(records.flat().map(rawRecord)));
  if (pages.flat().length > 0) expect(facts).toMatchObject({ registration: slow });
  else expect(facts).not.toHaveProperty('registration');
  if (answer.ok) expect(facts).not.toHaveProperty('registrationUnread');
  else expect(facts).toHaveProperty('registrationUnread', 'permission-missing');
}

describe('the pretend tenant', () => {
  it('every event that has a report is answered with the figures of its raw records', async () => {
    // Small enough for an oracle that asks every person at every instant.
    const sandbox = await startSandbox({ attendees: 250, pageSize: 40 });
    const { ask, close } = asking(sandbox.root, sandbox.demoOrganizerId, Date.now);
    const base = `${sandbox.root}/v1.0/solutions/virtualEvents`;
    const compared: string[] = [];
    const merged: string[] = [];
    try {
      for (const kind of ['webinars', 'townhalls'])
        for (const role of ['organizer', 'coOrganizer']) {
          const list = `${base}/${kind}/getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='${role}')`;
          for (const event of await rawPages(list)) {
            if (event.displayName === 'Global Partner Summit: Opening Keynote') continue;
            const answer = await ask(`attendance ${event.id}`);
            const facts = answer.facts as AttendanceAnswer & { code?: string };
            if (facts.code) continue;
            const session = `${base}/${kind}/${encodeURIComponent(event.id)}/sessions/${encodeURIComponent(facts.subject.sessionId!)}`;
            const reportUrl = `${session}/attendanceReports/${encodeURIComponent(facts.report.id)}`;
            await expectFigures(facts, reportUrl);
            await expectRegistration(facts, `${base}/${kind}/${encodeURIComponent(event.id)}/registrations`, reportUrl);
            compared.push(event.displayName);
            const urls: string[] = [];
            for (const { id } of await rawPages(`${base}/${kind}/${encodeURIComponent(event.id)}/sessions`)) {
              const home = `${base}/${kind}/${encodeURIComponent(event.id)}/sessions/${encodeURIComponent(id)}`;
              for (const report of await rawPages(`${home}/attendanceReports`))
                urls.push(`${home}/attendanceReports/${encodeURIComponent(report.id)}`);
            }
            if (urls.length < 2) continue;
            await expectFigures((await ask(`attendance ${event.id} all reports`)).facts, ...urls);
            merged.push(event.displayName);
          }
        }
    } finally {
      await close();
      await sandbox.close();
    }
    expect(compared.length).toBeGreaterThanOrEqual(18);
    expect(merged).toEqual(['Data Platform Bootcamp', 'Release Retrospective', 'Speaker Rehearsal Room']);
  }, 60_000);
});

describe('another Graph-shaped server', () => {
  it('is answered from its own data, whatever its ids, pages, links and batches are like', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          pageSize: fc.integer({ min: 1, max: 90 }),
          batch: fc.boolean(),
          keysInParentheses: fc.boolean(),
          seed: fc.integer({ min: 1, max: 1_000_000 }),
        }),
        async ({ seed, ...style }) => {
          let state = seed;
          const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
          const now = Date.parse('2026-11-20T12:00:00Z');
          const other = await startOtherGraph({ ...style, now, random });
          const { ask, close } = asking(other.root, other.organizer, () => now);
          try {
            for (const { title, reportUrl, reportUrls, registrationsUrl } of other.finished) {
              const { facts, problem } = await ask(`attendance ${title}`);
              expect({ title, problem }).toEqual({ title, problem: undefined });
              await expectFigures(facts, reportUrl);
              await expectRegistration(facts, registrationsUrl, reportUrl);
              const all = await ask(`attendance ${title} all reports`);
              await expectFigures(all.facts, ...reportUrls);
              await expectRegistration(all.facts, registrationsUrl, ...reportUrls);
            }
          } finally {
            await close();
            await other.close();
          }
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
  }, 60_000);
});
