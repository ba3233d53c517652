import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Microsoft's test client, run by npx as a developer tool: it comes under its own pre-release licence and is no part of Rollcall. */
export const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
export const PLAYGROUND_LICENCE = 'under Microsoft pre-release software licence terms, for evaluation';

const FIRST_PORT = 56150;
/** The first run downloads it. */
const PATIENCE_MS = 180_000;
/** Between asking it to end and ending it. */
const FAREWELL_MS = 3_000;

export interface Playground {
  url: string;
  /** Its exit code, once it is gone; null after a signal. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts the Playground against the bot at `endpoint`. Rejects when it can't be had, or when the signal says to leave, with nothing left behind. */
export async function startPlayground(
  endpoint: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Playground> {
  // It writes logs into its folder and insists on opening a browser: both are kept in a folder that goes away again.
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-playground-'));
  await writeFile(join(folder, 'xdg-open'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const child = spawn(
    'npx',
    ['--yes', PLAYGROUND, '-e', endpoint, '-c', 'msteams', '-p', String(FIRST_PORT), '--disable-telemetry'],
    {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        PATH: folder + delimiter + (env.PATH ?? ''),
        APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
        BROWSER: 'none',
      },
    },
  );
  const ended = new Promise<number | null>(resolve => {
    child.once('exit', resolve);
    child.once('error', () => {
      resolve(null);
    });
  });
  const stop = async () => {
    await endGroup(child, ended);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: `http://localhost:${await listeningPort(child, ended, signal)}`, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A taken port becomes another one without a word, so its own line is believed. */
function listeningPort(child: ChildProcess, ended: Promise<number | null>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      reject(new Error(why));
    };
    const timer = setTimeout(() => {
      fail(`it did not start within ${PATIENCE_MS / 1000} seconds`);
    }, PATIENCE_MS);
    void ended.then(code => {
      clearTimeout(timer);
      fail(`it ended with code ${String(code)}; perhaps the npm registry is out of reach`);
    });
    const leave = (): void => {
      clearTimeout(timer);
      fail('it is not wanted any more');
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    child.once('error', error => {
      fail(`npx could not be run (${error.message})`);
    });
    child.stderr?.resume();
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', line => {
        const port = /Listening on (\d+)/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(port);
      });
  });
}

/** npx starts it in a process of its own: the whole group has to go. */
async function endGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(signalGroup, FAREWELL_MS, child.pid, 'SIGKILL');
  await ended;
  clearTimeout(timer);
  // What npx started may outlive it.
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
