import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';
import { openFile } from '../../src/store/sqlite/file';
import type { StoreTrouble } from '../../src/store/store-error';
import { JOBS, START } from './stores';

const root = join(__dirname, '../..');
const DAY = 24 * 3_600_000;
let dataDir: string;
const stores: Store[] = [];
const open = async (folder = dataDir): Promise<Store> => {
  const store = await openStore(
    { kind: 'sqlite', dataDir: folder },
    { jobs: { names: JOBS }, now: () => START, random: () => 0.5, onError: () => undefined },
  );
  stores.push(store);
  return store;
};
const file = (name: string): string => join(dataDir, name);
const write = (store: Store, value: number): Promise<void> =>
  store.transaction(tx => tx.marks.advance('t', 'm', value));
const read = (store: Store): Promise<number | undefined> => store.transaction(tx => tx.marks.get('t', 'm'));
const trouble = async (folder = dataDir): Promise<{ code: StoreTrouble; message: string }> => {
  const error: unknown = await open(folder).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'StoreError' });
  return error as { code: StoreTrouble; message: string };
};

/** The folder as a process leaves it that is killed. */
async function leaveAsKilled(commits: number): Promise<void> {
  const running = mkdtempSync(join(tmpdir(), 'rollcall-running-'));
  const store = await open(running);
  for (let value = 1; value <= commits; value++) await write(store, value);
  for (const name of readdirSync(running)) if (!name.endsWith('-shm')) copyFileSync(join(running, name), file(name));
  await store.close();
  rmSync(running, { recursive: true });
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rollcall-store-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the file', () => {
  it('keeps what was written over a restart, and leaves no log behind', async () => {
    const store = await open();
    await write(store, 7);
    await store.close();
    expect(readdirSync(dataDir).sort()).toEqual(['rollcall.db', 'rollcall.lock']);
    expect(await read(await open())).toBe(7);
  });

  it('is made for safety: every commit waits for the disk, and what is deleted is overwritten', () => {
    const opened = openFile(dataDir);
    const { database } = opened;
    const setting = (name: string) => database.pragma(name, { simple: true });
    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'busy_timeout'].map(setting);
    opened.close();
    expect(settings).toEqual(['wal', 2, 1, 1, 5_000]);
  });

  it('is one process’s own', async () => {
    await open();
    expect(await trouble()).toMatchObject({ code: 'held', message: expect.stringContaining(dataDir) });
    await stores[0]!.close();
    await open();
  });

  it('has its tables once, however often it is opened', async () => {
    for (let n = 0; n < 3; n++) await (await open()).close();
    expect(await read(await open())).toBeUndefined();
  });

  it('of a newer version is not touched', async () => {
    await (await open()).close();
    const newer = new Database(file('rollcall.db'));
    newer.exec("insert into kysely_migration values ('9999-future', '2030-01-01T00:00:00Z')");
    newer.close();
    expect(await trouble()).toMatchObject({ code: 'newer' });
  });

  it('of another program is not touched', async () => {
    const other = new Database(file('rollcall.db'));
    other.exec('pragma application_id = 42; create table theirs (x)');
    other.close();
    const bytes = readFileSync(file('rollcall.db'));
    expect(await trouble()).toMatchObject({ code: 'damaged' });
    expect(readFileSync(file('rollcall.db')).equals(bytes)).toBe(true);
  });
});

it('keeps what was asked for before the end', async () => {
  const store = await open();
  const asked = Array.from({ length: 120 }, (_, index) => write(store, index + 1));
  await store.close();
  await Promise.all(asked);
  expect(await read(await open())).toBe(120);
});

it('keeps a job that failed for good for a day, as pg-boss does by itself', async () => {
  let now = START;
  const store = await openStore(
    { kind: 'sqlite', dataDir },
    { jobs: { names: JOBS, tries: 1 }, now: () => now, random: () => 0.5, onError: () => undefined },
  );
  stores.push(store);
  await store.jobs.work('read', () => Promise.reject(new Error('on purpose')));
  await store.transaction(tx => tx.jobs.add('read', { tenant: 't' }));
  for (let tries = 0; (await store.jobs.count('read')).dead === 0 && tries < 100; tries++) await delay(20);
  now += DAY;
  await store.purge();
  expect(await store.jobs.count('read')).toEqual({ waiting: 0, running: 0, dead: 1 });
  now += 1;
  await store.purge();
  expect(await store.jobs.count('read')).toMatchObject({ dead: 0 });
});

