import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../src/bot/commands';
import { problemCodes } from '../src/domain/errors';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

describe('docs/errors.md', () => {
  const listed = [...read('docs/errors.md').matchAll(/`([a-z]+(?:-[a-z]+)*)`(?=[^|]*\|[^|]*\|[^|]*\|$)/gm)].map(
    match => match[1],
  );

  it.each(problemCodes)('has a line for %s', code => {
    expect(listed).toContain(code);
  });

  it('has no line for a code that is gone', () => {
    expect(listed.filter(code => ![...problemCodes, 'which-one'].includes(code as never))).toEqual([]);
  });
});

describe('docs/commands.md', () => {
  const page = read('docs/commands.md');

  it.each(commands.map(command => [command.name, command] as const))('tells of %s', (_, command) => {
    expect(page).toContain(`\`${command.usage}\``);
    for (const alias of command.aliases) expect(page).toContain(alias);
  });

  it('lists each command once, and has its part', () => {
    const names = commands.map(({ name }) => name).sort();
    expect([...page.matchAll(/^\| \[`([a-z-]+)`\]/gm)].map(match => match[1]).sort()).toEqual(names);
    for (const name of names) expect(page).toContain(`\n## ${name}\n`);
  });
});

describe('docs/security.md', () => {
  const page = read('docs/security.md');
  const rows = [...page.matchAll(/^\| ([A-D]\d+|2\.\d) +\|.*\| (.*) \|$/gm)].map(([, id, held]) => ({
    id,
    held: held!,
  }));
  const named = rows.flatMap(({ id, held }) =>
    [...held.matchAll(/`([^`]+)`/g)].map(match => [`${id!}: ${match[1]!}`, match[1]!]),
  );

  it('has a line for every threat, each held by a test', () => {
    const upTo = (letter: string, last: number) => Array.from({ length: last }, (_, n) => `${letter}${n + 1}`);
    const threats = [...upTo('A', 10), ...upTo('B', 10), ...upTo('C', 12), ...upTo('D', 5), '2.5', '2.6'];
    expect(rows.map(row => row.id)).toEqual(threats);
    for (const { id, held } of rows) expect([id, held]).toEqual([id, expect.stringMatching(/`test\/.* › .*`/)]);
  });

  it.each(named)('names a test that is there: %s', (_, test) => {
    const [file = '', name = ''] = test.split(' › ');
    expect(existsSync(join(root, file))).toBe(true);
    // As its author wrote it, in any quotes.
    const written = read(file).replaceAll("\\'", "'");
    expect(["'", '"', '`'].some(quote => written.includes(`${quote}${name}${quote}`))).toBe(true);
  });
});

describe.each(pages)('%s', page => {
  const text = read(page);

  it('leads only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1]!);
    const broken = links.filter(link => !existsSync(join(root, page, '..', link)));
    expect(broken).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(match => match[1]!);
    expect(named.filter(name => !(name in scripts))).toEqual([]);
  });
});
