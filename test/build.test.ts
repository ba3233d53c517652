import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const place = mkdtempSync(join(tmpdir(), 'rollcall-build-'));
const at = (path: string): string => join(place, path);

/** What `npm start` does on a tree of two sources and a template, and what the entry then says. */
function start(): string {
  execFileSync(process.execPath, ['build.cjs'], { cwd: place });
  return execFileSync(process.execPath, ['lib/src/index.js'], { cwd: place, encoding: 'utf8' }).trim();
}

function card(word: string): void {
  writeFileSync(at('adaptiveCards/help.json'), JSON.stringify({ word }));
}

beforeAll(() => {
  for (const file of ['build.cjs', 'tsconfig.json']) cpSync(join(root, file), at(file));
  const { compilerOptions, ...rest } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
  // Most of a second goes into reading declarations that these two sources need not have.
  const few = { ...compilerOptions, types: [], lib: ['es5'] };
  writeFileSync(at('tsconfig.build.json'), JSON.stringify({ ...rest, compilerOptions: few }));
  symlinkSync(join(root, 'node_modules'), at('node_modules'), 'dir');
  for (const folder of ['src', 'adaptiveCards']) mkdirSync(at(folder));
  writeFileSync(
    at('src/index.ts'),
    `declare const process: any;\nimport { word } from './word';\nimport help from '../adaptiveCards/help.json';\nprocess.stdout.write(word + ' ' + help.word);\n`,
  );
  writeFileSync(at('src/word.ts'), `export const word = 'one';\n`);
  card('card');
});
afterAll(() => {
  rmSync(place, { recursive: true });
});

// One after the other, as in a working copy.
it('compiles where there is no output', () => {
  expect(start()).toBe('one card');
});

it('compiles again after a source or a template has changed', () => {
  writeFileSync(at('src/word.ts'), `export const word = 'two';\n`);
  expect(start()).toBe('two card');
  card('new');
  expect(start()).toBe('two new');
});

it('makes anew an output that went missing', () => {
  rmSync(at('lib/src/word.js'));
  expect(start()).toBe('two new');
  rmSync(at('lib/adaptiveCards'), { recursive: true });
  expect(start()).toBe('two new');
});

it('leaves nothing of a source that is gone', () => {
  mkdirSync(at('src/word'));
  renameSync(at('src/word.ts'), at('src/word/index.ts'));
  writeFileSync(at('src/word/index.ts'), readFileSync(at('src/word/index.ts'), 'utf8').replace('two', 'three'));
  expect(start()).toBe('three new');
});

it('waits for another process that compiles the same tree', async () => {
  writeFileSync(at('lib/build.lock'), String(process.pid));
  const build = spawn(process.execPath, ['build.cjs'], { cwd: place });
  const ended = new Promise(resolve => build.once('exit', resolve));
  const early = await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 500, 'waits'))]);
  rmSync(at('lib/build.lock'));
  expect(early).toBe('waits');
  expect(await ended).toBe(0);
  expect(existsSync(at('lib/build.lock'))).toBe(false);
});

it.each([
  ['died', () => String(spawnedAndGone())],
  ['left no number', () => 'x'],
])('does not wait for one that %s', (_, owner) => {
  writeFileSync(at('lib/build.lock'), owner());
  const old = new Date(Date.now() - 3_600_000);
  if (owner() === 'x') utimesSync(at('lib/build.lock'), old, old);
  expect(start()).toBe('three new');
});

function spawnedAndGone(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
}
