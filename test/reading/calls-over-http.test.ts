import type { CallSession } from '../../src/domain/call-record';
import type { EventSource } from '../../src/domain/sources';
import { createGraphClient } from '../../src/graph/client';
import { createEventSourceFor } from '../../src/graph/event-source';
import { findCalls, readCall } from '../../src/reading/calls';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { eventNamed } from '../sandbox/asking';

const NOON = Date.parse('2026-11-18T15:30:00Z');

let sandbox: Sandbox;
let source: EventSource;
let close: () => Promise<void>;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60, now: () => NOON });
  const client = createGraphClient({
    root: sandbox.root,
    token: async () => 'app',
    now: () => NOON,
    sleep: async () => undefined,
  });
  source = createEventSourceFor(client)({ tenantId: sandbox.tenantId, personId: sandbox.demoOrganizerId });
  close = () => client.close();
});
afterEach(() => {
  sandbox.faults.clear();
});
afterAll(async () => {
  await close();
  await sandbox.close();
});

const options = { now: NOON };
const gathering = () => {
  const sessions: CallSession[] = [];
  return { sessions, add: (page: readonly CallSession[]) => void sessions.push(...page) };
};
/** The session that was held, as its event lists it. */
async function soughtOf(title: string) {
  const { id } = await eventNamed(sandbox, title);
  const kind = title.includes('All-Hands') ? 'townhall' : 'webinar';
  const [session] = await source.sessions({ kind, id });
  return { joinWebUrl: session!.joinWebUrl!, start: session!.start!.at, end: session!.end!.at };
}

it('finds the calls of a session, of which it had three, and of each all sessions once', async () => {
  const { calls, incomplete } = await findCalls(source, await soughtOf('Release Retrospective'), options);
  expect(incomplete).toBeUndefined();
  expect(calls).toHaveLength(3);
  const starts = calls.map(({ startDateTime }) => startDateTime!);
  expect(starts).toEqual([...starts].sort().reverse());
  const into = gathering();
  expect(await readCall(options => source.callSessions(calls[0]!.id, options), into)).toEqual({});
  expect(into.sessions).toHaveLength(6);
});

it('finds the same by the organiser, whether they were in it or not', async () => {
  const sought = await soughtOf('All-Hands');
  const [found] = (await findCalls(source, sought, options)).calls;
  for (const organizerId of [sandbox.demoOrganizerId, sandbox.people.stranger])
    expect((await findCalls(source, { ...sought, organizerId }, options)).calls[0]).toEqual(found);
});

it.each([
  ['fails', { status: 503 }, 'graph-unavailable'],
  ['is gone, with its call', { status: 404 }, 'call-not-found'],
  ['is half a page', 'truncate', 'graph-garbled'],
  ['leads to itself', 'self-link', 'paging-broken'],
] as const)('keeps what came before a page that %s', async (_, fault, code) => {
  const [call] = (await findCalls(source, await soughtOf('All-Hands'), options)).calls;
  sandbox.faults.add({ path: '/sessions?', after: 1, fault });
  const into = gathering();
  const read = await readCall(options => source.judgedSessions(call!.id, options), into);
  expect(read).toEqual({ incomplete: true, sessionsRead: into.sessions.length, incompleteBecause: code });
  expect(into.sessions.length).toBeGreaterThanOrEqual(59);
  expect(into.sessions.length).toBeLessThan(300);
});

it('throws what fails before the first page', async () => {
  sandbox.faults.add({ path: '/sessions?', fault: { status: 404 } });
  await expect(
    readCall(options => source.callSessions(sandbox.demoOrganizerId, options), gathering()),
  ).rejects.toMatchObject({
    code: 'call-not-found',
  });
});
