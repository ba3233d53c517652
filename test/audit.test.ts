import { runAudit } from '../src/cli/audit/run';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import { aboutDialogs, aboutEvents, aboutSearches, real, unfurling, PUBLIC_URL } from './bot/authorisation-table';
import { NOON } from './bot/chat';
import { startConnector, type FakeConnector } from './support/connector';
import { newDataDir } from './support/data-dir';
import { startSandboxApp, type SandboxApp } from './support/sandbox-app';

let sandbox: Sandbox;
let connector: FakeConnector;
let app: SandboxApp;
let organiser: string;
let seen = 0;

beforeAll(async () => {
  const startedAt = performance.now();
  const now = () => NOON + Math.floor(performance.now() - startedAt);
  sandbox = await startSandbox({ attendees: 60, now });
  connector = await startConnector(sandbox.channel);
  app = await startSandboxApp({ sandbox, connector }, { now }, { PUBLIC_URL: 'https://rollcall.example' });
  organiser = sandbox.demoOrganizerId;
});
afterAll(async () => {
  await app.close();
  await connector.close();
  await sandbox.close();
});

async function print(...argv: string[]) {
  let out = '';
  let err = '';
  const streams = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
  };
  const code = await runAudit(argv, { DATA_DIR: app.dataDir }, streams);
  return { code, out, err };
}

/** What the running Rollcall wrote down since this was asked last; waits until it is at least so much. */
async function written(least = 0): Promise<Record<string, any>[]> {
  for (const end = Date.now() + 20_000; ;) {
    // The entry is written after the answer.
    await new Promise(resolve => setTimeout(resolve, 60));
    const { out } = await print(sandbox.tenantId, '--limit', '5000');
    const all = out.split('\n').filter(Boolean);
    const fresh = all.slice(0, all.length - seen).reverse();
    if (fresh.length < least && Date.now() < end) continue;
    seen = all.length;
    return fresh.map(line => JSON.parse(line));
  }
}

async function ask(way: (about: typeof real) => Record<string, any>, person = organiser): Promise<any> {
  const { recipient: _r, channelData: _c, from: _f, serviceUrl: _s, ...activity } = way(real);
  return (await app.post(app.from(person, activity.text, activity))).body;
}

const event = { kind: 'webinar', id: real.id };
const way = (of: Record<string, any>, how: string) => of[how];

it.each<[string, any, object[]]>([
  ['words', way(aboutEvents.attendance!, 'in words, by title'), [{ deed: 'looked', command: 'attendance', ...event }]],
  ['a button', way(aboutEvents.participants!, 'by button'), [{ deed: 'looked', command: 'participants', ...event }]],
  [
    'a button among others',
    way(aboutEvents.attendance!, 'in a group'),
    [{ deed: 'looked', command: 'attendance', ...event, place: 'shared' }],
  ],
  [
    'a refresh',
    way(aboutEvents.attendance!, 'as a refresh'),
    [{ deed: 'looked', command: 'attendance', ...event, place: 'shared' }],
  ],
  [
    'two events',
    way(aboutEvents.compare!, 'by button'),
    [
      { deed: 'looked', command: 'compare', ...event },
      { deed: 'looked', command: 'compare', id: real.second.id },
    ],
  ],
  ['people, searched for', way(aboutSearches.searchPeople!, 'in it, by name'), [{ command: 'searchPeople', ...event }]],
  ['the next letter', way(aboutSearches.searchPeople!, 'in it, by name'), []],
  [
    'a row that is put into a message',
    way(aboutSearches.searchEvents!, 'a row of it'),
    [{ deed: 'posted', command: 'searchEvents', ...event, place: 'shared' }],
  ],
  [
    'a summary, previewed',
    way(aboutDialogs.postSummary!, 'preview, from the compose box'),
    [{ deed: 'looked', command: 'postSummary', ...event }],
  ],
  [
    'a summary, inserted',
    way(aboutDialogs.postSummary!, 'insert, from the compose box'),
    [{ deed: 'posted', command: 'postSummary', ...event, place: 'shared' }],
  ],
  [
    'the meeting of a message',
    way(aboutDialogs.lookUpMeeting!, 'opened on a message'),
    [{ deed: 'looked', command: 'attendance', ...event, sessionId: real.session }],
  ],
  ['where people may not be shown', way(aboutEvents.participants!, 'in a group'), []],
])('%s', async (_, asked, entries) => {
  await ask(asked);
  const found = await written(entries.length);
  expect(found).toHaveLength(entries.length);
  for (const entry of entries) expect(found).toContainEqual(expect.objectContaining({ personId: organiser, ...entry }));
  // Ids and Rollcall's own words: nothing that anybody wrote.
  expect(JSON.stringify(found)).not.toMatch(/Spring|Okonkwo|Canary|example/);
});

