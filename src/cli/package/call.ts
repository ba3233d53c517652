import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Which package is asked for. */
export interface Call {
  /** `dev` reads env/.env.dev. */
  env: string;
  out: string;
}

export const USAGE = `npm run package [-- --env <name>] [--out <file>]

  --env <name>   fills the manifest from env/.env.<name>; local unless said
  --out <file>   where the package goes; appPackage/build/appPackage.<name>.zip unless said`;

/** Becomes part of a path. */
const NAME = /^[a-z0-9][a-z0-9-]{0,40}$/i;

export function readCall(argv: string[]): Call | 'help' | { fault: string } {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        env: { type: 'string', default: 'local' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    if (!NAME.test(values.env)) return { fault: `--env takes a name of letters, digits and hyphens: dev, prod.` };
    if (values.out === '') return { fault: '--out takes the path of a file.' };
    return { env: values.env, out: values.out ?? join('appPackage', 'build', `appPackage.${values.env}.zip`) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
