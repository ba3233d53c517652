import { randomUUID } from 'node:crypto';
import type { ExportFile } from '../export/content';
import { createExportFolder, KEPT_MS, type ExportFolder, type WrittenFile } from '../export/folder';
import { askerKey } from '../domain/asker-key';
import type { Asker } from '../domain/sources';
import type { About } from '../domain/audit';

/** A file on disk that somebody may have. */
export interface OfferedFile extends WrittenFile {
  /** Nobody can guess it, and it is nothing without the person and the chat that the file was written for. */
  id: string;
  name: string;
  /** What it holds, for people. */
  description: string;
  about?: About;
}

export interface OfferedTo {
  asker: Asker | undefined;
  conversation: string;
}

/** Files that were written for people and wait to be taken. In memory: a restart forgets them, and sweeps them from the disk. */
export interface FileOffers {
  add(
    to: OfferedTo,
    file: ExportFile,
    said: Pick<OfferedFile, 'description' | 'about'>,
    signal?: AbortSignal,
  ): Promise<OfferedFile>;
  /** For whoever takes it: once. `taken` when that was done before, `gone` for any id that is nobody's, somebody else's or too old. */
  take(id: unknown, by: OfferedTo): OfferedFile | 'taken' | 'gone';
  /** It was not brought where it should be: it may be taken again. */
  giveBack(id: string): void;
  /** Nobody needs it any more. */
  drop(id: string): Promise<void>;
  /** Removes from the disk what is too old, now and from now on. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

interface Kept extends OfferedFile {
  owner: string;
  until: number;
  isTaken: boolean;
}

/** The oldest go first. */
const MOST_OF_ONE = 12;
const MOST_BYTES = 2 * 2 ** 30;

/** `now` in milliseconds. */
export function createFileOffers({
  now,
  folder = createExportFolder({ now }),
}: {
  now: () => number;
  folder?: ExportFolder;
}): FileOffers {
  const kept = new Map<string, Kept>();

  const forget = async (one: Kept): Promise<void> => {
    kept.delete(one.id);
    await folder.remove(one.path);
  };
  const makeRoom = async (owner: string): Promise<void> => {
    const all = [...kept.values()];
    for (const old of all.filter(one => now() >= one.until)) await forget(old);
    const own = [...kept.values()].filter(one => one.owner === owner);
    for (const old of own.slice(0, Math.max(0, own.length - MOST_OF_ONE))) await forget(old);
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const old of [...kept.values()]) {
      if (bytes <= MOST_BYTES) break;
      bytes -= old.bytes;
      await forget(old);
    }
  };

  return {
    async add(to, file, said, signal) {
      const written = await folder.write(file, signal);
      const id = randomUUID();
      const owner = askerKey(to.asker, to.conversation);
      const offered = { ...written, ...said, id, name: file.name };
      kept.set(id, { ...offered, owner, until: now() + KEPT_MS, isTaken: false });
      await makeRoom(owner);
      return offered;
    },
    take(id, by) {
      const one = typeof id === 'string' ? kept.get(id) : undefined;
      if (!one || !by.asker || one.owner !== askerKey(by.asker, by.conversation) || now() >= one.until) return 'gone';
      if (one.isTaken) return 'taken';
      one.isTaken = true;
      return one;
    },
    giveBack(id) {
      const one = kept.get(id);
      if (one) one.isTaken = false;
    },
    async drop(id) {
      const one = kept.get(id);
      // The entry stays as long as the file would have: who presses again is not told that it is gone.
      if (!one) return;
      one.bytes = 0;
      await folder.remove(one.path);
    },
    sweep: () => folder.sweep(),
    close: () => folder.close(),
  };
}
