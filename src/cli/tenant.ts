import { DEFAULT_ATTENDEES, DEFAULT_SEED, startSandbox } from '../sandbox/server';
import { CALL_SESSIONS } from '../sandbox/world/calls';

/** Where the pretend tenant listens when PORT says nothing. */
const DEFAULT_PORT = 3979;

/** The pretend tenant alone, for a bot in another process. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const sandbox = await startSandbox({
    port: wholeNumber(env, 'PORT', DEFAULT_PORT),
    seed: wholeNumber(env, 'SANDBOX_SEED', DEFAULT_SEED),
    attendees: wholeNumber(env, 'SANDBOX_ATTENDEES', DEFAULT_ATTENDEES),
    calls: { sessions: wholeNumber(env, 'SANDBOX_CALL_SESSIONS', CALL_SESSIONS) },
    latencyMs: wholeNumber(env, 'SANDBOX_LATENCY', 0),
  });
  console.log(`The pretend tenant listens at ${sandbox.root}
  Use it          GRAPH_ROOT=${sandbox.root} npm start
  Ask as          ${sandbox.demoOrganizerId} (organises most of the events)
  By hand         curl -H 'Authorization: Bearer any' "${sandbox.root}/v1.0/solutions/virtualEvents/townhalls"
  Break something curl -X POST ${sandbox.root}/sandbox/faults -d '{"path": "/attendanceRecords", "times": 1, "fault": {"status": 503}}'
  Stop            Ctrl+C`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

/** An environment variable that is a whole number, or its default. */
function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${name} is "${text}": give it a whole number, or leave it out.`);
  return Number(text);
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
