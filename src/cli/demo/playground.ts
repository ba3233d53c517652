import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Microsoft's test client, run by npx as a developer tool: it comes under its own pre-release licence and is no part of Rollcall. */
export const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
export const PLAYGROUND_LICENCE = 'Microsoft pre-release software licence terms, for evaluation';

const FIRST_PORT = 56150;
/** The first run downloads it. */
const PATIENCE_MS = 180_000;

export interface Playground {
  url: string;
  stop(): Promise<void>;
}

/** Starts the Playground against the bot at `endpoint`. Rejects when it can't be had, with a reason to print. */
export async function startPlayground(endpoint: string, env: NodeJS.ProcessEnv): Promise<Playground> {
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
  const stop = async () => {
    await endGroup(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await listeningPort(child);
    return { url: `http://localhost:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A taken port becomes another one without a word, so its own line is believed. */
function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`it did not start within ${PATIENCE_MS / 1000} seconds`));
    }, PATIENCE_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', line => {
        const port = /Listening on (\d+)/.exec(line)?.[1];
        if (port)
          settle(() => {
            resolve(port);
          });
      });
    child.stderr?.resume();
    child.on('error', error => {
      settle(() => {
        reject(new Error(`npx could not be run (${error.name})`));
      });
    });
    child.on('exit', code => {
      settle(() => {
        reject(new Error(`it ended with code ${String(code)}; is the npm registry in reach?`));
      });
    });
  });
}

/** npx starts it in a process of its own: the whole group has to go. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    child.kill('SIGTERM');
  }
  await ended;
}
