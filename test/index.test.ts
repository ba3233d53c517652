import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** The entry as a process of its own; `until` ends it with SIGTERM once its output matches. */
function run(env: Record<string, string>, until?: RegExp): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise(resolve => {
    const child = spawn(
      process.execPath,
      ['--require', join(root, 'test/support/typescript.cjs'), join(root, 'src/index.ts')],
      {
        cwd: root,
        env: { PATH: process.env.PATH!, ...env },
      },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (!child.killed && until?.test(out)) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('exit', code => {
      resolve({ code, out, err });
    });
  });
}

it('says every fault for people and exits 1', async () => {
  const { code, out, err } = await run({
    PORT: 'abc',
    GRAPH_ROOT: 'https://graph.microsoft.com',
    BOT_PASSWORD: 'S3CRET',
    ROLLCALL_MODE: 'sandbox',
  });
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('PORT: found "abc".\n    Set a whole number from 0 to 65535.');
  expect(err).toContain('GRAPH_ROOT: found');
  expect(err).not.toContain('S3CRET');
}, 20_000);

it('logs one JSON line with "listening" and the port, and ends at SIGTERM', async () => {
  const { code, out, err } = await run({ PORT: '0', SANDBOX_ATTENDEES: '10' }, /listening/);
  const lines = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(lines).toMatchObject([
    { msg: 'listening', port: expect.any(Number) },
    { msg: 'stopping', why: 'SIGTERM' },
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
}, 20_000);
