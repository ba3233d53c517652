// Stands in the place of pino in every test: the same pino, whose lines are also kept for the end of the run, where they are searched for names.
const { openSync, writeSync } = require('node:fs');
const { relative, join } = require('node:path');
// By its path: by its name it would be this file again.
const real = require('../../node_modules/pino');

const path = process.env.CANARY_LOG;
let file;

function kept(destination) {
  const write = line => {
    if (path) {
      file ??= openSync(path, 'a');
      const test = globalThis.expect?.getState?.().testPath ?? 'a process';
      writeSync(file, `${relative(join(__dirname, '../..'), test)}\t${line}`);
    }
    return destination.write(line);
  };
  return Object.create(destination, { write: { value: write } });
}

// Restify makes one without, and writes nothing to it.
const pino = (options, destination) => (destination ? real(options, kept(destination)) : real(options));
module.exports = Object.assign(pino, real, { default: pino, pino });
