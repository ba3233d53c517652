import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashPoints } from './crash-child';
import { turnOf } from '../support/thorough';
import { createPlace } from './stores';

const SESSIONS = 6;
const root = join(__dirname, '../..');

interface End {
  signal: string | null;
  code: number | null;
  out: string;
  err: string;
}

/** Runs a process to its end; `killAfter`: from outside, after so many milliseconds. */
function runChild(orders: object, killAfter?: number): Promise<End> {
  const child = spawn(
    process.execPath,
    ['--require', join(root, 'test/support/typescript.cjs'), join(__dirname, 'crash-child.ts')],
    { env: { ...process.env, CRASH_ORDERS: JSON.stringify(orders) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const end: End = { signal: null, code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (end.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (end.err += data.toString()));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise(resolve => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ ...end, code, signal });
    });
  });
}

describe.each(['sqlite', 'postgres'] as const)('kill -9 on %s', kind => {
  const on = kind === 'postgres' && !process.env.TEST_DATABASE_URL ? it.skip : it;

  /** What stands in Teams and in the outbox after crashes and a last run that comes to its end. */
  async function afterCrashes(crashes: { point: string; time: number; killAfter?: number }[]) {
    const place = await createPlace(kind);
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-teams-'));
    const teams = join(folder, 'posts');
    writeFileSync(teams, '');
    try {
      const ends: End[] = [];
      for (const { killAfter, ...crash } of crashes)
        ends.push(await runChild({ config: place.config, teams, sessions: SESSIONS, ...crash }, killAfter));
      const last = await runChild({ config: place.config, teams, sessions: SESSIONS, point: 'none', time: 1 });
      expect(last).toMatchObject({ code: 0, err: '' });
      const posts = readFileSync(teams, 'utf8').split('\n').filter(Boolean);
      return { ends, posts, states: JSON.parse(last.out) as Record<string, number> };
    } finally {
      await place.remove();
      rmSync(folder, { recursive: true });
    }
  }
  const all = Array.from({ length: SESSIONS }, (_, n) => `s${n}`);

  // Of the message that was on its way nobody knows: it waits for the owner, and is not sent again. Everything else is sent once.
  const unsure: Record<string, { posts: number; unknown: number }> = {
    'before-post': { posts: SESSIONS - 1, unknown: 1 },
    'after-post': { posts: SESSIONS, unknown: 1 },
    'in-settle': { posts: SESSIONS, unknown: 1 },
  };

  const points = crashPoints.filter(point => point !== 'none');
  // Each second one dies in another of the steps.
  on.each(turnOf(points, 1, 2))(
    '%s: nothing is lost, nothing is sent twice',
    async point => {
      const time = point === 'opened' ? 1 : 2;
      const { ends, posts, states } = await afterCrashes([{ point, time }]);
      expect(ends).toMatchObject([{ signal: 'SIGKILL' }]);
      const { posts: least, unknown } = unsure[point] ?? { posts: SESSIONS, unknown: 0 };
      expect(new Set(posts).size).toBe(posts.length);
      // Two are sent at once: the other one may have been on its way too.
      expect(posts.length).toBeGreaterThanOrEqual(least - 1);
      expect(states.unknown).toBeGreaterThanOrEqual(unknown);
      expect(states.unknown).toBeLessThanOrEqual(unknown + 1);
      expect(states.sent! + states.unknown!).toBe(SESSIONS);
      expect(posts.length).toBeGreaterThanOrEqual(states.sent!);
    },
    60_000,
  );

  on(
    'at any moment, again and again: nothing is lost, nothing is sent twice',
    async () => {
      const moments = turnOf([350, 500, 650, 800, 1_000], 0, 2).map(killAfter => ({
        point: 'none',
        time: 1,
        killAfter,
      }));
      const { posts, states } = await afterCrashes(moments);
      expect(new Set(posts).size).toBe(posts.length);
      expect(states).toMatchObject({ pending: 0, sending: 0, dead: 0 });
      expect(states.sent! + states.unknown!).toBe(SESSIONS);
      expect(all).toEqual(expect.arrayContaining(posts));
    },
    120_000,
  );
});
