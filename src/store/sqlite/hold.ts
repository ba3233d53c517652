import Database from 'better-sqlite3';
import { join } from 'node:path';
import { StoreError, toStoreError } from '../store-error';

/** Makes this process the only one in the folder, until `release` or its end, however it ends: the kernel keeps the lock. Throws StoreError. */
export function holdFolder(folder: string): { release(): void } {
  const path = join(folder, 'rollcall.lock');
  let lock: Database.Database | undefined;
  try {
    lock = new Database(path, { timeout: 0 });
    lock.exec('pragma journal_mode = memory; begin exclusive');
    const held = lock;
    return { release: () => held.close() };
  } catch (error) {
    lock?.close();
    const code = String((error as { code?: unknown }).code);
    if (!code.startsWith('SQLITE_BUSY')) throw toStoreError(error, path);
    throw new StoreError(
      'held',
      `Another Rollcall is running on ${folder}. Stop it first; to run several, set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}
