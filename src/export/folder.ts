import { randomUUID } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportFile } from './content';
import { writeExport } from './write';

/** A file on disk. */
export interface WrittenFile {
  path: string;
  bytes: number;
  rows: number;
}

/** Where files wait to be fetched: a folder of this process, in one that all of them share. */
export interface ExportFolder {
  /** Under a name that nobody can guess. Throws what the disk throws; nothing stays behind then. */
  write(file: ExportFile, signal?: AbortSignal): Promise<WrittenFile>;
  remove(path: string): Promise<void>;
  /** Removes what is too old, also what a process left behind that is gone. */
  sweep(): Promise<void>;
  /** Removes everything of this process. */
  close(): Promise<void>;
}

/** Files are gone within the hour, this long and a sweep after they were written. */
export const KEPT_MS = 50 * 60_000;
const SWEEP_EVERY = 5 * 60_000;
const PREFIX = 'of-';

export interface ExportFolderOptions {
  /** Milliseconds. */
  now: () => number;
  /** Made where it is missing; closed to everybody but the user who runs this. */
  parent?: string;
  keptMs?: number;
}

/** Touches no disk before the first `write` or `sweep`; from then on it sweeps by itself. */
export function createExportFolder(options: ExportFolderOptions): ExportFolder {
  const { now, parent = join(tmpdir(), `rollcall-exports-${userId()}`), keptMs = KEPT_MS } = options;
  let own: Promise<string> | undefined;
  let sweeping: NodeJS.Timeout | undefined;

  const sweepLater = (): void => {
    sweeping ??= setInterval(() => void sweep().catch(() => undefined), SWEEP_EVERY).unref();
  };
  const sweep = async (): Promise<void> => {
    sweepLater();
    for (const folder of await readdir(parent).catch(() => [])) {
      if (!folder.startsWith(PREFIX)) continue;
      const path = join(parent, folder);
      const left = await readdir(path).catch(() => []);
      for (const file of left) await removeIfOld(join(path, file));
      // Another process may be about to write its first file there.
      if ((await own) !== path && (await readdir(path).catch(() => [''])).length === 0) await removeIfOld(path);
    }
  };
  const removeIfOld = async (path: string): Promise<void> => {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (now() - mtimeMs >= keptMs) await rm(path, { recursive: true, force: true });
  };
  const open = async (): Promise<string> => {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    // In a folder that all users write to, somebody else may have been first.
    const found = await lstat(parent);
    const isOurs = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
    if (!found.isDirectory() || !isOurs) throw new Error(`${parent} is open to others`);
    sweepLater();
    return mkdtemp(join(parent, PREFIX));
  };

  return {
    async write(file, signal) {
      own ??= open();
      own.catch(() => (own = undefined));
      const path = join(await own, randomUUID());
      try {
        return { path, ...(await writeExport(path, file, signal)) };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    remove: path => rm(path, { force: true }),
    sweep,
    async close() {
      clearInterval(sweeping);
      sweeping = undefined;
      if (own) await rm(await own, { recursive: true, force: true });
      own = undefined;
    },
  };
}

function userId(): string {
  return process.getuid ? String(process.getuid()) : 'user';
}
