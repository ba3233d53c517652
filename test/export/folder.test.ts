import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ExportFile } from '../../src/export/content';
import { createExportFolder, KEPT_MS, type ExportFolder } from '../../src/export/folder';
import { partsOf } from './contents';

let root: string;
let parent: string;
const open: ExportFolder[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  parent = join(root, 'exports');
});
afterEach(async () => {
  for (const folder of open.splice(0)) await folder.close();
  await rm(root, { recursive: true });
});

function folderAt(now = Date.now) {
  const folder = createExportFolder({ parent, now });
  open.push(folder);
  return folder;
}

function fileOf(parts: ExportFile['parts'], encoding: ExportFile['encoding'] = 'utf8'): ExportFile {
  return {
    holds: 'people',
    name: 'Talk people.csv',
    encoding,
    parts,
  };
}

const parts = partsOf('\ufeffName\r\n', 1, () => '"Zoë"\r\n');
const short = fileOf(parts);
const longAgo = (path: string) => {
  const then = (Date.now() - KEPT_MS - 60_000) / 1000;
  utimesSync(path, then, then);
};

describe('files on disk', () => {
  it('hold their lines in their encoding, and are as large as is said', async () => {
    const folder = folderAt();
    const utf8 = await folder.write(short);
    expect(readFileSync(utf8.path)).toEqual(Buffer.from('\ufeffName\r\n"Zoë"\r\n', 'utf8'));
    expect(utf8).toMatchObject({ bytes: statSync(utf8.path).size, rows: 1 });
    const utf16 = await folder.write(fileOf(parts, 'utf16le'));
    expect(readFileSync(utf16.path)).toEqual(Buffer.from('\ufeffName\r\n"Zoë"\r\n', 'utf16le'));
    expect(utf16.bytes).toBe(statSync(utf16.path).size);
  });

  it('are closed to others, under names that say nothing', async () => {
    const folder = folderAt();
    const [one, other] = [await folder.write(short), await folder.write(short)];
    expect(statSync(one.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(one.path)).mode & 0o777).toBe(0o700);
    expect(statSync(parent).mode & 0o777).toBe(0o700);
    for (const { path } of [one, other]) expect(basename(path)).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.path).not.toBe(other.path);
  });

  it('are made line by line as the disk takes them', async () => {
    const line = `${'x'.repeat(999)}\n`;
    let [made, highest, path] = [0, 0, ''];
    const written = () => (path && existsSync(path) ? statSync(path).size : 0);
    const folder = folderAt();
    const file = fileOf(
      partsOf('', 2000, () => {
        path ||= join(parent, readdirSync(parent)[0]!, readdirSync(join(parent, readdirSync(parent)[0]!))[0]!);
        highest = Math.max(highest, made * line.length - written());
        made += 1;
        return line;
      }),
    );
    await expect(folder.write(file)).resolves.toMatchObject({ bytes: 2_000_000 });
    expect(highest).toBeLessThanOrEqual(600_000);
  });

  it('of which writing fails or is given up leave nothing', async () => {
    const folder = folderAt();
    const failing = fileOf(
      partsOf('x'.repeat(100_000), 1, () => {
        throw new Error('no more');
      }),
    );
    await expect(folder.write(failing)).rejects.toThrow('no more');
    await expect(folder.write(short, AbortSignal.abort())).rejects.toThrow();
    expect(readdirSync(parent).flatMap(name => readdirSync(join(parent, name)))).toEqual([]);
  });

  it('are gone when removed, and with the folder', async () => {
    const folder = folderAt();
    const [one, other] = [await folder.write(short), await folder.write(short)];
    await folder.remove(one.path);
    expect([existsSync(one.path), existsSync(other.path)]).toEqual([false, true]);
    await folder.close();
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe('sweeping', () => {
  it('removes what is too old and leaves the rest', async () => {
    const folder = folderAt();
    const [old, young] = [await folder.write(short), await folder.write(short)];
    longAgo(old.path);
    await folder.sweep();
    expect([existsSync(old.path), existsSync(young.path)]).toEqual([false, true]);
  });

  it('removes what a process left that is gone, once it is too old, and its folder with it', async () => {
    const gone = folderAt();
    const [old, young] = [await gone.write(short), await gone.write(short)];
    longAgo(old.path);
    const next = folderAt();
    await next.sweep();
    expect([existsSync(old.path), existsSync(young.path)]).toEqual([false, true]);
    longAgo(young.path);
    await next.sweep();
    expect(readdirSync(dirname(young.path))).toEqual([]);
    longAgo(dirname(young.path));
    await next.sweep();
    expect(existsSync(dirname(young.path))).toBe(false);
  });

  it('touches nothing that it did not make, and nothing where there is nothing', async () => {
    await folderAt().sweep();
    expect(existsSync(parent)).toBe(false);
    mkdirSync(parent, { mode: 0o700 });
    writeFileSync(join(parent, 'somebody-elses'), 'x');
    longAgo(join(parent, 'somebody-elses'));
    await folderAt().sweep();
    expect(readdirSync(parent)).toEqual(['somebody-elses']);
  });
});

describe('a place that others can reach', () => {
  it('is not written to', async () => {
    mkdirSync(parent, { mode: 0o777 });
    chmodSync(parent, 0o777);
    await expect(folderAt().write(short)).rejects.toThrow('open to others');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('nor through a link that somebody put there', async () => {
    mkdirSync(join(root, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(root, 'elsewhere'), parent);
    await expect(folderAt().write(short)).rejects.toThrow();
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });
});
