import { parseArgs } from 'node:util';
import { isGuid } from '../../domain/guid';

export const USAGE = `Usage: npm run -s doctor -- [--as <aadObjectId>]

  --as <aadObjectId>          somebody who organises events, in a real tenant: whether Graph lets Rollcall read them
`;

/** What `doctor` was told on its command line; undefined where it can't be made out, or help was asked for. */
export function readCall(args: string[]): { as?: string } | undefined {
  try {
    const { as } = parseArgs({ args, options: { as: { type: 'string' } } }).values;
    if (as === undefined) return {};
    return isGuid(as) ? { as: as.toLowerCase() } : undefined;
  } catch {
    return undefined;
  }
}
