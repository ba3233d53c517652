import { runPackage } from './package/run';

/** The app package for Teams: `npm run package -- --env dev`. */
async function main(): Promise<void> {
  try {
    process.exitCode = await runPackage(process.argv.slice(2), process.env, process.cwd(), {
      out: process.stdout,
      err: process.stderr,
    });
  } catch (error) {
    if (isMissingModule(error)) console.error('Packages are made with development dependencies: run npm ci first.');
    else console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** After `npm ci --omit=dev`. */
function isMissingModule(error: unknown): boolean {
  return String((error as { code?: unknown }).code).endsWith('MODULE_NOT_FOUND');
}

void main();
