import { createApp, type App } from './app';
import { ConfigError, readConfig, type Config } from './config';
import { createLog, takeConsole } from './log';
import { StoreError } from './store/store-error';

/** Milliseconds in which the last lines of the log are written. */
const LAST_LINES = 250;

void main();

async function main(): Promise<void> {
  const config = configOrFaults();
  if (!config) {
    process.exitCode = 1;
    return;
  }
  const log = createLog(config.logLevel);
  takeConsole(log);
  let app: App | undefined;
  try {
    app = await createApp(config, { log });
    const stop = async (why: string, code: number): Promise<void> => {
      log.info('stopping', { why });
      await app?.stop();
      process.exitCode = code;
      // A timer of a question that was given up keeps nobody waiting.
      setTimeout(() => process.exit(), LAST_LINES).unref();
    };
    let stopping: Promise<void> | undefined;
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        stopping ??= stop(signal, 0);
      });
    process.on('unhandledRejection', error => {
      log.fatal('something went wrong that nobody looked after', { error });
      stopping ??= stop('unhandledRejection', 1);
    });
    await app.start();
  } catch (error) {
    log.fatal('could not start', { port: config.port, error });
    if ((error as { code?: unknown }).code === 'EADDRINUSE')
      process.stderr.write(
        `Rollcall cannot start: port ${config.port} is taken. Set PORT to another one, or to 0 for any.\n`,
      );
    if (error instanceof StoreError) process.stderr.write(`Rollcall cannot start: ${error.message}\n`);
    process.exitCode = 1;
    await app?.stop();
  }
}

/** Undefined when there are faults: they stand on stderr then, for whoever set the environment. */
function configOrFaults(): Config | undefined {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.faults.map(({ variable, found, fix }) => `  ${variable}: found ${found}.\n    ${fix}`);
    process.stderr.write(
      `Rollcall cannot start:\n${lines.join('\n')}\nEvery variable is described in env/.env.example.\n`,
    );
    return undefined;
  }
}
