import { ConfigError, readConfig, type Config } from '../../config';
import type { Env } from '../../config/reader';
import { openSources } from '../../sources';
import { clouds } from '../../graph/clouds';
import { checkAddress } from './address';
import type { Check } from './check';
import { checkDatabase } from './database';
import { checkGraph } from './graph';
import { doctorText } from './report';
import { checkSignIn, type Credentials } from './sign-in';

/** What tests put in the place of the world. */
export interface DoctorOptions {
  now?: () => number;
  credentials?: Credentials;
  /** Root of Graph, in place of the cloud's. */
  graphRoot?: string;
}

/** Looks at everything that Rollcall needs and prints what it found. Resolves to the exit code: 0 when Rollcall would work. */
export async function runDoctor(
  env: Env,
  out: { write(text: string): unknown },
  options: DoctorOptions = {},
): Promise<number> {
  const checks = await checkAll(env, options);
  out.write(doctorText(checks));
  return checks.some(({ state }) => state === 'broken') ? 1 : 0;
}

async function checkAll(env: Env, { now = Date.now, credentials, graphRoot }: DoctorOptions): Promise<Check[]> {
  const config = readOrFaults(env);
  if (Array.isArray(config)) return config;
  const configuration: Check = {
    what: 'Configuration',
    state: 'ok',
    found: `${config.mode === 'sandbox' ? 'Sandbox, a pretend tenant' : `Application, cloud ${config.cloud}`}; port ${config.port}; ${config.figuresOnly ? 'figures only' : 'people are named in personal chat'}.`,
  };
  const database = await checkDatabase(config.store, now);
  if (config.mode === 'application') {
    const graph = await checkGraph(graphRoot ?? clouds[config.cloud].root, now);
    return [configuration, ...database, ...graph, ...(await checkSignIn(config, credentials)), checkAddress(config)];
  }
  return [configuration, ...database, ...(await checkSandbox(config, now)), checkAddress(config)];
}

/** The tenant that the sandbox would read, started for this look where it is the built-in one. */
async function checkSandbox(config: Config, now: () => number): Promise<Check[]> {
  const sources = await openSources(config);
  try {
    return await checkGraph(sources.root.replace(/\/$/, ''), now);
  } finally {
    await sources.close();
  }
}

function readOrFaults(env: Env): Config | Check[] {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ variable, found, fix }) => ({
      what: 'Configuration',
      state: 'broken',
      found: `${variable}: found ${found}.`,
      fix,
    }));
  }
}
