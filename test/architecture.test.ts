import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** The table of docs/architecture.md: who may import whom. A file directly in src/ goes by its own name. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: [],
  graph: ['domain'],
  cards: ['domain', 'adaptiveCards'],
  export: ['domain'],
  reading: ['domain'],
  bot: ['domain', 'cards', 'export', 'reading', 'store', 'within.ts', 'idle.ts'],
  notifications: ['domain', 'reading', 'store', 'within.ts', 'idle.ts'],
  sandbox: ['domain'],
  store: ['domain', 'within.ts'],
  operations: ['store', 'within.ts'],
  'config.ts': ['config'],
  config: [],
  'log.ts': [],
  'within.ts': [],
  'idle.ts': ['within.ts'],
  'server.ts': ['bot', 'notifications', 'log.ts', 'request-body.ts', 'server-headers.ts'],
  'request-body.ts': [],
  'server-headers.ts': [],
  'sign-in': ['domain'],
  'credentials.ts': ['domain', 'config', 'config.ts', 'sign-in', 'within.ts'],
  'readers.ts': ['domain', 'graph', 'config', 'log.ts'],
  'sources.ts': [
    'domain',
    'graph',
    'sandbox',
    'sign-in',
    'credentials.ts',
    'readers.ts',
    'config',
    'config.ts',
    'log.ts',
  ],
  'running.ts': [
    'domain',
    'bot',
    'notifications',
    'operations',
    'store',
    'config',
    'config.ts',
    'log.ts',
    'server.ts',
    'sources.ts',
    'within.ts',
  ],
  'app.ts': ['*'],
  'index.ts': ['*'],
  cli: ['*'],
};

/** Packages that only these may import; any other package is free to all but domain, which imports none. */
const AT_HOME: Record<string, string[]> = {
  // cli: the yardsticks of the benchmarks.
  undici: ['graph'],
  'adaptivecards-templating': ['cards'],
  botbuilder: ['bot', 'app.ts', 'cli'],
  '@microsoft/teams-ai': ['bot', 'app.ts'],
  restify: ['server.ts', 'app.ts', 'cli'],
  '@azure/identity': ['credentials.ts', 'cli'],
  kysely: ['store'],
  'better-sqlite3': ['store'],
  // cli: a database of its own for the soak.
  pg: ['store', 'cli'],
  'pg-boss': ['store'],
  'prom-client': ['operations'],
  'playwright-core': ['cli'],
  adaptivecards: ['cli'],
  autocannon: ['cli'],
};

const LONGEST_FILE = 250;
const root = join(__dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => file.split(sep).join('/'))
  .sort();

const homeOf = (file: string) => file.split('/')[0] ?? file;

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, 'src', file), 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\(\s*)'([^']+)'/g)].map(match => match[1]!);
}

describe.each(files)('src/%s', file => {
  const home = homeOf(file);
  const allowed = MAY_IMPORT[home];

  it('has a home in the table', () => {
    expect({ [home]: allowed }).toEqual({ [home]: expect.any(Array) });
  });

  it('imports only what its folder may import', () => {
    const broken = importsOf(file).filter(name => {
      if (!name.startsWith('.')) return home === 'domain' || !(AT_HOME[packageOf(name)] ?? [home]).includes(home);
      const target = posix.join('src', dirname(file), name);
      const targetHome = target.startsWith('adaptiveCards/') ? 'adaptiveCards' : targetHomeOf(target);
      return targetHome !== home && !allowed?.includes('*') && !allowed?.includes(targetHome);
    });
    expect(broken).toEqual([]);
  });

  it(`is at most ${LONGEST_FILE} lines, and reads the environment only where that is its job`, () => {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(LONGEST_FILE + 1);
    if (home !== 'cli' && file !== 'index.ts' && file !== 'config.ts') expect(text).not.toMatch(/process\.env/);
  });
});

/** `src/bot/send` -> bot, `src/config` -> config.ts */
function targetHomeOf(target: string): string {
  const [, first, ...rest] = target.split('/');
  return rest.length > 0 || existsSync(join(root, 'src', first ?? '')) ? (first ?? '') : `${first}.ts`;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('one stem everywhere', () => {
  const templates = readdirSync(join(root, 'adaptiveCards')).filter(name => !name.endsWith('.sample.json'));

  it.each(templates)('adaptiveCards/%s has its card, its sample and its command or caller', name => {
    const stem = name.replace(/\.json$/, '');
    expect(existsSync(join(root, 'src/cards', `${stem}.ts`))).toBe(true);
    expect(existsSync(join(root, 'adaptiveCards', `${stem}.sample.json`))).toBe(true);
  });

  it('keeps no grab-bags', () => {
    expect(files.filter(file => /(^|\/)(utils?|helpers?|common|manager|service|misc)(\/|\.ts$)/.test(file))).toEqual(
      [],
    );
  });

  it('runs on Node 24, whatever the machine has', () => {
    expect(process.versions.node).toMatch(/^2[4-9]\./);
    expect(relative(root, __dirname)).toBe('test');
  });
});
