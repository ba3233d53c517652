import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readBody } from '../../src/cli/ask/body';
import { runAsk } from '../../src/cli/ask/run';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 20 });
  folder = await mkdtemp(join(tmpdir(), 'rollcall-body-'));
});
afterEach(() => {
  sandbox.faults.clear();
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
const body = (subject: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.virtualEventSession',
  subject,
  startDateTime: { dateTime: `${day}T10:00:00`, timeZone: 'W. Europe Standard Time' },
  endDateTime: { dateTime: `${day}T11:00:00`, timeZone: 'W. Europe Standard Time' },
  allowedPresenters: 'organizer',
  joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/own',
  chatInfo: { threadId: '19:own@thread.v2' },
  audioConferencing: { conferenceId: '123' },
  ...more,
});

async function file(content: unknown, name = 'session.json'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function ask(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runAsk(
    argv,
    { GRAPH_ROOT: sandbox.root },
    {
      out: { write: text => (out += text) },
      err: { write: text => (err += text) },
    },
  );
  return { code, out, err };
}

const posts = () => sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/'));

it('makes the session of a file, prints it, and lists it', async () => {
  const path = await file(body('From a file'));
  const { code, out, err } = await ask('new session product launch', '--body', path, '--show', 'facts');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    created: true,
    subject: { title: 'Product Launch Preview: Harbor 5', sessionTitle: 'From a file' },
    session: { subject: 'From a file', start: { at: expect.stringContaining(day), zone: 'Europe/Berlin' } },
  });
  expect((await ask('sessions product launch')).out).toContain('From a file');
  const text = await ask('add', 'session', 'product', 'launch', '--body', await file(body('Typed without quotes')));
  expect(text.code).toBe(0);
  expect(text.out).toContain('Session created');
});

it.each<[string, unknown, RegExp]>([
  ['an unknown property', body('x', { colour: 'red' }), /colour: Graph takes no such property/],
  ['a wrong type', body('x', { recordAutomatically: 'yes' }), /recordAutomatically: This is either on or off/],
  [
    'an end before the start',
    body('x', { endDateTime: { dateTime: `${day}T09:00`, timeZone: 'Europe/Berlin' } }),
    /endDateTime\.dateTime: The end has to be later/,
  ],
  ['no object', [1], /The file: This has to be an object/],
])('says what is wrong with %s, and sends nothing', async (_, content, words) => {
  const before = posts().length;
  const { code, out, err } = await ask('new session product launch', '--body', await file(content));
  expect({ code, err }).toEqual({ code: 1, err: 'session-unfit\n' });
  expect(out).toMatch(words);
  expect(posts().length).toBe(before);
});

it('says what Graph says, with exit code 1', async () => {
  sandbox.faults.add({ path: '/sessions', method: 'POST', fault: { status: 405 } });
  const { code, out, err } = await ask('new session product launch', '--body', await file(body('Refused')));
  expect({ code, err }).toEqual({ code: 1, err: 'create-not-offered\n' });
  expect(out).toContain('https://events.teams.microsoft.com/event/');
});

it.each<[string, string[], RegExp]>([
  ['a file that is not there', ['new session x', '--body', '/nowhere/at-all.json'], /there is no such file/],
  ['a directory', ['new session x', '--body', tmpdir()], /that is a directory/],
  ['another command', ['events', '--body', 'x.json'], /--body goes with one command: "new session"/],
  ['two commands', ['new session a', 'new session b', '--body', 'x.json'], /--body goes with one command/],
  ['no file', ['new session a', '--body', ' '], /--body needs a file/],
])('%s is told', async (_, argv, words) => {
  const { code, out, err } = await ask(...argv);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(words);
});

it('says of a file that it is no JSON, or too large', async () => {
  expect(await readBody(await file('{ "subject": ', 'broken.json'))).toEqual({
    fault: expect.stringMatching(/is no JSON\. /),
  });
  expect(await readBody(await file(' '.repeat(100_001), 'large.json'))).toEqual({
    fault: expect.stringMatching(/larger than 100 KB/),
  });
  expect(await readBody(await file('\uFEFF{"a":1}', 'marked.json'))).toEqual({ body: { a: 1 } });
});

it('works as a program of its own', async () => {
  const path = await file(body('By a child process'), 'child.json');
  const script = join(__dirname, '../../src/cli/ask.ts');
  const register = join(__dirname, '../support/typescript.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--require', register, script, 'new session product launch', '--body', path, '--show', 'facts'],
    { env: { ...process.env, GRAPH_ROOT: sandbox.root } },
  );
  expect(JSON.parse(stdout)).toMatchObject({ created: true, session: { subject: 'By a child process' } });
}, 60_000);
