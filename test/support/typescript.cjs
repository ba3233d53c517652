// Lets a child process run src/*.ts as the tests do, whether or not lib/ is there and fresh: node --require test/support/typescript.cjs src/index.ts
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
