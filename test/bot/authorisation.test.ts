import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app';
import { commands } from '../../src/bot/commands';
import { dialogs } from '../../src/bot/dialogs';
import { readConfig } from '../../src/config';
import { searches } from '../../src/domain/found';
import { createLog } from '../../src/log';
import { startConnector, type FakeConnector } from '../support/connector';
import { newDataDir } from '../support/data-dir';
import { turnOf } from '../support/thorough';
import {
  PUBLIC_URL,
  TITLE,
  world,
  tenantId,
  event,
  session,
  insiders,
  outsiders,
  real,
  missing,
  meeting,
  meetings,
  aboutEvents,
  aboutNothing,
  aboutSearches,
  aboutDialogs,
  rows,
  lists,
  linkTo,
  unfurling,
  invoke,
  execute,
  partOfAnswer,
  problemOf,
  bare,
  type About,
  type Way,
} from './authorisation-table';
import { NOON } from './chat';

// Ten requests a test, on machines that do other things too.
jest.setTimeout(30_000);

let app: App;
let connector: FakeConnector;
let url: string;
let clock = NOON;
const lines: Record<string, any>[] = [];

beforeAll(async () => {
  connector = await startConnector();
  // However slow the machine, what is there is waited for.
  const pace = { patience: 20_000, dialogPatience: 20_000, ownView: 20_000, linkPreview: 20_000 };
  const config = readConfig({
    DATA_DIR: newDataDir(),
    PORT: '0',
    SANDBOX_ATTENDEES: '60',
    SANDBOX_SEED: '1',
    PUBLIC_URL,
  });
  const log = createLog('info', { write: line => void lines.push(JSON.parse(line)) });
  app = await createApp(config, { now: () => clock, log, pace });
  url = `http://127.0.0.1:${(await app.start()).port}/api/messages`;
});
afterAll(async () => {
  await app.stop();
  await connector.close();
});

/** What this person gets for it. */
async function send(activity: Record<string, any>, person: { id: string }): Promise<any> {
  // What one app may ask of Graph in half a minute is less than a file of tests does.
  clock += 1000;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...activity,
      id: randomUUID(),
      timestamp: new Date(clock).toISOString(),
      serviceUrl: connector.serviceUrl,
      from: { id: `29:${person.id}`, name: 'Canary Name', aadObjectId: person.id },
      channelData: { tenant: { id: tenantId } },
    }),
  });
  expect(response.status).toBe(200);
  const body: any = await response.json();
  // Of replies in the body, what they show: each names the activity that it replies to.
  return body.activities?.map((one: any) => one.attachments) ?? body;
}

/** Sends both ways, and tells which problems were answered. */
async function sendBoth(way: Way, person: { id: string }, [one, other]: readonly [About, About] = [real, missing]) {
  const from = lines.length;
  const [forbidden, never] = await Promise.all([send(way(one), person), send(way(other), person)]);
  const problems = lines.slice(from).flatMap(line => (line.msg === 'answered' ? [line.problem] : []));
  return { forbidden: bare(forbidden, one), never: bare(never, other), problems };
}

describe('the table', () => {
  it('has a row for every command, search and dialog', () => {
    expect([...Object.keys(aboutEvents), ...aboutNothing].sort()).toEqual(commands.map(one => one.name).sort());
    expect(Object.keys(aboutSearches).sort()).toEqual([...searches].sort());
    expect(Object.keys(aboutDialogs).sort()).toEqual(dialogs.map(one => one.id).sort());
  });

  it('has one for every command of the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '../../appPackage/manifest.json'), 'utf8'));
    const ids = manifest.composeExtensions[0].commands.map((one: { id: string }) => one.id);
    expect(ids.sort()).toEqual([...Object.keys(aboutSearches), ...Object.keys(aboutDialogs)].sort());
  });

  it('knows its people', () => {
    expect(event.organizer.id).toBe(insiders.organiser.id);
    expect(event.coOrganizers.map(one => one.id)).toEqual([insiders['co-organiser'].id]);
    expect(event.presenters.map(one => one.person.id)).toContain(outsiders.presenter.id);
    const report = session!.reports[0]!;
    const came = Array.from({ length: report.count }, (_, index) => report.record(index).identity?.id);
    expect(came).toEqual(expect.arrayContaining([outsiders.attendee.id, outsiders.presenter.id]));
    expect(came).not.toContain(outsiders.stranger.id);
    expect(world.events.some(one => one.organizer.id === outsiders['organiser of other events'].id)).toBe(true);
  });
});

