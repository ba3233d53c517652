import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { newDataDir } from './support/data-dir';
import { turnOf } from './support/thorough';

const root = join(__dirname, '..');
const sandbox = { PORT: '0', SANDBOX_ATTENDEES: '10' };

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The entry as a process of its own, ended by SIGTERM once it listens and `until` has come. */
function run(env: Record<string, string>, until?: Promise<void>): { ended: Promise<Ended>; listening: Promise<void> } {
  const child = spawn(
    process.execPath,
    ['--require', join(root, 'test/support/typescript.cjs'), join(root, 'src/index.ts')],
    { cwd: root, env: { PATH: process.env.PATH!, ...env } },
  );
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const listening = new Promise<void>(resolve => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('"listening"')) resolve();
    });
  });
  if (until) void Promise.all([listening, until]).then(() => child.kill('SIGTERM'));
  const ended = new Promise<Ended>(resolve => {
    child.on('exit', code => {
      resolve({ code, out, err });
    });
  });
  return { ended, listening };
}

const atOnce = Promise.resolve();
const DATA_DIR = newDataDir();

it('says every fault for people and exits 1', async () => {
  const { code, out, err } = await run({
    PORT: 'abc',
    GRAPH_ROOT: 'https://graph.microsoft.com',
    BOT_PASSWORD: 'S3CRET',
    ROLLCALL_MODE: 'sandbox',
  }).ended;
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('PORT: found "abc".\n    Set a whole number from 0 to 65535.');
  expect(err).toContain('GRAPH_ROOT: found');
  expect(err).not.toContain('S3CRET');
}, 20_000);

it('lets one process have the database file: a second one says so in words and exits 1', async () => {
  let release = (): void => undefined;
  const first = run({ ...sandbox, DATA_DIR }, new Promise<void>(resolve => (release = resolve)));
  await first.listening;
  const second = await run({ ...sandbox, DATA_DIR }).ended;
  release();
  expect(second.code).toBe(1);
  expect(second.err).toMatch(/^Rollcall cannot start: Another Rollcall is running on .+ set DATABASE_URL/);
  expect((await first.ended).code).toBe(0);
}, 30_000);

// Its database file is free again.
it('logs one JSON line with "listening" and the port, and ends at SIGTERM', async () => {
  const { code, out, err } = await run({ ...sandbox, DATA_DIR }, atOnce).ended;
  const lines = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  // Around these it tells what its first rounds found.
  expect([lines[0], lines.find(({ msg }) => msg === 'stopping')]).toMatchObject([
    { msg: 'listening', port: expect.any(Number) },
    { msg: 'stopping', why: 'SIGTERM' },
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
}, 20_000);

it('does not start without an app id, where anybody could talk to it', async () => {
  const rest = { BOT_PASSWORD: 'S3CRET', BOT_TENANT_ID: 'c7a1f2d4-0000-4000-8000-0000000000aa' };
  const wrong = [{ BOT_ID: '' }, { BOT_ID: ' ' }, { BOT_ID: 'undefined', ROLLCALL_MODE: 'application' }];
  for (const { code, out, err } of await Promise.all(turnOf(wrong, 0, 2).map(one => run({ ...rest, ...one }).ended))) {
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/BOT_ID: found /);
    expect(err).not.toContain('S3CRET');
  }
}, 60_000);
