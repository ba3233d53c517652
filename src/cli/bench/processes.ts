import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** A compiled script of this folder, or `../../index`, in a process of its own; its stdout is read as JSON lines. */
export interface Running {
  process: ChildProcess;
  /** Resolves with the first line that has this property. */
  line(property: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** As `npm start` and `npm run ask` run it; the yardsticks run as Node comes. */
const FLAGS = ['--max-semi-space-size=8'];
const YARDSTICKS = ['bare-loop', 'plain-bot', 'page-server', 'notify-load'];

export function run(script: string, args: string[] = [], env: Record<string, string> = {}): Running {
  // The database of each bot is its own, and gone with it.
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const child = spawn(
    process.execPath,
    [...(YARDSTICKS.includes(script) ? [] : FLAGS), join(__dirname, `${script}.js`), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATA_DIR, ...env },
    },
  );
  const seen: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', text => {
    if (!text.startsWith('{')) return;
    seen.push(JSON.parse(text) as Record<string, unknown>);
    for (const look of waiting) look();
  });
  const ended = once(child, 'exit');
  return {
    process: child,
    line: property =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = seen.find(line => property in line);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        void ended.then(([code]) => {
          // stdout may still hold the last lines when the process is gone.
          setTimeout(() => {
            look();
            reject(new Error(`${script} ended with ${String(code)} before it said "${property}"`));
          }, 100);
        });
        look();
      }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      rmSync(DATA_DIR, { recursive: true, force: true });
    },
  };
}

/** Runs a script to its end and returns the line it says. */
export async function measure(script: string, args: string[], property: string): Promise<Record<string, unknown>> {
  const running = run(script, args);
  try {
    return await running.line(property);
  } finally {
    await running.stop();
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
