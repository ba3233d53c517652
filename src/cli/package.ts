import { runPackage } from './package/run';
import { messageOf, runInTerminal } from './terminal';

/** The app package for Teams: `npm run package -- --env dev`. */
void runInTerminal(
  (argv, env, streams) => runPackage(argv, env, process.cwd(), streams),
  error =>
    isMissingModule(error) ? 'Packages are made with development dependencies: run npm ci first.' : messageOf(error),
);

/** After `npm ci --omit=dev`. */
function isMissingModule(error: unknown): boolean {
  return String((error as { code?: unknown }).code).endsWith('MODULE_NOT_FOUND');
}
