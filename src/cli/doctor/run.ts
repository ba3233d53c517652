import { ConfigError, readConfig, type Config } from '../../config';
import type { Env } from '../../config/reader';
import { clouds } from '../../graph/clouds';
import { openSources, type Elsewhere } from '../../sources';
import { checkAddress, sandboxAddress } from './address';
import { readCall, USAGE } from './call';
import type { Check } from './check';
import { checkDatabase } from './database';
import { checkGraph } from './graph';
import { checkPermissions } from './permissions';
import { checkPolicy } from './policy';
import type { RealConfig } from './real-config';
import { doctorText } from './report';
import { checkSignIn } from './sign-in';
import { checkSubscriptions } from './subscriptions';

/** What tests put in the place of the world. */
export interface DoctorOptions {
  now?: () => number;
  elsewhere?: Elsewhere;
}

/** Looks at everything that Rollcall needs and prints what it found. Resolves to the exit code: 0 when Rollcall would work. */
export async function runDoctor(
  args: string[],
  env: Env,
  out: { write(text: string): unknown },
  options: DoctorOptions = {},
): Promise<number> {
  const call = readCall(args);
  if (!call) {
    out.write(USAGE);
    return 1;
  }
  const checks = await checkAll(call.as, env, options);
  out.write(doctorText(checks));
  return checks.some(({ state }) => state === 'broken') ? 1 : 0;
}

async function checkAll(personId: string | undefined, env: Env, options: DoctorOptions): Promise<Check[]> {
  const { now = Date.now } = options;
  const config = readOrFaults(env);
  if (Array.isArray(config)) return config;
  const common = [toConfiguration(config), ...(await checkDatabase(config.store, now))];
  if (config.mode !== 'sandbox') return [...common, ...(await checkReal(config, personId, options))];
  const sources = await openSources(config);
  try {
    return [...common, ...(await checkGraph(sources.root.replace(/\/$/, ''), now)), sandboxAddress(config)];
  } finally {
    await sources.close();
  }
}

/** What needs a token is asked only where there is one. */
async function checkReal(
  config: RealConfig,
  personId: string | undefined,
  { now = Date.now, elsewhere = {} }: DoctorOptions,
): Promise<Check[]> {
  const { root, authority, apis } = clouds[config.cloud];
  const graph = await checkGraph(elsewhere.graphRoot ?? root, now);
  const { checks, token } = await checkSignIn(config, elsewhere.entra ?? { authority });
  const all = [...graph, ...checks];
  const sources = await openSources(config, { now, elsewhere });
  try {
    if (token !== undefined) all.push(...checkPermissions(token, config, sources.app));
    const isAnswered = token !== undefined && graph.every(({ state }) => state !== 'broken');
    if (isAnswered && apis.includes('virtualEvents')) {
      all.push(await checkPolicy(sources, { tenantId: config.graph.tenantId, personId }));
      if (config.publicUrl !== undefined) all.push(await checkSubscriptions(sources, config.publicUrl));
    }
  } finally {
    await sources.close();
  }
  return [...all, ...(await checkAddress(config, elsewhere.entra?.ca))];
}

function toConfiguration(config: Config): Check {
  const people = config.figuresOnly ? 'figures only' : 'people are named in personal chat';
  const mode =
    config.mode === 'sandbox'
      ? 'Sandbox, a pretend tenant'
      : `${config.mode === 'delegated' ? 'Delegated' : 'Application'}, cloud ${config.cloud}`;
  const api =
    config.mode === 'delegated' ? ` People sign in to ${config.apiUri}, which has to be exposed in Entra.` : '';
  return { what: 'Configuration', state: 'ok', found: `${mode}; port ${config.port}; ${people}.${api}` };
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
