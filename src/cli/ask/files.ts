import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { OfferedFile } from '../../bot/file-offers';

/** Puts an answer's files into a directory, under their own names; their paths, in the same order. Throws what the disk throws. */
export async function putFiles(files: readonly OfferedFile[], directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const paths = files.map(file => resolve(join(directory, file.name)));
  for (const [index, file] of files.entries()) await copyFile(file.path, paths[index] ?? '');
  return paths;
}

/** Where the files are and how large; or how to get them. */
export function filesText(files: readonly OfferedFile[], paths: readonly string[] | undefined): string {
  if (!paths) return '\nAdd --out <directory> to get these files.\n';
  const lines = files.map((file, index) => `${paths[index] ?? ''} (${file.bytes} bytes, ${file.rows} rows)`);
  return `\n${lines.join('\n')}\n`;
}
