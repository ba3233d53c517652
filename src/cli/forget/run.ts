import { ConfigError, readConfig } from '../../config';
import type { Env } from '../../config/reader';
import { openStore } from '../../store/open-store';
import { StoreError } from '../../store/store-error';

/** Where the command prints: what it did on `out`, what kept it from that on `err`. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown };
}

export const USAGE = `npm run -s forget -- <tenant> <person>

  <tenant>   the tenant's id; "sandbox" for the pretend tenant
  <person>   the person's object id in Microsoft Entra`;

/** Neither is ever longer, and nothing else is in them. */
const TENANT = /^[a-z0-9-]{1,64}$/i;
const PERSON = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Erases a person from the database: watches, personal chats, and what leads to them. Resolves to the exit code. */
export async function runForget(argv: readonly string[], env: Env, { out, err }: Streams): Promise<number> {
  const [tenant = '', person = '', ...more] = argv;
  if (argv.includes('--help')) {
    out.write(`${USAGE}\n`);
    return 0;
  }
  if (!TENANT.test(tenant) || !PERSON.test(person) || more.length > 0) {
    err.write(`This takes the id of a tenant and the object id of a person.\n\n${USAGE}\n`);
    return 1;
  }
  try {
    const config = readConfig(env);
    const quiet = { jobs: { names: [] }, now: Date.now, random: Math.random, onError: () => undefined };
    const store = await openStore(config.store, quiet);
    try {
      // Entra's ids are kept in lower case.
      const rows = await store.forget(tenant.toLowerCase(), person.toLowerCase());
      out.write(
        rows === 0
          ? 'Nothing was kept of this person in that tenant.\n'
          : `Erased: ${rows} ${rows === 1 ? 'row' : 'rows'} led to this person. Backups made before still hold them.\n`,
      );
      return 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof StoreError)) throw error;
    err.write(`Nothing was erased. ${error.message}\n`);
    return 1;
  }
}
