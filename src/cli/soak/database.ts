import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own on that server, and gone afterwards. */
export interface OwnDatabase {
  url: string;
  drop(): Promise<void>;
}

export async function createDatabase(server: string): Promise<OwnDatabase> {
  const name = `rollcall_soak_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
