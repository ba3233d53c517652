import { spawn, type ChildProcess } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/log';
import { newDataDir } from '../support/data-dir';
import { message } from '../support/door';

const root = join(__dirname, '../..');
const open: ChildProcess[] = [];
afterEach(() => {
  for (const child of open.splice(0)) child.kill('SIGKILL');
});

/** The entry as a process of its own, whose pretend tenant takes its time. */
async function startProcess(env: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ['--require', join(root, 'test/support/typescript.cjs'), join(root, 'src/index.ts')],
    { cwd: root, env: { PATH: process.env.PATH!, PORT: '0', SANDBOX_ATTENDEES: '10', DATA_DIR: newDataDir(), ...env } },
  );
  open.push(child);
  let out = '';
  child.stderr.resume();
  const says = (text: string) =>
    new Promise<void>(resolve => {
      const look = (): void => {
        if (out.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      look();
    });
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve));
  await says('"listening"');
  const port = Number(/"port":(\d+)/.exec(out)![1]);
  return { port, says, ended, term: () => child.kill('SIGTERM') };
}

const bodyOf = (person: number, text = 'events') =>
  JSON.stringify(
    message(text, {
      deliveryMode: 'expectReplies',
      from: { id: `29:${person}`, aadObjectId: `0a0b0c0d-0000-4000-8000-${String(person).padStart(12, '0')}` },
      conversation: { id: `a:${person}`, conversationType: 'personal' },
    }),
  );
const headOf = (body: string) =>
  `POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;

/** A connection with the first part of a request sent; what comes back once the rest is. */
async function halfSent(port: number, whole: string, first: number) {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect(port, '127.0.0.1', () => {
      resolve(made);
    });
    made.on('error', reject);
  });
  let said = '';
  socket.on('data', chunk => (said += chunk.toString()));
  const over = new Promise<void>(resolve => socket.on('close', resolve));
  socket.write(whole.slice(0, first));
  return async () => {
    socket.write(whole.slice(first));
    await over;
    return said;
  };
}

it('at SIGTERM with 50 open questions answers them all, or says that it stops, takes nothing more, and ends with 0 within ten seconds', async () => {
  const { port, says, ended, term } = await startProcess({ SANDBOX_LATENCY: '300' });
  const asked = await Promise.all(
    Array.from({ length: 50 }, (_, person) => {
      const body = bodyOf(person);
      const whole = headOf(body) + body;
      return halfSent(port, whole, whole.length);
    }),
  );
  const late = bodyOf(50, 'help');
  const inItsHead = await halfSent(port, headOf(late) + late, 40);
  const inItsBody = await halfSent(port, headOf(late) + late, headOf(late).length + 10);
  // What came before has been read when this is answered.
  for (let turn = 0; turn < 2; turn++) await fetch(`http://127.0.0.1:${port}/healthz`);
  const since = Date.now();
  term();
  await says('"stopping"');
  const refused = await Promise.all([inItsHead(), inItsBody()]);
  for (const one of refused) {
    expect(one).toMatch(/^HTTP\/1\.1 503 /);
    expect(one).toMatch(/\r\nConnection: close\r\n/i);
    expect(one).toContain('Rollcall is stopping.');
  }
  const answers = await Promise.all(asked.map(one => one()));
  for (const answer of answers)
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200 [^]*"type":"AdaptiveCard"|503 [^]*Rollcall is stopping\.)/);
  // Time is enough for all of them where the machine has nothing else to do.
  expect(answers.filter(one => one.includes(' 200 ')).length).toBeGreaterThan(0);
  expect(await ended).toBe(0);
  expect(Date.now() - since).toBeLessThan(10_000);
}, 60_000);

it('answers with 503 what takes longer than it waits, and closes the database after that', async () => {
  const asking = Promise.withResolvers<undefined>();
  const stuck = Promise.withResolvers<never>();
  const never = () => {
    asking.resolve(undefined);
    return stuck.promise;
  };
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '10', DATA_DIR: newDataDir() });
  const answerer = { words: never, action: never, question: never as () => never };
  const app = await createApp(config, { log: silentLog, drainMs: 200, answerer });
  const { port } = await app.start();
  const headers = { 'content-type': 'application/json' };
  const asked = fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers, body: bodyOf(1) });
  await asking.promise;
  const since = performance.now();
  await app.stop();
  const response = await asked;
  expect([response.status, (await response.json()) as object]).toEqual([
    503,
    { error: { message: 'Rollcall is stopping.', id: expect.any(String) } },
  ]);
  expect(performance.now() - since).toBeLessThan(5_000);
  stuck.reject(new Error('too late'));
}, 20_000);

it('waits no longer than that for a Graph that does not answer', async () => {
  const config = readConfig({
    PORT: '0',
    SANDBOX_ATTENDEES: '10',
    SANDBOX_LATENCY: '60000',
    DATA_DIR: newDataDir(),
  });
  const app = await createApp(config, { log: silentLog, drainMs: 200 });
  const { port } = await app.start();
  const headers = { 'content-type': 'application/json' };
  const asked = fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers, body: bodyOf(1) });
  for (let turn = 0; turn < 2; turn++) await fetch(`http://127.0.0.1:${port}/healthz`);
  const since = performance.now();
  await app.stop();
  expect((await asked).status).toBe(503);
  expect(performance.now() - since).toBeLessThan(5_000);
}, 20_000);
