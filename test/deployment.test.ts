import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { variables } from '../src/config';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const placeholders = (text: string) => [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(match => match[1]!);
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1]!);

interface Step {
  uses: string;
  with: Record<string, any>;
  writeToEnvironmentFile?: Record<string, string>;
}

/** Files whose placeholders a step fills in, as far as they are ours. */
function filesOf({ with: options }: Step): string[] {
  const templates = (options.templates ?? []) as { path: string; parameters: string }[];
  return [
    ...(options.manifestPath ? [options.manifestPath] : []),
    ...templates.flatMap(one => [one.path, one.parameters]),
  ];
}

describe.each([
  ['m365agents.yml', 'dev'],
  ['m365agents.local.yml', 'local'],
])('%s', (file, env) => {
  const project: Record<'provision' | 'deploy' | 'publish', Step[] | undefined> & { version: string } = parse(
    read(file),
  );
  const steps = [...(project.provision ?? []), ...(project.deploy ?? []), ...(project.publish ?? [])];
  const page = read('docs/operations.md');

  it('names files that are there', () => {
    const files = steps.flatMap(filesOf);
    expect(files).toContain('./appPackage/manifest.json');
    expect(files.filter(one => !existsSync(join(root, one)))).toEqual([]);
  });

  it('uses no value that nothing has written before', () => {
    const known = new Set(Object.keys(parseEnv(read(`env/.env.${env}`))));
    for (const step of steps) {
      const texts = [JSON.stringify(step.with), ...filesOf(step).map(read)];
      for (const name of texts.flatMap(placeholders)) {
        // Secrets that a person makes are named where that person reads.
        const isSaid = name.startsWith('SECRET_') && page.includes(name);
        expect([name, known.has(name) || isSaid]).toEqual([name, true]);
      }
      for (const name of Object.values(step.writeToEnvironmentFile ?? {})) known.add(name);
      for (const one of step.with.templates ?? [])
        for (const name of matches(read(one.path), /^output (\w+) /gm)) known.add(name.toUpperCase());
    }
  });

  it('runs npm scripts that are there, and leaves variables that Rollcall reads', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const { uses, with: options } of steps) {
      if (uses === 'cli/runNpmCommand') expect(Object.keys(scripts)).toContain(options.args.replace(/^run /, ''));
      for (const name of Object.keys(options.envs ?? {})) expect(variables).toContain(name);
    }
  });
});

describe.each(['infra/registry', 'infra/azure'])('%s.bicep', path => {
  const text = read(`${path}.bicep`);
  const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const given = JSON.parse(read(`${path}.parameters.json`)).parameters;

  it('closes what it opens', () => {
    const open: string[] = [];
    const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
    // An expression inside of a text holds no brackets of other kinds here.
    for (const [sign] of code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''").matchAll(/[()[\]{}']/g)) {
      if (sign === "'") continue;
      if (sign in pairs) expect(open.pop()).toBe(pairs[sign]);
      else open.push(sign);
    }
    expect(open).toEqual([]);
    expect(code.match(/'/g)!.length % 2).toBe(0);
  });

  it('is given what it needs, and nothing that it does not know', () => {
    const declared = matches(code, /^param (\w+) /gm);
    const optional = matches(code, /^param (\w+) \w+ =/gm);
    expect(Object.keys(given).filter(name => !declared.includes(name))).toEqual([]);
    expect(declared.filter(name => !optional.includes(name) && !(name in given))).toEqual([]);
  });

  it('speaks of nothing that it does not declare', () => {
    const declared = new Set(matches(code, /^(?:param|var|resource) (\w+) /gm));
    const bare = code.replace(/'(?:[^'\\\n]|\\.)*'/g, quoted => matches(quoted, /\$\{([^}]*)\}/g).join(' '));
    const used = matches(bare, /(?<![\w.@])(\w+)!?\.(?:id|name|properties|listKeys)\b/g);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter(name => !declared.has(name))).toEqual([]);
  });
});

