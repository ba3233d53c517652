import { PostgresDialect } from 'kysely';
import { StoreError } from './store-error';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;
/** PostgreSQL's int8: counts and our times, far below what a number holds exactly. */
const INT8 = 20;

/** A pool of connections. pg is loaded here and nowhere else: SQLite does not pay for it. Throws StoreError without the address. */
export async function connect(url: string, onError: (error: unknown) => void): Promise<PostgresDialect> {
  const { Pool, TypeOverrides } = (await import('pg')).default;
  const types = new TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'rollcall',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    types,
  });
  // A connection that breaks while nobody uses it.
  pool.on('error', onError);
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    const code = (error as { code?: unknown }).code;
    const said = typeof code === 'string' ? ` (${code})` : '';
    throw new StoreError(
      'unreachable',
      `The PostgreSQL server of DATABASE_URL can't be used${said}. Check that it runs and that the address, user and password are right.`,
      { cause: error },
    );
  }
  return new PostgresDialect({ pool });
}

/** True where the whole transaction may be tried again: PostgreSQL ended it because of another one. */
export function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}
