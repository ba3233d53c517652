import { createEventSourceFor } from '../../src/graph/event-source';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { CallParty, TenantCall, TenantEndpoint, TenantMedia } from '../../src/sandbox/world/call-model';
import { createWorld } from '../../src/sandbox/world/world';
import { clientFor, closeAll } from './support/clients';

const NOW = Date.parse('2026-11-21T09:12:34Z');
const DAY = 24 * 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();
/** Sessions of a large call that are held against the tenant's. */
const COMPARED = 12;
const made = { seed: 1, attendees: 300, calls: { sessions: 70 } };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ ...made, now: () => NOW });
});
afterAll(async () => {
  await closeAll();
  await sandbox.close();
});

function source() {
  const { client } = clientFor(sandbox.root, { now: () => NOW });
  return createEventSourceFor(client)({ tenantId: sandbox.tenantId, personId: sandbox.demoOrganizerId });
}

async function all<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

describe('the calls of the pretend tenant', () => {
  const kept = createWorld({ ...made, now: NOW })
    .calls.all()
    .filter(({ start, versions }) => start > NOW - 30 * DAY && (versions[0]?.readyAt ?? Infinity) <= NOW);

  it('are listed, all that Graph keeps, whatever the window', async () => {
    const calls = await all(source().calls({ start: at(NOW - 90 * DAY), end: at(NOW + DAY) }));
    expect(calls.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
    for (const call of kept)
      expect(calls.find(({ id }) => id === call.id)).toMatchObject({
        ...{ type: call.type, modalities: call.modalities },
        ...{ startDateTime: at(call.start), endDateTime: at(call.end) },
        ...(call.joinWebUrl !== null && { joinWebUrl: call.joinWebUrl }),
        ...(call.organizer && { organizer: identityOf(call.organizer) }),
      });
  });

  it('lose nothing on the way: what the tenant holds of sessions, ends, media and streams is what is read', async () => {
    const reading = source();
    for (const call of kept) {
      const sessions = await all(reading.callSessions(call.id));
      const listed = sessionsOf(call);
      expect(new Set(sessions.map(({ id }) => id))).toEqual(new Set(listed.keys()));
      for (const session of sessions.filter((_, index) => index % Math.ceil(sessions.length / COMPARED) === 0)) {
        const held = listed.get(session.id)!;
        expect(session).toMatchObject({
          modalities: held.modalities,
          startDateTime: held.start === null ? null : at(held.start),
          endDateTime: held.end === null ? null : at(held.end),
          isTest: held.isTest ?? false,
          failureInfo: held.failure,
          caller: endOf(held.caller),
          callee: endOf(held.callee),
        });
        expect(session.segments).toHaveLength(held.segments?.length ?? 0);
        for (const [index, segment] of session.segments.entries())
          expect(segment).toMatchObject({
            failureInfo: held.segments![index]!.failure,
            media: held.segments![index]!.media?.map(mediaOf) ?? [],
          });
      }
    }
  });

  it('have the people that took part', async () => {
    for (const call of kept)
      expect((await all(source().callParticipants(call.id))).length).toBeLessThanOrEqual(call.participants.count);
  });
});

function sessionsOf(call: TenantCall) {
  const { listed } = call.versions.findLast(({ readyAt }) => readyAt <= NOW)!;
  const sessions = Array.from({ length: listed }, (_, index) => call.session(index));
  return new Map(sessions.map(session => [session.id, session]));
}

function identityOf({ is, id, name, tenantId }: CallParty): object {
  const all = { id, displayName: name, tenantId };
  // A name of blanks is none.
  return {
    is,
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value.trim() !== '')),
  };
}

function endOf(end: TenantEndpoint | null): object | null {
  if (!end) return null;
  const { of, party, agent, machine, feedback } = end;
  return {
    of,
    // Of an associated identity alone nobody says what it is, unless it has a principal name.
    ...(party && end.written !== 'associated' && { identity: identityOf(party) }),
    ...(agent && agent.role === undefined && { userAgent: { platform: agent.platform, productFamily: agent.product } }),
    ...(agent?.role !== undefined && { userAgent: { role: agent.role } }),
    ...(machine && { name: machine.name, cpuName: machine.cpu, cpuCoresCount: machine.cores }),
    ...(feedback && { feedback: { rating: feedback.rating, tokens: feedback.tokens ?? {} } }),
  };
}

function mediaOf({ label, streams, ...sides }: TenantMedia): object {
  const known = Object.entries(sides).filter(([, side]) => side !== null);
  return {
    label,
    ...Object.fromEntries(known),
    // What is written instead is no measure.
    streams: (streams ?? []).map(({ written, ...stream }) =>
      written ? expect.anything() : expect.objectContaining(stream),
    ),
  };
}
