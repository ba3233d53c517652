import { runAsk } from './ask/run';

/** One or more commands without Teams: `npm run -s ask -- "attendance all-hands"`. */
async function main(): Promise<void> {
  try {
    process.exitCode = await runAsk(process.argv.slice(2), process.env, { out: process.stdout, err: process.stderr });
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

void main();
