import { readConfig } from '../../config';
import type { Env } from '../../config/reader';
import { isGuid } from '../../domain/guid';
import { openStore } from '../../store/open-store';
import { isTenantId, reasonOf } from '../kept-data';
import type { Streams } from '../terminal';

export const USAGE = `npm run -s forget -- <tenant> <person>

  <tenant>   the tenant's id; "sandbox" for the pretend tenant
  <person>   the person's object id in Microsoft Entra`;

/** Erases a person from the database: watches, personal chats, and what leads to them. Resolves to the exit code. */
export async function runForget(argv: readonly string[], env: Env, { out, err }: Streams): Promise<number> {
  const [tenant = '', person = '', ...more] = argv;
  if (argv.includes('--help')) {
    out.write(`${USAGE}\n`);
    return 0;
  }
  if (!isTenantId(tenant) || !isGuid(person) || more.length > 0) {
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
    err.write(`Nothing was erased. ${reasonOf(error)}\n`);
    return 1;
  }
}
