import { createApp, type App } from '../../../src/app';
import { readConfig } from '../../../src/config';
import { silentLog } from '../../../src/log';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { all } from '../../sandbox/asking';
import { startConnector, type FakeConnector } from '../../support/connector';
import { newDataDir } from '../../support/data-dir';
import { message } from '../../support/door';

// The whole of Rollcall behind its door, as Teams tells it of a meeting in whose chat it is.
const MINUTE = 60_000;
let moved: number;
let sandbox: Sandbox;
let connector: FakeConnector;
let app: App;
let url: string;
let reports: { endAt: number; total: number }[];
const now = () => Date.now() + moved;

const meeting = () => sandbox.channel.meetings.find(one => one.title === 'Weekly Operations Review')!;

beforeEach(async () => {
  moved = 0;
  sandbox = await startSandbox({ attendees: 60, now });
  connector = await startConnector(sandbox.channel);
  const path = `/users/${meeting().organizerId}/onlineMeetings/${meeting().graphId}/attendanceReports`;
  reports = (await all(sandbox, path))
    .map(one => ({ endAt: Date.parse(one.meetingEndDateTime), total: one.totalParticipantCount }))
    .sort((one, other) => one.endAt - other.endAt);
  goTo(1);
  const config = readConfig({ PORT: '0', DATA_DIR: newDataDir(), GRAPH_ROOT: sandbox.root });
  app = await createApp(config, { now, log: silentLog });
  url = `http://127.0.0.1:${(await app.start()).port}/api/messages`;
});
afterEach(async () => {
  await app.stop();
  await connector.close();
  await sandbox.close();
});

/** Half an hour after that time. */
function goTo(index: number) {
  moved = reports[index]!.endAt + 30 * MINUTE - Date.now();
}

async function happens(what: 'Start' | 'End', index: number) {
  const { threadId, teamsId } = meeting();
  const body = message(undefined, {
    ...{ type: 'event', name: `application/vnd.microsoft.meeting${what}`, serviceUrl: connector.serviceUrl },
    value: what === 'End' ? { EndTime: new Date(reports[index]!.endAt).toISOString() } : {},
    conversation: { id: threadId, conversationType: 'groupchat', isGroup: true, tenantId: sandbox.tenantId },
    channelData: { tenant: { id: sandbox.tenantId }, meeting: { id: teamsId } },
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

const standing = () =>
  connector.standing(meeting().threadId).flatMap(one => (one.attachments ?? []).map(({ content }) => content.speak));
const awhile = () => new Promise(resolve => setTimeout(resolve, 400));
async function untilStanding(count: number) {
  for (const end = Date.now() + 10_000; standing().length < count && Date.now() < end;)
    await new Promise(resolve => setTimeout(resolve, 20));
  await awhile();
  return standing();
}

it('its summary is posted there once, soon after its end, and each time it comes round again as a message of its own', async () => {
  await happens('Start', 1);
  await awhile();
  expect(standing()).toEqual([]);
  // Teams delivers twice what was not answered in time.
  await happens('End', 1);
  await happens('End', 1);
  const first = await untilStanding(1);
  expect(first).toEqual([expect.stringMatching(/^Weekly Operations Review.*people came/)]);

  goTo(2);
  await happens('Start', 2);
  await happens('End', 2);
  const both = await untilStanding(2);
  expect(both).toHaveLength(2);
  expect(both[0]).toBe(first[0]);
  expect(both[1]).toMatch(/^Weekly Operations Review/);
  expect(connector.sent.map(one => one.method)).toEqual(['POST', 'POST']);
}, 30_000);