it('a link of ours that somebody pasted', async () => {
  expect(PUBLIC_URL).toBe('https://rollcall.example');
  await ask(unfurling('session', 'report'));
  expect(await written(1)).toContainEqual(
    expect.objectContaining({ deed: 'looked', command: 'attendance', ...event, place: 'shared' }),
  );
});

it.each(['help', 'attendance Nothing Of The Kind', 'blah'])(
  'shows nothing of anybody’s, so nothing: %s',
  async text => {
    await app.post(app.from(organiser, text, { deliveryMode: 'expectReplies' }));
    expect(await written()).toEqual([]);
  },
);

it('whoever gets nothing leaves nothing', async () => {
  for (const ways of [aboutEvents.attendance!, aboutEvents.export!])
    await ask(ways['by button']!, sandbox.people.stranger);
  expect(await written()).toEqual([]);
});

it('a file is written down when it is taken, not when it is offered', async () => {
  const { body } = await app.post(
    app.from(organiser, `export ${real.which}`, { deliveryMode: 'expectReplies', id: 'export' }),
  );
  expect(await written(1)).toMatchObject([{ deed: 'looked', command: 'export', ...event }]);
  const offered = body.activities
    .map((one: any) => one.attachments?.[0])
    .find((one: any) => one?.content?.acceptContext);
  const { name, content } = offered;
  const value = {
    ...{ type: 'fileUpload', action: 'accept', context: content.acceptContext },
    uploadInfo: connector.uploads.open(name),
  };
  const consent = { type: 'invoke', name: 'fileConsent/invoke', value, deliveryMode: 'expectReplies' };
  await app.post(app.from(organiser, undefined, consent));
  expect(await written(1)).toMatchObject([{ deed: 'exported', command: 'export', ...event, personId: organiser }]);
});

describe('npm run audit, while Rollcall runs on the same file', () => {
  it('prints one line of JSON an entry, the newest first', async () => {
    const { code, out, err } = await print(sandbox.tenantId, '--person', organiser.toUpperCase(), '--days', '6000');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toHaveLength(seen);
    expect(lines[0]).toEqual({
      ...{ at: expect.stringMatching(/^2026-11-18T15:3/), personId: organiser, deed: 'exported', command: 'export' },
      ...{ ...event, place: 'personal', sessionId: expect.any(String) },
    });
  });

  it('says that there is more, or nothing', async () => {
    expect(await print(sandbox.tenantId, '--limit', '1')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/older/),
    });
    expect(await print(sandbox.tenantId, '--about', 'x')).toEqual({
      ...{ code: 0, out: '', err: 'Nothing of that is in the audit log.\n' },
    });
  });

  it('takes no nonsense, and says where no log is yet', async () => {
    for (const argv of [
      [],
      ['%'],
      [sandbox.tenantId, 'x'],
      [sandbox.tenantId, '--person', 'ann'],
      ['t', '--days', '0'],
    ])
      expect(await print(...argv)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('npm run -s audit'),
      });
    let err = '';
    const streams = { out: { write: () => undefined }, err: { write: (text: string) => (err += text) } };
    expect(await runAudit([sandbox.tenantId], { DATA_DIR: newDataDir() }, streams)).toBe(1);
    expect(err).toMatch(/holds no audit log yet/);
  });
});

it('a wish for all events is about none of them; what it has posted is, in the name of who wished it', async () => {
  await app.post(app.from(organiser, 'watch all', { deliveryMode: 'expectReplies' }));
  const found = await written(2);
  expect(found[0]).toMatchObject({ personId: organiser, deed: 'looked', command: 'watch' });
  expect(found[0]).not.toHaveProperty('id');
  expect(found[1]).toMatchObject({ personId: organiser, deed: 'posted', command: 'watch', place: 'personal' });
  expect(found[1]).toHaveProperty('id');
}, 30_000);