describe('after a crash', () => {
  it('has every commit', async () => {
    await leaveAsKilled(40);
    expect(await read(await open())).toBe(40);
  });

  it.each([1, 4, 9, 20])('in the middle of making its tables (statement %d) begins them anew', async statement => {
    const script = `const Database = require('better-sqlite3');
      const { prepare } = Database.prototype;
      let made = 0;
      Database.prototype.prepare = function (sql) {
        if (/^create /.test(sql) && ++made === ${statement}) process.kill(process.pid, 'SIGKILL');
        return prepare.call(this, sql);
      };
      const { openStore } = require(${JSON.stringify(join(root, 'src/store/open-store.ts'))});
      const options = { jobs: { names: [] }, now: Date.now, random: Math.random, onError() {} };
      void openStore({ kind: 'sqlite', dataDir: ${JSON.stringify(dataDir)} }, options);`;
    const typescript = join(root, 'test/support/typescript.cjs');
    expect(spawnSync(process.execPath, ['--require', typescript, '-e', script], { cwd: root }).signal).toBe('SIGKILL');
    const store = await open();
    await write(store, 1);
    expect(await read(store)).toBe(1);
  });

  it('forgives a last commit that was cut off', async () => {
    await leaveAsKilled(40);
    const log = readFileSync(file('rollcall.db-wal'));
    truncateSync(file('rollcall.db-wal'), log.length - 100);
    expect(await read(await open())).toBe(39);
  });

  it.each<[string, StoreTrouble, () => void]>([
    [
      'its log is gone',
      'incomplete',
      () => {
        rmSync(file('rollcall.db-wal'));
      },
    ],
    [
      'its log is no log',
      'damaged',
      () => {
        writeFileSync(file('rollcall.db-wal'), Buffer.alloc(5_000, 7));
      },
    ],
    [
      'its log is damaged in the middle',
      'damaged',
      () => {
        spoil('rollcall.db-wal', 0.5);
      },
    ],
    [
      'its log is damaged at the beginning',
      'damaged',
      () => {
        spoil('rollcall.db-wal', 0);
      },
    ],
    [
      'the file is gone',
      'incomplete',
      () => {
        rmSync(file('rollcall.db'));
      },
    ],
    [
      'the file is empty',
      'damaged',
      () => {
        truncateSync(file('rollcall.db'), 0);
      },
    ],
    [
      'the file and its log are gone',
      'incomplete',
      () => {
        rmSync(file('rollcall.db'));
        rmSync(file('rollcall.db-wal'));
      },
    ],
  ])('refuses to start when %s, and leaves everything as it is', async (_, code, harm) => {
    await leaveAsKilled(40);
    harm();
    const before = readdirSync(dataDir)
      .filter(name => name !== 'rollcall.lock')
      .map(name => [name, readFileSync(file(name)).length]);
    for (let twice = 0; twice < 2; twice++) {
      const { code: found, message } = await trouble();
      expect(found).toBe(code);
      expect(message).toMatch(/rollcall\.db.*backup\.$/);
    }
    expect(
      readdirSync(dataDir)
        .filter(name => name !== 'rollcall.lock')
        .map(name => [name, readFileSync(file(name)).length]),
    ).toEqual(before);
  });

  it('refuses a file that is no database', async () => {
    writeFileSync(file('rollcall.db'), Buffer.alloc(8_192, 1));
    expect(await trouble()).toMatchObject({ code: 'damaged' });
  });

  function spoil(name: string, where: number): void {
    const bytes = readFileSync(file(name));
    const at = Math.floor((bytes.length - 100) * where) + 20;
    for (let n = 0; n < 8; n++) bytes[at + n] = bytes[at + n]! ^ 0xff;
    writeFileSync(file(name), bytes);
  }
});

describe('a disk that does not do', () => {
  it('that is full is said to be, and everything that was acknowledged is there afterwards', async () => {
    // A limit on the size of files does to a process what a full disk does.
    const script = `process.on('SIGXFSZ', () => undefined);
      const { openStore } = require(${JSON.stringify(join(root, 'src/store/open-store.ts'))});
      const options = { jobs: { names: [] }, now: Date.now, random: Math.random, onError() {} };
      openStore({ kind: 'sqlite', dataDir: ${JSON.stringify(dataDir)} }, options).then(async store => {
        let value = 0;
        try {
          for (;;) {
            await store.transaction(async tx => {
              await tx.marks.advance('t', 'x'.repeat(20000) + value, 1);
              await tx.marks.advance('t', 'm', value + 1);
            });
            value++;
          }
        } catch (error) {
          console.log(JSON.stringify({ code: error.code, message: error.message, value }));
          process.kill(process.pid, 'SIGKILL');
        }
      });`;
    const node = [process.execPath, '--require', join(root, 'test/support/typescript.cjs'), '-e', script];
    const { stdout } = spawnSync('bash', ['-c', 'ulimit -f 800; exec "$@"', 'bash', ...node], { encoding: 'utf8' });
    const { code, message, value } = JSON.parse(stdout);
    expect({ code, message }).toEqual({ code: 'full', message: expect.stringContaining(join(dataDir, 'rollcall.db')) });
    expect(value).toBeGreaterThan(5);
    expect(await read(await open())).toBe(value);
  });

  it('that is no folder is said to be', async () => {
    writeFileSync(file('note'), '');
    expect(await trouble(join(file('note'), 'data'))).toMatchObject({ code: 'no-access' });
  });

  it('that may only be read is said to be', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-sealed-'));
    chmodSync(folder, 0o555);
    try {
      expect(await troubleOfAnotherUser(folder)).toMatch(/^no-access: .*rollcall\.lock can't be written/);
    } finally {
      chmodSync(folder, 0o755);
      rmSync(folder, { recursive: true });
    }
  });

  /** Root may write anywhere: a process of its own gives that up first. */
  async function troubleOfAnotherUser(folder: string): Promise<string> {
    if (process.getuid?.() !== 0) {
      const { code, message } = await trouble(folder);
      return `${code}: ${message}`;
    }
    const script = `const { openFile } = require(${JSON.stringify(join(root, 'src/store/sqlite/file.ts'))});
      process.setgid(65534); process.setuid(65534);
      try { openFile(${JSON.stringify(folder)}); } catch (error) { console.log(error.code + ': ' + error.message); }`;
    return execFileSync(process.execPath, ['--require', join(root, 'test/support/typescript.cjs'), '-e', script], {
      encoding: 'utf8',
    });
  }
});
