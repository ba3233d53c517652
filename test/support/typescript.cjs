// Lets a child process run src/*.ts as the tests do, whether or not lib/ is there and fresh: node --require test/support/typescript.cjs src/index.ts
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

// Dozens of processes load the same files: each is transformed once, and its bytecode kept.
const kept = join(__dirname, '../../node_modules/.cache/rollcall-tests');
mkdirSync(kept, { recursive: true });
enableCompileCache(join(kept, 'bytecode'));
const { version } = require('@swc/core/package.json');

function transformed(filename) {
  const source = readFileSync(filename, 'utf8');
  const path = join(kept, `${createHash('sha256').update(`${version}\0${filename}\0${source}`).digest('hex')}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, {
      filename,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'commonjs' },
    });
    // Others read and write here at the same moment.
    const own = `${path}.${process.pid}`;
    writeFileSync(own, code);
    renameSync(own, path);
    return code;
  }
}

require.extensions['.ts'] = (module, filename) => module._compile(transformed(filename), filename);
