// Compiles what has changed. `tsc -b` alone goes by its own notes and never looks whether an output is still there.
const { existsSync, globSync, rmSync } = require('node:fs');

const list = (pattern, exclude = []) => globSync(pattern, { exclude }).map(path => path.replaceAll('\\', '/'));
const sources = list('src/**/*.ts', ['**/*.d.ts']);
const templates = list('adaptiveCards/*.json', ['**/*.sample.json']);
const outputs = [...sources.map(source => source.replace(/\.ts$/, '.js')), ...templates].map(path => `lib/${path}`);
const known = new Set(outputs);

for (const output of list('lib/{src,adaptiveCards}/**/*.{js,json}')) if (!known.has(output)) rmSync(output);
if (!outputs.every(output => existsSync(output))) rmSync('lib/build.tsbuildinfo', { force: true });

process.argv.splice(2, Infinity, '-b', 'tsconfig.build.json');
require('typescript/bin/tsc');
