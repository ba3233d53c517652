const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const saySkipped = require('./say-skipped.cjs');

// Workers are started afterwards, with this environment.
module.exports = () => {
  process.env.CANARY_LOG = join(mkdtempSync(join(tmpdir(), 'rollcall-canary-')), 'lines');
  writeFileSync(process.env.CANARY_LOG, '');
  saySkipped();
};
