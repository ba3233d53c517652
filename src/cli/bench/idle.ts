import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../../sandbox/server';
import { run } from './processes';
import { residentMb } from './start';
import { ask } from './turns';

export interface IdleResult {
  /** Resident, in MB of 1e6 bytes: so long after a start in which nobody asked for anything, and so long after the last answer. */
  startedMb: number;
  askedMb: number;
}

export const IDLE_MS = 15_000;
/** Of the largest report that is asked for. */
export const IDLE_ATTENDEES = 20_000;
const QUESTIONS = ['help', 'events', 'attendance all-hands', 'participants'];

/** The compiled bot on SQLite, with its Graph in another process, while nobody asks for anything. */
export async function benchIdle(): Promise<IdleResult> {
  const sandbox = await startSandbox({ attendees: IDLE_ATTENDEES });
  const bot = run('../../index', [], { ROLLCALL_MODE: 'sandbox', PORT: '0', GRAPH_ROOT: sandbox.root });
  try {
    const { port } = await bot.line('port');
    await delay(IDLE_MS);
    const startedMb = await residentMb(bot.process.pid);
    for (const words of QUESTIONS) await ask(Number(port), words, sandbox.demoOrganizerId);
    await delay(IDLE_MS);
    return { startedMb, askedMb: await residentMb(bot.process.pid) };
  } finally {
    await bot.stop();
    await sandbox.close();
  }
}
