import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Times } from './plan';

/** What an instance is told beside its environment, as JSON in SOAK. */
export interface InstanceSettings {
  /** The pretend tenant. */
  graphRoot: string;
  tenantId: string;
  /** Where the pretend tenant reaches one of them. */
  publicUrl: string;
  times: Times;
}

export interface InstancesOptions extends InstanceSettings {
  count: number;
  databaseUrl: string;
  /** What they log goes to a file each in here. */
  folder: string;
}

/** Processes of Rollcall that are killed and started again. */
export interface Instances {
  start(index: number): Promise<void>;
  /** `kill -9`; false where none runs. */
  kill(index: number): Promise<boolean>;
  /** Of those that listen. */
  ports(): number[];
  /** Processes that ended without having been killed. */
  endedByThemselves(): number;
  starts(): number;
  close(): Promise<void>;
}

interface Running {
  child: ChildProcess;
  ended: Promise<unknown>;
  port?: number;
  isKilled?: true;
}

const START_WITHIN = 60_000;

export function createInstances({ count, databaseUrl, folder, ...settings }: InstancesOptions): Instances {
  const running = new Map<number, Running>();
  const logs = Array.from({ length: count }, (_, index) => createWriteStream(join(folder, `instance-${index}.log`)));
  let endedByThemselves = 0;
  let starts = 0;

  const end = async (index: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<boolean> => {
    const one = running.get(index);
    if (!one || one.isKilled) return false;
    one.isKilled = true;
    one.child.kill(signal);
    await one.ended;
    return true;
  };

  return {
    async start(index) {
      if (running.has(index)) return;
      starts += 1;
      const child = spawn(process.execPath, ['--max-semi-space-size=8', join(__dirname, 'instance.js')], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...{ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: settings.graphRoot, DATABASE_URL: databaseUrl, DATA_DIR: '' },
          ...{ PORT: '0', PUBLIC_URL: '', LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', SOAK: JSON.stringify(settings) },
        },
      });
      const one: Running = { child, ended: once(child, 'exit') };
      running.set(index, one);
      const log = logs[index];
      if (log) for (const said of [child.stdout, child.stderr]) said.pipe(log, { end: false });
      void one.ended.then(() => {
        if (!one.isKilled) endedByThemselves += 1;
        running.delete(index);
      });
      const lines = createInterface({ input: child.stdout });
      const listening = new Promise<void>(resolve => {
        lines.on('line', line => {
          if (!line.startsWith('{"port":')) return;
          one.port = (JSON.parse(line) as { port: number }).port;
          resolve();
        });
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), START_WITHIN);
      await Promise.race([listening, one.ended]);
      clearTimeout(timer);
    },
    kill: index => end(index, 'SIGKILL'),
    ports: () => [...running.values()].flatMap(({ port, isKilled }) => (port === undefined || isKilled ? [] : [port])),
    endedByThemselves: () => endedByThemselves,
    starts: () => starts,
    async close() {
      await Promise.all([...running.keys()].map(index => end(index, 'SIGTERM')));
      for (const log of logs) log.end();
    },
  };
}