describe('infra/azure.bicep', () => {
  const text = read('infra/azure.bicep');
  const plain = matches(text, /name: '([A-Z_]+)', value:/g);
  const secret = matches(text, /name: '([A-Z_]+)', secretRef:/g);

  it('sets variables that Rollcall reads', () => {
    expect(plain).toEqual(expect.arrayContaining(['BOT_ID', 'BOT_TENANT_ID', 'BOT_TYPE', 'PUBLIC_URL', 'PORT']));
    expect([...plain, ...secret].filter(name => !(variables as readonly string[]).includes(name))).toEqual([]);
  });

  it('takes every secret from the vault', () => {
    expect(secret.sort()).toEqual(['BOT_PASSWORD', 'DATABASE_URL', 'METRICS_TOKEN', 'NOTIFICATION_SECRET']);
    const inVault = matches(text, /name: '([a-z-]+)', keyVaultUrl:/g);
    expect(matches(text, /secretRef: '([a-z-]+)'/g).sort()).toEqual([...inVault].sort());
    for (const name of inVault) expect(text).toContain(`name: '${name}'\n`);
  });

  it('lets no secret into a name, an output or a plain value', () => {
    const secure = matches(text, /@secure\(\)\n(?:@.*\n)*param (\w+) /g);
    expect(secure.sort()).toEqual(['botPassword', 'databasePassword', 'metricsToken', 'notificationSecret']);
    for (const name of secure) {
      const uses = text
        .split('\n')
        .filter(line => new RegExp(`\\b${name}\\b`).test(line) && !line.startsWith('param '));
      for (const line of uses)
        expect(line).toMatch(
          /^var \w+ = !empty\(\w+\)$|properties: \{ value: \w+ \}$|administratorLoginPassword|^ {4}value: 'postgres:/,
        );
    }
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const all = (word: string) =>
    lines.flatMap(line => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

  it('stands on the Node that the project asks for', () => {
    const major = /\d+/.exec(JSON.parse(read('package.json')).engines.node)![0];
    expect(all('ARG')).toEqual([`NODE_IMAGE=node:${major}-bookworm-slim`]);
    expect(all('FROM')).toEqual(['${NODE_IMAGE} AS build', '${NODE_IMAGE}']);
  });

  it('takes in what the build needs, and only that', () => {
    const taken = all('COPY').filter(line => !line.startsWith('--from'));
    const files = taken.flatMap(line => line.split(' ').slice(0, -1));
    const allowed = matches(read('.dockerignore'), /^!(.+)$/gm);
    expect(read('.dockerignore')).toMatch(/^\*\n/);
    expect(files.sort()).toEqual(allowed.sort());
    expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
  });

  it('runs what npm start runs, as nobody special, and says whether it is well', () => {
    const last = lines.slice(lines.lastIndexOf('FROM ${NODE_IMAGE}'));
    expect(last).toContain('USER node');
    expect(last.indexOf('USER node')).toBeLessThan(last.findIndex(line => line.startsWith('CMD ')));
    const start = JSON.parse(read('package.json')).scripts.start.split('&& ')[1];
    expect((JSON.parse(all('CMD')[0]!) as string[]).join(' ')).toBe(start);
    expect(all('HEALTHCHECK')[0]).toContain('/healthz');
    expect(last.join('\n')).not.toMatch(/npm |COPY (?!--from=build)/);
  });
});

describe('docs/operations.md', () => {
  const text = read('docs/operations.md');
  const parts = ['## Set up', '## Change secrets without a break', '## Upgrade, and back'].map(head => {
    const start = text.indexOf(`\n${head}\n`);
    expect(start).toBeGreaterThan(0);
    const end = text.indexOf('\n## ', start + 1);
    return text.slice(start, end < 0 ? undefined : end);
  });

  it('says of every step whether it was tried', () => {
    const steps = parts.flatMap(part => part.match(/^\d+\. .*(?:\n {3}.*)*/gm) ?? []);
    expect(steps.length).toBeGreaterThan(25);
    expect(steps.filter(step => !/\((?:[^()]*\b)?(?:tried|never tried)\b[^()]*\)$/.test(step))).toEqual([]);
  });

  it('says of everything that is done to a tenant, in Azure or by Docker that it never was', () => {
    const never = parts
      .flatMap(part => part.match(/^### .*\n|^```powershell$|never (?:tried|ran|built)/gm) ?? [])
      .join(' ');
    for (const word of ['By hand', 'People sign in', 'With a managed identity', 'As a container', 'National clouds'])
      expect(never).toMatch(new RegExp(`### ${word}\\n[^#]*never`));
  });

  it('asks for the permissions that Rollcall uses, and for none to write with as an app', () => {
    const table = parts[0]!.match(/^\| `.*\.(?:All|Chat)`.*$/gm)!.join('\n');
    for (const name of ['VirtualEvent.Read.All', 'OnlineMeetingArtifact.Read.All', 'OnlineMeetings.Read.All'])
      expect(table).toContain(`\`${name}\``);
    expect(table).not.toMatch(/Write/);
  });
});
