import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A folder for one store alone, gone with this process. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-data-'));
  if (made.length === 0)
    process.once('exit', () => {
      for (const one of made) rmSync(one, { recursive: true, force: true });
    });
  made.push(folder);
  return folder;
}
