import { runAudit } from './audit/run';

/** Who looked at, took or posted what: `npm run -s audit -- <tenant>`. */
async function main(): Promise<void> {
  try {
    process.exitCode = await runAudit(process.argv.slice(2), process.env, {
      out: process.stdout,
      err: process.stderr,
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
