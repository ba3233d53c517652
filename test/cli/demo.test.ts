import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thorough } from '../support/thorough';

const root = join(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The demo as a process of its own, with this shell script for npx; `until` sends it that signal once its output matches. */
function run(npx: string, options: { env?: Record<string, string>; until?: RegExp; signal?: NodeJS.Signals } = {}) {
  const { env = {}, until = /^$/, signal = 'SIGINT' } = options;
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\n${npx}\n`, { mode: 0o755 });
  return new Promise<{ code: number | null; out: string; err: string }>(resolve => {
    const child = spawn(
      process.execPath,
      ['--require', join(root, 'test/support/typescript.cjs'), join(root, 'src/cli/demo.ts')],
      {
        cwd: root,
        env: {
          PATH: `${folder}:${process.env.PATH!}`,
          TMPDIR: folder,
          PORT: '0',
          SANDBOX_ATTENDEES: '10',
          LOG_LEVEL: 'silent',
          ...env,
        },
      },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (until.test(out)) child.kill(signal);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('exit', code => {
      resolve({ code, out, err });
    });
  });
}

/** Writes its process id, says what the Playground says, and stays. */
const playground = (port: number) => `echo $$ > ${folder}/pid; echo "Listening on ${port}"; exec sleep 60`;

function isAlive(): boolean {
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const left = () => readdirSync(folder).filter(name => name.startsWith('rollcall-playground-'));

describe('npm run demo', () => {
  // A process takes seconds: the other cases end by the other signals.
  it.each(thorough ? (['SIGINT', 'SIGTERM', 'SIGHUP'] as const) : (['SIGTERM'] as const))(
    'says what to open and what to type; %s ends everything',
    async signal => {
      const { code, out, err } = await run(playground(45_678), { until: /Ctrl\+C/, signal });
      expect(out).toContain('pre-release');
      expect(out).toContain('http://localhost:45678');
      expect(out).toContain('attendance all-hands');
      expect({ code, err, left: left(), alive: isAlive() }).toEqual({ code: 0, err: '', left: [], alive: false });
    },
    20_000,
  );

  it('can be ended while the Playground is still on its way', async () => {
    const starting = `echo $$ > ${folder}/pid; exec sleep 60`;
    // The bot is told of first; the pid file is there soon after the second line.
    const ended = run(starting, { until: /no part of Rollcall/ });
    expect(await ended).toMatchObject({ code: 0, err: '' });
    expect(left()).toEqual([]);
  }, 20_000);

  it('without the Playground says how to ask all the same, and runs on', async () => {
    const { code, out } = await run('exit 1', { until: /Ctrl\+C/, signal: 'SIGHUP' });
    expect(out).toContain("The Playground can't be had here");
    expect(out).toContain('npm run -s ask -- "attendance all-hands"');
    expect(code).toBe(0);
  }, 20_000);

  it('says when the Playground went away by itself', async () => {
    const { code, out } = await run('echo "Listening on 45678"; sleep 0.5; exit 3', { until: /went away/ });
    expect(out).toContain('The Playground went away (code 3)');
    expect(code).toBe(0);
  }, 20_000);

  it('says in a sentence that the port is taken, and which one to give it', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, out, err } = await run(playground(45_678), { env: { PORT: String(port) } });
    taken.close();
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: `Port ${port} is taken, perhaps by another Rollcall. Give the demo any other: PORT=0 npm run demo\n`,
    });
  }, 20_000);
});
