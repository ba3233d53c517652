import { runForget } from './forget/run';

/** Erasure on request: `npm run -s forget -- <tenant> <aadObjectId>`. */
async function main(): Promise<void> {
  try {
    process.exitCode = await runForget(process.argv.slice(2), process.env, {
      out: process.stdout,
      err: process.stderr,
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
