import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { median, run } from './processes';

export interface StartResult {
  /** Milliseconds from spawn to "listening". */
  ms: number;
  /** Resident, in MB of 1e6 bytes, half a second later; NaN where the system has no /proc. */
  rssMb: number;
}

const RUNS = 5;

/** The compiled bot in sandbox mode, from nothing to "listening". */
export async function benchStart(): Promise<StartResult> {
  const runs: StartResult[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    const started = performance.now();
    const bot = run('../../index', [], { ROLLCALL_MODE: 'sandbox', PORT: '0' });
    try {
      await bot.line('port');
      const ms = performance.now() - started;
      await delay(500);
      runs.push({ ms, rssMb: await residentMb(bot.process.pid) });
    } finally {
      await bot.stop();
    }
  }
  return { ms: median(runs.map(one => one.ms)), rssMb: median(runs.map(one => one.rssMb)) };
}

/** Resident memory of a process, in MB of 1e6 bytes; NaN where the system has no /proc. */
export async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kb = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kb === undefined ? NaN : (Number(kb) * 1024) / 1e6;
}
