export const storeTroubles = [
  'held',
  'no-access',
  'full',
  'remote-disk',
  'damaged',
  'incomplete',
  'newer',
  'unreachable',
] as const;
export type StoreTrouble = (typeof storeTroubles)[number];

/** The database can't be used. `message` says in words what is wrong and what helps; it holds no password and no data. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreTrouble,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Words for what SQLite reports; any other error stays what it is. `place`: the database file. */
export function toStoreError(error: unknown, place: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreError('held', `${place} is in use by another process. Stop that process first.`, { cause: error });
  if (/^SQLITE_(?:FULL|IOERR_(?:WRITE|FSYNC|TRUNCATE))/.test(code) || code === 'ENOSPC')
    return new StoreError(
      'full',
      `The disk that holds ${place} takes nothing more: it is full, or it fails. Make room, or replace it.`,
      {
        cause: error,
      },
    );
  if (
    /^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code) ||
    ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)
  )
    return new StoreError('no-access', `${place} can't be written. Let the user who runs Rollcall write there.`, {
      cause: error,
    });
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
    return new StoreError('damaged', `${place} is damaged. Restore it from a backup.`, { cause: error });
  return error;
}
