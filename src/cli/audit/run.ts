import { parseArgs } from 'node:util';
import { readConfig } from '../../config';
import type { Env } from '../../config/reader';
import { isGuid } from '../../domain/guid';
import { readAuditOf } from '../../store/read-audit';
import { isTenantId, reasonOf } from '../kept-data';
import type { Streams } from '../terminal';

export const USAGE = `npm run -s audit -- <tenant> [--person <id>] [--about <id>] [--days <n>] [--limit <n>]

  <tenant>   the tenant's id; "sandbox" for the pretend tenant
  --person   only what this person did: an object id in Microsoft Entra
  --about    only what was about this event, session or meeting: an id of Graph's
  --days     only the last so many days
  --limit    so many entries at most, the newest first; 1000 unless said

One line of JSON an entry: when, who, what they did (looked, exported or posted), by which command, about what, and where.`;

const NUMBER = /^[1-9]\d{0,5}$/;
const LIMIT = 1_000;
const DAY = 24 * 3_600_000;

/** Prints who looked at, took or posted what. Resolves to the exit code. */
export async function runAudit(argv: readonly string[], env: Env, { out, err }: Streams): Promise<number> {
  if (argv.includes('--help')) {
    out.write(`${USAGE}\n`);
    return 0;
  }
  const call = readCall(argv);
  if (!call) {
    err.write(`This takes the id of a tenant.\n\n${USAGE}\n`);
    return 1;
  }
  const { tenant, person, about, days, limit = LIMIT } = call;
  try {
    // Entra's ids are kept in lower case.
    const rows = await readAuditOf(readConfig(env).store, tenant.toLowerCase(), {
      ...(person !== undefined && { personId: person.toLowerCase() }),
      ...(about !== undefined && { about }),
      ...(days !== undefined && { since: Date.now() - days * DAY }),
      limit: limit + 1,
    });
    for (const { at, personId, deed, command, kind, id, sessionId, place } of rows.slice(0, limit))
      out.write(
        `${JSON.stringify({ at: new Date(at).toISOString(), personId, deed, command, kind, id, sessionId, place })}\n`,
      );
    if (rows.length === 0) err.write('Nothing of that is in the audit log.\n');
    if (rows.length > limit) err.write(`There are older entries: --limit ${limit * 10} shows more.\n`);
    return 0;
  } catch (error) {
    err.write(`${reasonOf(error)}\n`);
    return 1;
  }
}

interface Call {
  tenant: string;
  person?: string | undefined;
  about?: string | undefined;
  days?: number | undefined;
  limit?: number | undefined;
}

function readCall(argv: readonly string[]): Call | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { person: text, about: text, days: text, limit: text },
      allowPositionals: true,
    });
    const { person, about, days, limit } = values;
    const [tenant = '', ...more] = positionals;
    const isWrong =
      !isTenantId(tenant) ||
      more.length > 0 ||
      (person !== undefined && !isGuid(person)) ||
      ![days, limit].every(one => one === undefined || NUMBER.test(one));
    if (isWrong) return undefined;
    const number = (one: string | undefined) => (one === undefined ? undefined : Number(one));
    return { tenant, person, about, days: number(days), limit: number(limit) };
  } catch {
    return undefined;
  }
}
