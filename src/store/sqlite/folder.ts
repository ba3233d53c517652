import { mkdirSync, statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StoreError, toStoreError } from '../store-error';

/** What Linux calls file systems that are reached over a network: SQLite's locks and shared memory do not hold there. */
const REMOTE: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xfe534d42: 'SMB',
  0xff534d42: 'CIFS',
};

/** Makes the folder, closed to other users. Throws StoreError where it can't be made or lies on another machine. */
export function openFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toStoreError(error, folder);
  }
  const { type } = statfsSync(folder);
  const remote = REMOTE[type >>> 0];
  if (remote !== undefined)
    throw new StoreError(
      'remote-disk',
      `${folder} is on a network disk (${remote}), where the database file is not safe. Set DATA_DIR to a local disk, or DATABASE_URL to a PostgreSQL server.`,
    );
  return folder;
}
