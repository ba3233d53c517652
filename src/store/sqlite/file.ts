import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import type { SqliteDatabase } from 'kysely';
import { join } from 'node:path';
import { StoreError, toStoreError } from '../store-error';
import { openFolder } from './folder';
import { holdFolder } from './hold';
import { isLogDamaged } from './log-check';

/** Another program that reads the file, such as a backup, is waited for this long. */
const BUSY_MS = 5_000;

/** Statements that are kept as they were prepared; all of Rollcall's own are fewer, but for lists of different lengths. */
const MOST_PREPARED = 500;

/** "Roll": says whose file it is. */
const OURS = 0x526f6c6c;

export interface DatabaseFile {
  database: Database.Database;
  /** The same as Kysely uses it: a transaction is for writing from its beginning, and one that SQLite has ended itself need not be rolled back. */
  forKysely: SqliteDatabase;
  path: string;
  /** Moves everything into the database file and empties the log: nothing that was deleted can be read in either. */
  readonly checkpoint: () => void;
  close(): void;
}

/**
 * The one database file of a folder. A note beside it says that commits may still be in the log: while it is there, the log has to be there too.
 * Throws StoreError.
 */
export function openFile(dataDir: string): DatabaseFile {
  const folder = openFolder(dataDir);
  const hold = holdFolder(folder);
  const path = join(folder, 'rollcall.db');
  const note = join(folder, 'rollcall.open');
  let database: Database.Database | undefined;
  try {
    refuseIncomplete(path, note);
    database = new Database(path, { timeout: BUSY_MS });
    prepare(database, existsSync(note), path);
    if (!existsSync(note)) writeDurably(note, folder);
  } catch (error) {
    database?.close();
    hold.release();
    throw toStoreError(error, path);
  }
  const open = database;
  const known = new Map<string, Database.Statement>();
  const prepared = (statement: string): Database.Statement => {
    const before = known.get(statement);
    if (before) return before;
    if (known.size >= MOST_PREPARED) known.clear();
    const made = open.prepare(statement);
    known.set(statement, made);
    return made;
  };
  const checkpoint = (): void => {
    open.pragma('wal_checkpoint(truncate)');
  };
  return {
    database: open,
    forKysely: {
      close: () => open.close(),
      prepare(statement) {
        if (statement === 'begin') return prepared('begin immediate');
        if (statement === 'rollback' && !open.inTransaction) return open.prepare('select 1');
        return prepared(statement);
      },
    },
    path,
    checkpoint,
    close() {
      if (!open.open) return;
      try {
        const [state] = open.pragma('wal_checkpoint(truncate)') as { busy: number }[];
        // From here on the log may go; with a reader in the way it stays, and so does the note.
        if (state?.busy === 0) removeDurably(note, folder);
      } finally {
        open.close();
        hold.release();
      }
    },
  };
}

function refuseIncomplete(path: string, note: string): void {
  const log = `${path}-wal`;
  const restore = 'Put it back, or restore the whole folder from a backup.';
  if (!existsSync(path) && (existsSync(note) || existsSync(log)))
    throw new StoreError('incomplete', `${path} is missing, though it was in use. ${restore}`);
  if (existsSync(path) && statSync(path).size === 0 && existsSync(note))
    throw new StoreError('damaged', `${path} is empty, though it was in use. Restore the whole folder from a backup.`);
  if (existsSync(note) && !existsSync(log))
    throw new StoreError('incomplete', `${log} is missing, and with it what was written last. ${restore}`);
  if (existsSync(note) && isLogDamaged(log))
    throw new StoreError('damaged', `${log} is damaged. Restore the whole folder from a backup.`);
}

function prepare(database: Database.Database, wasInUse: boolean, path: string): void {
  const owner = database.pragma('application_id', { simple: true });
  if (owner !== 0 && owner !== OURS)
    throw new StoreError(
      'damaged',
      `${path} is not a database of Rollcall's. Move it away, or set DATA_DIR to another folder.`,
    );
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  database.pragma('journal_size_limit = 67108864');
  if (wasInUse && database.pragma('quick_check(1)', { simple: true }) !== 'ok')
    throw new StoreError('damaged', `${path} is damaged. Restore the whole folder from a backup.`);
  // A first write tells whether there is leave and room to write, and makes the log.
  database.pragma(`application_id = ${OURS}`);
}

function writeDurably(path: string, folder: string): void {
  const file = openSync(path, 'w', 0o600);
  fsyncSync(file);
  closeSync(file);
  syncFolder(folder);
}

function removeDurably(path: string, folder: string): void {
  rmSync(path, { force: true });
  syncFolder(folder);
}

/** Windows knows no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  fsyncSync(file);
  closeSync(file);
}
