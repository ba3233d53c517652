import { runDoctor } from './doctor/run';

/** What is configured, what answers and what is missing: `npm run -s doctor -- --as <an organiser's object id>`. */
async function main(): Promise<void> {
  try {
    process.exitCode = await runDoctor(process.argv.slice(2), process.env, process.stdout);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

void main();
