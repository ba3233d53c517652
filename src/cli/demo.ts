import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../app';
import { ConfigError, readConfig } from '../config';
import { PLAYGROUND, PLAYGROUND_LICENCE, startPlayground, type Playground } from './demo/playground';

/** Each has an answer at once in the pretend tenant. */
const TRY = [
  'events',
  'attendance all-hands',
  'who came to the spring briefing',
  'registrations masterclass',
  'compare the last 4 customer webinars',
  'participants spring by time',
  'person kwame in accessibility in practice',
  'export spring',
  'quality all-hands',
  'call sessions all-hands poor',
  'sessions bootcamp',
  'watch quarterly results',
  'demo end quarterly results',
  'help',
];

const POSTED = 'A minute after “demo end” the summary of that event comes by itself, since it is watched.';

const WITHOUT_PAGE = `The same answers without a page, in another terminal:

  npm run -s ask -- "attendance all-hands"
`;

/** The bot on the pretend tenant, and a Teams-like page to chat with it. `--no-playground` leaves the page out. */
async function main(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', DATA_DIR: ownFolder(), ...process.env, ROLLCALL_MODE: 'sandbox' });
  const app = await createApp(config);
  const leaving = new AbortController();
  const isLeaving = (): boolean => leaving.signal.aborted;
  const port = await listen(app, config.port);
  if (port === undefined) return;

  const started: Promise<Playground | undefined>[] = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isLeaving()) return;
      leaving.abort();
      const pages = started.map(one => one.then(page => page?.stop()));
      void Promise.allSettled([...pages, app.stop()]).then(() => process.exit(0));
    });

  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  console.log(`Rollcall answers at ${endpoint}, on a pretend tenant of invented people.`);
  if (!process.argv.includes('--no-playground')) started.push(tryPlayground(endpoint, leaving.signal));
  const page = await started[0];
  if (isLeaving()) return;
  if (!page) {
    console.log(`\n${WITHOUT_PAGE}\nCtrl+C ends the bot.`);
    return;
  }
  console.log(`\n  Open    ${page.url}\n  Type    ${TRY.join('\n          ')}\n\n${POSTED}\n\nCtrl+C ends both.`);
  const code = await page.ended;
  if (!isLeaving())
    console.log(`\nThe Playground went away (code ${String(code)}). ${WITHOUT_PAGE}\nCtrl+C ends the bot.`);
}

/** The pretend tenant begins anew with each start, and so does what is kept about it, unless DATA_DIR or DATABASE_URL says where. */
function ownFolder(): string | undefined {
  if (process.env.DATA_DIR || process.env.DATABASE_URL) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The port, or undefined when it was taken, which is said then. */
async function listen(app: App, wanted: number): Promise<number | undefined> {
  try {
    return (await app.start()).port;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    console.error(`Port ${wanted} is taken, perhaps by another Rollcall. Give the demo any other: PORT=0 npm run demo`);
    process.exitCode = 1;
    await app.stop();
    return undefined;
  }
}

async function tryPlayground(endpoint: string, signal: AbortSignal): Promise<Playground | undefined> {
  console.log(
    `Starting the Microsoft 365 Agents Playground by npx; the first time it is downloaded, which can take a minute.
It is Microsoft's, no part of Rollcall: ${PLAYGROUND}, ${PLAYGROUND_LICENCE}.`,
  );
  try {
    return await startPlayground(endpoint, process.env, signal);
  } catch (error) {
    if (!signal.aborted)
      console.log(`The Playground can't be had here: ${error instanceof Error ? error.message : 'unknown reason'}.`);
    return undefined;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
