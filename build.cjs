// Compiles what has changed. `tsc -b` alone goes by its own notes and never looks whether an output is still there.
const { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');

const LOCK = 'lib/build.lock';
const LONGEST_BUILD = 5 * 60_000;

/** False while another process compiles the same tree: whoever starts meanwhile would run files that are half written. */
function mayCompile() {
  try {
    mkdirSync('lib', { recursive: true });
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    process.on('exit', () => rmSync(LOCK, { force: true }));
    return true;
  } catch (error) {
    // Where nothing can be written, nothing will be.
    if (error.code !== 'EEXIST') return true;
  }
  try {
    const isOld = Date.now() - statSync(LOCK).mtimeMs > LONGEST_BUILD;
    if (isOld || !isAlive(Number(readFileSync(LOCK, 'utf8')))) rmSync(LOCK, { force: true });
  } catch {
    // It has just been taken away.
  }
  return false;
}

/** 0 and NaN: whoever made the lock has not come to write its number yet. */
function isAlive(pid) {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

while (!mayCompile()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);

const list = (pattern, exclude = []) => globSync(pattern, { exclude }).map(path => path.replaceAll('\\', '/'));
const sources = list('src/**/*.ts', ['**/*.d.ts']);
const templates = list('adaptiveCards/*.json', ['**/*.sample.json']);
const outputs = [...sources.map(source => source.replace(/\.ts$/, '.js')), ...templates].map(path => `lib/${path}`);
const known = new Set(outputs);

for (const output of list('lib/{src,adaptiveCards}/**/*.{js,json}')) if (!known.has(output)) rmSync(output);
if (!outputs.every(output => existsSync(output))) rmSync('lib/build.tsbuildinfo', { force: true });

process.argv.splice(2, Infinity, '-b', 'tsconfig.build.json');
require('typescript/bin/tsc');