/** With the place of each, by which they take turns. */
const inTurn = (people: Record<string, { id: string }>) =>
  Object.entries(people).map(([name, person], turn) => [name, person, turn] as const);

describe.each(inTurn(insiders))('the %s', (_, person, turn) => {
  // Two of four turns: the others are a removed co-organiser's, before that, and a reader's, in the other half of the table.
  it.each(turnOf(rows, turn, 4))('is answered: $name, $how', async ({ name, how, way }) => {
    expect(JSON.stringify(await send(way(real), person))).toContain(partOfAnswer(name, how));
  });

  it.each(turnOf(Object.entries(lists), turn, 2))('has the event in a list: %s', async (_name, activity) => {
    expect(JSON.stringify(await send(activity, person))).toContain(TITLE);
  });
});

describe.each(inTurn(outsiders))('a %s', (_, person, turn) => {
  it.each(turnOf(rows, turn, 5))(
    'gets the answer of an event that never was: $name, $how',
    async ({ name, how, way }) => {
      const { forbidden, never, problems } = await sendBoth(way, person);
      expect(forbidden).toBe(never);
      expect(forbidden).not.toContain(TITLE);
      if (partOfAnswer(name, how) === TITLE && name in aboutEvents)
        expect(problems).toEqual(how === 'as a refresh' ? expect.anything() : [problemOf(how), problemOf(how)]);
    },
  );

  it.each(turnOf(Object.entries(lists), turn, 3))('has it in no list: %s', async (_name, activity) => {
    const list = JSON.stringify(await send(activity, person));
    for (const part of [TITLE, event.id, session!.id]) expect(list).not.toContain(part);
  });

  it.each(turnOf(Object.keys(aboutEvents), turn, 5))('learns nothing of a meeting either: %s', async name => {
    for (const how of ['by button', 'by an old client’s button'])
      expect(await sendBoth(aboutEvents[name]![how]!, person, meetings)).toMatchObject({
        problems: ['not-found', 'not-found'],
      });
    for (const way of [
      aboutEvents[name]!['by button']!,
      unfurling(),
      aboutDialogs.lookUpMeeting!['opened on a message']!,
    ]) {
      const { forbidden, never } = await sendBoth(way, person, meetings);
      expect(forbidden).toBe(never);
    }
  });
});

it('an organiser of other events can compare none of them with it', async () => {
  const person = outsiders['organiser of other events'];
  const own = world.events.find(one => one.organizer.id === person.id && one.title === 'Board Preparation Briefing')!;
  const both = [real, missing].map(about => ({ ...about, kind: own.kind, id: own.id, which: own.title }));
  for (const way of [aboutEvents.compare!['by button']!, aboutEvents.compare!['in words, by title']!]) {
    const { forbidden, never, problems } = await sendBoth(way, person, both as [About, About]);
    expect(problems).toEqual(['not-found', 'not-found']);
    expect(forbidden).toBe(never);
  }
});

it('the organiser of the meeting has its attendance', async () => {
  const asked = execute('attendance', { kind: 'meeting', id: meeting.id });
  expect(JSON.stringify(await send(asked, insiders.organiser))).toContain(meeting.subject!);
});

it.each(Object.entries({ ...insiders, ...outsiders }))(
  'a link tells a client that names nobody nothing: %s',
  async (_, person) => {
    const anonymous: Way = about => invoke('composeExtension/anonymousQueryLink', { url: linkTo(about, ['session']) });
    const { forbidden, never } = await sendBoth(anonymous, person);
    expect(forbidden).toBe(never);
    expect(forbidden).toContain('A Rollcall link');
  },
);

it('nothing of all this made a session', async () => {
  const before = JSON.stringify(await send(execute('sessions', { kind: real.kind, id: real.id }), insiders.organiser));
  expect(before).toContain('1 session');
});
