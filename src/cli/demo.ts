import { createApp } from '../app';
import { ConfigError, readConfig } from '../config';
import { PLAYGROUND, PLAYGROUND_LICENCE, startPlayground, type Playground } from './demo/playground';

const TRY = [
  'help',
  'events',
  'attendance all-hands',
  'participants spring',
  "who came to yesterday's webinar",
  'sessions bootcamp',
];

/** The bot on the pretend tenant, and a Teams-like page to chat with it. `--no-playground` leaves the page out. */
async function main(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env, ROLLCALL_MODE: 'sandbox' });
  const app = await createApp(config);
  const { port } = await app.start();
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  console.log(`Rollcall answers at ${endpoint}, on a pretend tenant of invented people.`);

  const playground = process.argv.includes('--no-playground') ? undefined : await tryPlayground(endpoint);
  if (playground)
    console.log(`\n  Open    ${playground.url}\n  Type    ${TRY.join('\n          ')}\n\nCtrl+C ends both.`);
  else
    console.log(
      `\nThe same answers without a page, in another terminal:\n\n  npm run -s ask -- "attendance all-hands"\n\nCtrl+C ends the bot.`,
    );

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([playground?.stop(), app.stop()]).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function tryPlayground(endpoint: string): Promise<Playground | undefined> {
  console.log(`Starting the Microsoft 365 Agents Playground (${PLAYGROUND}, ${PLAYGROUND_LICENCE}), by npx …`);
  try {
    return await startPlayground(endpoint, process.env);
  } catch (error) {
    console.log(`The Playground can't be had here: ${error instanceof Error ? error.message : 'unknown reason'}.`);
    return undefined;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
