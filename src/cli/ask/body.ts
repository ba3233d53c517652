import { readFile, stat } from 'node:fs/promises';

/** Larger than any body that Graph takes. */
const LARGEST_BODY = 100_000;

/** The JSON of a file, trusted in nothing; or what keeps it from being read, in words. */
export async function readBody(path: string): Promise<{ body: unknown } | { fault: string }> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BODY) return { fault: `--body: ${path} is larger than ${LARGEST_BODY / 1000} KB.` };
    const text = await readFile(path, 'utf8');
    return { body: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: `--body: ${path} is no JSON. ${error.message}` };
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'that is a directory' : 'it cannot be read';
    return { fault: `--body: ${path}: ${why}.` };
  }
}
